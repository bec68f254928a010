//! Small disks, for tests in which they fill up.
//!
//! Such a test runs once more, in a process that has its mounts for itself: so nothing is left of them, however it ends,
//! and nobody else sees them. Root needs nothing for that; anybody else may where the machine lets people make namespaces.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Set where the mounts are one's own.
const OWN: &str = "TENURE_TEST_OWN_MOUNTS";

const WHAT_IS_NEEDED: &str = "this test mounts a small disk in a mount namespace of its own: it needs `unshare`, `mount` \
    and `umount` (packages util-linux and mount), and root or a machine that lets others make user namespaces";

/// Who may run a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Whoever may make namespaces.
    Anybody,
    /// Root: it mounts a file as a disk, or lends one to another user.
    Root,
}

/// True in the process that has its mounts for itself; elsewhere this runs the test of this name in such a process, and
/// fails where that does.
pub(crate) fn is_there_for(test: &str, by: By) -> bool {
    if std::env::var_os(OWN).is_some() {
        return true;
    }
    assert!(
        by == By::Anybody || is_root(),
        "run {test} as root: it mounts a file as a disk, or lends one to another user"
    );
    let mut unshare = Command::new("unshare");
    unshare.arg("--mount");
    if !is_root() {
        unshare.arg("--map-root-user");
    }
    unshare.arg(std::env::current_exe().unwrap()).args([test, "--exact", "--nocapture"]).env(OWN, "");
    let ended = unshare.output().unwrap_or_else(|error| panic!("{error}; {WHAT_IS_NEEDED}"));
    let (told, errors) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert!(told.contains("running 1 test"), "{told}{errors}; {WHAT_IS_NEEDED}");
    // What the test says, without what is said about it.
    let said = told
        .lines()
        .filter(|line| line.starts_with("  "))
        .fold(String::new(), |said, line| said + line + "\n");
    print!("{said}");
    assert!(ended.status.success(), "{told}{errors}");
    false
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// A disk of its own.
pub(crate) struct Disk {
    mounted: TempDir,
    /// The file that it is in, where it is not in memory.
    _image: Option<TempDir>,
}

impl Disk {
    /// One in memory, of so many KiB, where anybody may write.
    pub(crate) fn of(kibibytes: u64) -> Self {
        let mounted = TempDir::new().unwrap();
        let options = format!("size={kibibytes}k,mode=0777");
        done(Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tenure-test"]).arg(mounted.path()));
        Self { mounted, _image: None }
    }

    /// A folder on it, whose owner is this user of the machine.
    pub(crate) fn folder_of(&self, user: &str) -> PathBuf {
        let folder = self.path().join(user);
        fs::create_dir(&folder).unwrap();
        done(Command::new("chown").arg(user).arg(&folder));
        folder
    }

    /// One with the file system that most machines have, on which an open file can become one that nobody may change.
    pub(crate) fn with_ext4() -> Self {
        let (mounted, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let image = folder.path().join("image");
        File::create(&image).unwrap().set_len(64 * 1024 * 1024).unwrap();
        done(Command::new("mkfs.ext4").arg("-q").arg(&image));
        done(Command::new("mount").args(["-o", "loop"]).arg(&image).arg(mounted.path()));
        fs::set_permissions(mounted.path(), fs::Permissions::from_mode(0o777)).unwrap();
        Self { mounted, _image: Some(folder) }
    }

    pub(crate) fn path(&self) -> &Path {
        self.mounted.path()
    }

    /// Mounts it anew with these options, such as `ro`.
    pub(crate) fn remount(&self, options: &str) {
        done(Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(self.path()));
    }

    fn ballast(&self) -> PathBuf {
        self.path().join("ballast")
    }

    /// Takes all room but so many KiB.
    pub(crate) fn fill(&self, but: u64) {
        let mut ballast = OpenOptions::new().create(true).append(true).open(self.ballast()).unwrap();
        let block = [0; 4096];
        loop {
            match ballast.write(&block) {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => break,
                Err(error) => panic!("{error}"),
            }
        }
        let taken = ballast.metadata().unwrap().len();
        ballast.set_len(taken.saturating_sub(but * 1024)).unwrap();
    }

    /// Gives that room back.
    pub(crate) fn make_room(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Whoever still holds a file of it keeps it for so long; the namespace ends with this process anyway.
        drop(Command::new("umount").arg("--lazy").arg(self.path()).output());
    }
}

fn done(command: &mut Command) {
    let Output { status, stderr, .. } =
        command.output().unwrap_or_else(|error| panic!("{command:?}: {error}; {WHAT_IS_NEEDED}"));
    assert!(status.success(), "{command:?}: {}; {WHAT_IS_NEEDED}", String::from_utf8_lossy(&stderr));
}
