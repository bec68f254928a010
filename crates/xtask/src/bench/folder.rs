//! Folders that are made empty, copied and thrown away.

use std::fs;
use std::path::Path;

/// Makes a folder, empty, whatever was there.
pub(super) fn empty(folder: &Path) -> Result<(), String> {
    remove(folder)?;
    make(folder)
}

/// Makes a folder, where there is none.
pub(super) fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| told(folder, &error))
}

/// Removes a folder, if it is there.
pub(super) fn remove(folder: &Path) -> Result<(), String> {
    if folder.exists() { fs::remove_dir_all(folder).map_err(|error| told(folder, &error)) } else { Ok(()) }
}

/// Copies the files of a folder into another one, which is made. Folders in it are left out.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), String> {
    make(to)?;
    for entry in fs::read_dir(from).map_err(|error| told(from, &error))?.flatten() {
        let file = entry.path();
        if file.is_file() {
            fs::copy(&file, to.join(entry.file_name())).map_err(|error| told(&file, &error))?;
        }
    }
    Ok(())
}

/// The size of all its files, in bytes.
pub(super) fn size(folder: &Path) -> Result<u64, String> {
    let entries = fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    Ok(entries.flatten().filter_map(|entry| entry.metadata().ok()).map(|file| file.len()).sum())
}

/// Writes a file, and the folder above it where there is none.
pub(super) fn write(file: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    if let Some(folder) = file.parent() {
        make(folder)?;
    }
    fs::write(file, content).map_err(|error| told(file, &error))
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
