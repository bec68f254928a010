//! What every measurement stands on: the programs, built as they are released, the load generator, and a folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::folder;
use crate::run::{cargo, run};
use crate::{built, postgres, python};

/// The load generator's version.
const OHA: &str = "1.16.0";

/// The programs and the folder.
#[derive(Debug)]
pub(super) struct Ground {
    /// For everything that is made here: `target/bench`.
    pub(super) folder: PathBuf,
    pub(super) tenure: PathBuf,
    /// The bare handlers, and what fills databases (`bench/src`).
    pub(super) bench: PathBuf,
    pub(super) oha: PathBuf,
}

impl Ground {
    /// Builds and installs what is missing.
    pub(super) fn prepare() -> Result<Self, String> {
        postgres::ensure()?;
        let released = built::released()?;
        let folder = built::target()?.join("bench");
        let oha = install_oha(&folder.join("oha"))?;
        Ok(Self { tenure: released.join("tenure"), bench: released.join("bench"), oha, folder })
    }

    /// A folder for one server's run, empty.
    pub(super) fn run(&self) -> Result<PathBuf, String> {
        let folder = self.folder.join("run");
        folder::empty(&folder)?;
        Ok(folder)
    }

    /// A folder for what runs begin with, empty.
    pub(super) fn template(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.folder.join("template").join(name);
        folder::empty(&folder)?;
        Ok(folder)
    }

    /// The file with the bytes that Tenure answers a workload with.
    pub(super) fn answer(&self, workload: super::workload::Workload) -> PathBuf {
        self.folder.join("answers").join(workload.word())
    }

    /// Python with the packages of a peer.
    pub(super) fn python(&self, peer: &str) -> Result<PathBuf, String> {
        python::environment(
            &self.folder.join(peer),
            &sources().join("peers").join(peer).join("requirements.txt"),
        )
    }
}

/// The repository's folder of measurements.
pub(super) fn sources() -> PathBuf {
    built::root().join("bench")
}

/// Runs a command of `bench`, and gives what it says.
pub(super) fn told(bench: &mut Command) -> Result<Value, String> {
    let output = bench.output().map_err(|error| format!("bench: {error}"))?;
    if !output.status.success() {
        return Err(format!("bench: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("bench: {error}"))
}

fn install_oha(root: &Path) -> Result<PathBuf, String> {
    let program = root.join("bin/oha");
    let told = Command::new(&program).arg("--version").output();
    if told.is_ok_and(|told| told.stdout.trim_ascii().ends_with(OHA.as_bytes())) {
        return Ok(program);
    }
    run(cargo().args(["install", "oha", "--version", OHA, "--locked", "--quiet", "--root"]).arg(root))?;
    if program.is_file() { Ok(program) } else { Err(format!("{} was not installed", program.display())) }
}
