//! OAuth clients that nobody here wrote, against the running program (`tests/oauth-clients`).

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::running::{READY, Running};
use crate::{built, node, python, run as told};

/// What the server's secrets begin with (`crates/oauth/src/secret.rs`).
const SECRETS: [&[u8]; 6] = [b"tnr_at_", b"tnr_rt_", b"tnr_ac_", b"tnr_cs_", b"tnr_se_", b"tnr_br_"];

/// Runs both clients against one demo. What went over the wire is left in `transcripts` in the target folder.
pub(crate) fn test() -> Result<(), String> {
    let program = built::program()?;
    let folder = built::root().join("tests/oauth-clients");
    let own = built::target()?.join("oauth-clients");
    let python = python::environment(&own.join("python"), &folder.join("python/requirements.txt"))?;
    let node = node::with_packages(&folder.join("node"))?;

    let demo = Demo::start(&program, own.join("data"))?;
    let public = own.join("public.json");
    demo.add_public_application(&program, &public)?;
    let transcripts = built::target()?.join("transcripts");
    let mut tally = Tally::default();
    // Nothing is compiled into the repository's folder.
    let (mut node, mut python) = (Command::new(node), Command::new(python));
    for (client, transcript) in [
        (node.arg("client.mjs").current_dir(folder.join("node")), "openid-client.txt"),
        (python.args(["-B", "client.py"]).current_dir(folder.join("python")), "authlib.txt"),
    ] {
        client.args([&demo.descriptor(), &public, &transcripts.join(transcript)]);
        tally.add(client)?;
    }
    tally.check("no secret stands in the database or in the log", &demo.keeps_secrets_to_itself());
    drop(demo);
    tally.end()
}

/// How many tests passed and failed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u32,
    failed: u32,
}

impl Tally {
    fn line(&mut self, line: &str) {
        println!("{line}");
        if line.starts_with("PASS ") {
            self.passed += 1;
        } else if line.starts_with("FAIL ") {
            self.failed += 1;
        }
    }

    fn check(&mut self, name: &str, result: &Result<(), String>) {
        match result {
            Ok(()) => self.line(&format!("PASS {name}")),
            Err(problem) => self.line(&format!("FAIL {name}: {problem}")),
        }
    }

    /// Runs a client, and counts what it says passed and failed. One that breaks off failed too.
    fn add(&mut self, client: &mut Command) -> Result<(), String> {
        let name = client.get_program().to_string_lossy().into_owned();
        let broken = |error| format!("{name}: {error}");
        let mut child = client.stdout(Stdio::piped()).spawn().map_err(broken)?;
        let before = self.failed;
        for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
            self.line(&line.map_err(broken)?);
        }
        let status = child.wait().map_err(broken)?;
        if !status.success() && self.failed == before {
            self.line(&format!("FAIL {name} broke off: {status}"));
        }
        Ok(())
    }

    fn end(&self) -> Result<(), String> {
        let Self { passed, failed } = self;
        println!("{passed} passed, {failed} failed");
        if *failed == 0 && *passed > 0 {
            Ok(())
        } else {
            Err("a stock OAuth client did not get through; see above".to_owned())
        }
    }
}

/// `tenure demo` on a free port, in a folder that goes with it.
struct Demo {
    running: Running,
    folder: PathBuf,
}

impl Demo {
    fn start(program: &Path, folder: PathBuf) -> Result<Self, String> {
        let broken = |error| format!("{}: {error}", folder.display());
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).map_err(broken)?;
        let mut command = Command::new(program);
        command.args(["demo", "--empty", "--listen", "127.0.0.1:0", "--data"]).arg(folder.join("data"));
        let mut running = Running::start(&mut command, folder.join("log"))?;
        running.says(READY)?;
        Ok(Self { running, folder })
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn descriptor(&self) -> PathBuf {
        self.data().join("demo.json")
    }

    /// Adds an application without a secret, while the server runs, and writes down what the program says of it.
    fn add_public_application(&self, program: &Path, into: &Path) -> Result<(), String> {
        let file = File::create(into).map_err(|error| format!("{}: {error}", into.display()))?;
        let words = ["client", "add", "application", "--public", "--json", "--name", "Native App"];
        let mut command = Command::new(program);
        command.args(words).args(["--redirect-uri", "http://127.0.0.1/callback", "--data"]).arg(self.data());
        told::run(command.stdout(file))
    }

    /// Whether only hashes are kept (RFC 9700 §4.9.3), and nothing is logged. The descriptor is the demo's gift.
    fn keeps_secrets_to_itself(&self) -> Result<(), String> {
        for folder in [&self.folder, &self.data()] {
            let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            let files = entries.flatten().map(|entry| entry.path());
            for file in files.filter(|file| file.is_file() && *file != self.descriptor()) {
                let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                let found = SECRETS.iter().find(|secret| bytes.windows(7).any(|part| part == **secret));
                if let Some(secret) = found {
                    let secret = String::from_utf8_lossy(secret);
                    return Err(format!("{secret}… stands in {}", file.display()));
                }
            }
        }
        Ok(())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.running.kill();
        drop(fs::remove_dir_all(&self.folder));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_says_is_counted_and_breaking_off_is_a_failure() {
        let mut tally = Tally::default();
        let mut shell = |script: &str| tally.add(Command::new("sh").args(["-c", script]));
        shell("echo PASS one; echo; echo '    PASS is no verdict here'; echo FAIL two; exit 1").unwrap();
        shell("echo PASS three").unwrap();
        shell("exit 7").unwrap();
        assert_eq!(tally, Tally { passed: 2, failed: 2 });
        assert!(tally.end().is_err() && Tally::default().end().is_err());
        assert!(Tally { passed: 1, failed: 0 }.end().is_ok());
    }
}
