//! What the tests need that mount small disks, in namespaces of their own.

use crate::tool::Tool;

const TOOLS: [Tool; 4] = [
    Tool { program: "unshare", packages: &["util-linux"] },
    Tool { program: "mount", packages: &["mount"] },
    Tool { program: "mkfs.ext4", packages: &["e2fsprogs"] },
    Tool { program: "chattr", packages: &["e2fsprogs"] },
];

/// Installs it where it is missing.
pub(crate) fn ensure() -> Result<(), String> {
    TOOLS.into_iter().try_for_each(|tool| tool.ensure().map(drop))
}
