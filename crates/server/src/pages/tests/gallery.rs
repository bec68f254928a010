//! Writes the pages to a folder, to be looked at.

use std::path::Path;
use std::{env, fs};

use super::super::static_files;
use super::super::{Language, Page};
use super::samples::{self, Writing};

/// `GALLERY=/tmp/gallery cargo test -p server gallery`, then serve the folder and look. Without `GALLERY` the pages
/// go to a folder that is thrown away, so that writing them is tried in every run.
#[test]
fn gallery() {
    let thrown_away = tempfile::TempDir::new().unwrap();
    let named = env::var_os("GALLERY");
    let folder = named.as_ref().map_or(thrown_away.path(), Path::new);
    fs::create_dir_all(folder.join("static")).unwrap();
    for file in &static_files::ALL {
        fs::write(folder.join(file.path.trim_start_matches('/')), file.bytes).unwrap();
    }
    let write = |name: &str, kind: &str, page: Page<'_>, writing| {
        let file = format!("{name}.{}.{kind}.html", page.language.code());
        for (_, html) in samples::all(page, writing).into_iter().filter(|(sample, _)| *sample == name) {
            fs::write(folder.join(&file), html).unwrap();
        }
    };
    for language in Language::ALL {
        let signed_out = Page { language, path: "/", csrf: Some("token"), ..Page::default() };
        let signed_in = Page { signed_in: Some("citra@example.com"), demo: true, ..signed_out };
        for (name, _) in samples::all(signed_out, Writing::Plain) {
            write(name, "out", signed_out, Writing::Plain);
            write(name, "in", signed_in, Writing::Plain);
            write(name, "hostile", signed_in, Writing::Hostile);
        }
    }
}
