//! Python, with packages in virtual environments in the target folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::run;
use crate::tool::{self, Tool};

const PYTHON: Tool = Tool { program: "python3", packages: &["python3", "python3-venv"] };

/// The interpreter of an environment with the packages that the file names. It is made anew when the file changes.
pub(crate) fn environment(folder: &Path, requirements: &Path) -> Result<PathBuf, String> {
    let (python, installed) = (folder.join("bin/python"), folder.join("requirements.txt"));
    let wanted = fs::read(requirements).map_err(|error| format!("{}: {error}", requirements.display()))?;
    if python.is_file() && fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let system = PYTHON.ensure()?;
    if !tool::succeeds(Command::new(&system).args(["-c", "import ensurepip, venv"])) {
        tool::install("python3 cannot make virtual environments", &["python3-venv"])?;
    }
    run(Command::new(&system).args(["-m", "venv", "--clear"]).arg(folder))?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    run(pip.arg(requirements))?;
    fs::write(&installed, wanted).map_err(|error| format!("{}: {error}", installed.display()))?;
    Ok(python)
}
