//! The files that the pages refer to, embedded when the program is built.

/// A file as it is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StaticFile {
    /// The path of the URL.
    pub(crate) path: &'static str,
    /// The value of `Content-Type`.
    pub(crate) media_type: &'static str,
    /// The content.
    pub(crate) bytes: &'static [u8],
    etag: [u8; 18],
}

impl StaticFile {
    const fn new(path: &'static str, media_type: &'static str, bytes: &'static [u8]) -> Self {
        Self { path, media_type, bytes, etag: etag(bytes) }
    }

    /// The value of `ETag`, quotes included: it changes with the content.
    pub(crate) fn etag(&self) -> &str {
        // ASCII by construction.
        std::str::from_utf8(&self.etag).unwrap_or("\"\"")
    }

    /// The file at a path.
    pub(crate) fn at(path: &str) -> Option<&'static Self> {
        ALL.iter().find(|file| file.path == path)
    }
}

/// Every file.
pub(crate) static ALL: [StaticFile; 4] = [
    StaticFile::new(
        "/static/tenure.css",
        "text/css; charset=utf-8",
        include_bytes!("../../static/tenure.css"),
    ),
    StaticFile::new(
        "/static/add.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../static/add.js"),
    ),
    StaticFile::new(
        "/static/experience.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../static/experience.js"),
    ),
    StaticFile::new("/static/favicon.svg", "image/svg+xml", include_bytes!("../../static/favicon.svg")),
];

/// The 64 bits of FNV-1a in hexadecimal, in quotes. It tells versions of a file apart and protects nothing.
const fn etag(bytes: &[u8]) -> [u8; 18] {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut index = 0;
    while index < bytes.len() {
        hash ^= bytes[index] as u64;
        hash = hash.wrapping_mul(0x0100_0000_01b3);
        index += 1;
    }
    let mut tag = [b'"'; 18];
    let mut digit = 0;
    while digit < 16 {
        tag[16 - digit] = b"0123456789abcdef"[(hash & 15) as usize];
        hash >>= 4;
        digit += 1;
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_etag_is_fnv_1a_of_the_content() {
        assert_eq!(&etag(b""), b"\"cbf29ce484222325\"");
        assert_eq!(&etag(b"foobar"), b"\"85944171f73967e8\"");
    }

    #[test]
    fn every_file_is_found_at_its_path() {
        for file in &ALL {
            assert_eq!(StaticFile::at(file.path), Some(file));
            assert!(!file.bytes.is_empty());
            assert_eq!(file.etag().len(), 18);
        }
        assert_eq!(StaticFile::at("/static/../secret"), None);
    }
}
