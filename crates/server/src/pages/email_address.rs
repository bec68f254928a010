//! E-mail addresses on pages.

/// An address that its owner recognises and that tells others little: `c…@example.com` (`seekpass.md §5`).
pub(crate) fn masked(address: &str) -> String {
    let (local, host) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    if host.is_empty() { format!("{first}…") } else { format!("{first}…@{host}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_and_the_host_stay() {
        for (address, shown) in [
            ("citra@example.com", "c…@example.com"),
            ("c@example.com", "c…@example.com"),
            ("étienne@example.com", "é…@example.com"),
            ("\"a@b\"@example.com", "\"…@example.com"),
            ("nobody", "n…"),
            ("", "…"),
        ] {
            assert_eq!(masked(address), shown, "{address:?}");
        }
    }
}
