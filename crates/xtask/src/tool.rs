//! Programs that tests need beside cargo's. What is missing is installed from Debian's packages, or named.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::run::run;

/// A program that must be there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool {
    /// What it is started as.
    pub(crate) program: &'static str,
    /// The Debian packages that bring it.
    pub(crate) packages: &'static [&'static str],
}

impl Tool {
    /// The program's path, after installing it where it is missing.
    pub(crate) fn ensure(self) -> Result<PathBuf, String> {
        if let Some(path) = find(self.program) {
            return Ok(path);
        }
        let missing = format!("`{}` is not on the PATH", self.program);
        install(&missing, self.packages)?;
        find(self.program).ok_or_else(|| format!("{missing}, even after its packages were installed"))
    }
}

/// Installs Debian packages, or says that they are missing.
pub(crate) fn install(missing: &str, packages: &[&str]) -> Result<(), String> {
    let names = packages.join(" ");
    if find("apt-get").is_none() {
        return Err(format!("{missing}; install what Debian has in: {names}"));
    }
    if !is_root() {
        return Err(format!("{missing}; as root: apt-get install {names}"));
    }
    println!("xtask: {missing}");
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet");
        command
    };
    run(apt().arg("update"))?;
    run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

/// True where a command ends well; what it prints is left out.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Where a program is on the `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// True where this runs for root.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_found_and_what_is_not_is_not() {
        assert!(find("sh").is_some_and(|path| path.is_absolute()));
        assert_eq!(find("no-such-program-anywhere"), None);
    }
}
