//! Node, with a suite's packages as its lock file names them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::run;
use crate::tool::Tool;

const NODE: Tool = Tool { program: "node", packages: &["nodejs"] };
const NPM: Tool = Tool { program: "npm", packages: &["npm"] };

/// Installs the packages of a folder; gives where Node is.
pub(crate) fn with_packages(folder: &Path) -> Result<PathBuf, String> {
    let (node, npm) = (NODE.ensure()?, NPM.ensure()?);
    run(Command::new(npm).arg("ci").current_dir(folder))?;
    Ok(node)
}
