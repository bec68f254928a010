//! Takes out of Swagger UI's archive what `/docs` serves: of its 11 MB of files four, as gzip, which every browser takes.
//! The archive is a crate; nothing is fetched.

use std::error::Error;
use std::io::{Cursor, Read as _};
use std::path::PathBuf;
use std::{env, fs};

use utoipa_swagger_ui_vendored::SWAGGER_UI_VENDORED;
use zip::{CompressionMethod, ZipArchive};

/// Where each stands in the archive.
const FILES: [&str; 4] = ["dist/swagger-ui-bundle.js", "dist/swagger-ui.css", "LICENSE", "NOTICE"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    let mut archive = ZipArchive::new(Cursor::new(SWAGGER_UI_VENDORED))?;
    for index in 0..archive.len() {
        // Everything stands in one folder, which has the version in its name.
        let name = archive.by_index_raw(index)?.name()?.into_owned();
        let name = name.split_once('/').map(|(_, name)| name).filter(|name| FILES.contains(name));
        if let Some(name) = name.and_then(|name| name.rsplit('/').next()) {
            fs::write(folder.join(format!("{name}.gz")), gzip(&mut archive, index)?)?;
        }
    }
    Ok(())
}

/// A file as gzip (RFC 1952): what is compressed in the archive stays as it is.
fn gzip(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut file = archive.by_index_raw(index)?;
    let (size, sum) = (u32::try_from(file.size())?, file.crc32());
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    // Anything else is Deflate, which has a name only with the feature that reads it.
    if file.compression() == CompressionMethod::Stored {
        // One block that is not compressed (RFC 1951 §3.2.4).
        let length = u16::try_from(size)?;
        gzip.push(1);
        gzip.extend(length.to_le_bytes());
        gzip.extend((!length).to_le_bytes());
    }
    file.read_to_end(&mut gzip)?;
    gzip.extend(sum.to_le_bytes());
    gzip.extend(size.to_le_bytes());
    Ok(gzip)
}
