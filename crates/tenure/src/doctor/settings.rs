//! The configuration: it was read, so nothing in it is wrong, but it may not be what was meant.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::finding::Finding;
use crate::config::Config;

/// What all may do with a file, in its mode.
const OTHERS: u32 = 0o007;

/// Looks at the configuration and at the file it came from.
pub fn examine(config: &Config, file: Option<&Path>) -> Vec<Finding> {
    let check = "configuration";
    let mut findings = Vec::new();
    if let Some(file) = file.filter(|file| others_may_read_a_password(file)) {
        findings.push(Finding::warning(
            check,
            format!("{} can be read by everybody on this machine, and may hold a password", file.display()),
            "take that away: chmod o-rwx",
        ));
    }
    let behind_a_proxy = config.public_url.as_ref().is_some_and(server::PublicUrl::is_secure);
    if behind_a_proxy && config.trusted_proxies.is_empty() {
        findings.push(Finding::warning(
            check,
            "public_url is https, so a proxy stands before this server, and trusted_proxies names none: everybody \
             seems to come from the proxy and has its limits in common",
            "set trusted_proxies to the proxy's address, and have it send X-Forwarded-For",
        ));
    }
    if findings.is_empty() {
        findings.push(Finding::good(check, "every setting is understood"));
    }
    findings
}

fn others_may_read_a_password(file: &Path) -> bool {
    let open = fs::metadata(file).is_ok_and(|file| file.permissions().mode() & OTHERS != 0);
    let text = fs::read_to_string(file).unwrap_or_default();
    let settings = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    open && settings.filter(|line| line.contains("://")).any(|line| line.contains('@'))
}
