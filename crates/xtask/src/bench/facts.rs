//! What was measured on, and with which versions.

use std::fmt;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::ground::{Ground, sources};
use super::statistics::Spread;

/// The machine, the versions, and the day.
#[derive(Debug)]
pub(super) struct Facts(Vec<(String, String)>);

impl Facts {
    /// Looks everything up but the version of PostgreSQL, which the server says.
    pub(super) fn gather(ground: &Ground, postgres: Option<&str>) -> Result<Self, String> {
        let mut facts = Vec::new();
        let mut fact = |name: &str, value: String| facts.push((name.to_owned(), value));
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        fact("day", printed("date", &["-u", "+%Y-%m-%d"]));
        fact("processor", format!("{cores} cores, {}", line_of("/proc/cpuinfo", "model name")));
        fact("memory", line_of("/proc/meminfo", "MemTotal"));
        fact("kernel", printed("uname", &["-sr"]));
        fact("disk of SQLite", disk(&ground.folder)?);
        fact("disk of PostgreSQL", disk(&std::env::temp_dir())?);
        fact("rustc", printed("rustc", &["--version"]));
        fact("commit", printed("git", &["describe", "--always", "--dirty"]));
        fact("tenure", printed(&ground.tenure, &["--version"]));
        fact("oha", printed(&ground.oha, &["--version"]));
        if let Some(postgres) = postgres {
            fact("PostgreSQL", postgres.to_owned());
        }
        for peer in ["pocketbase", "fastapi"] {
            let file = sources().join("peers").join(peer).join("requirements.txt");
            let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            fact(peer, text.split_whitespace().collect::<Vec<_>>().join(", "));
        }
        fact("python", printed("python3", &["--version"]));
        Ok(Self(facts))
    }
}

impl fmt::Display for Facts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, value)| writeln!(formatter, "- {name}: {value}"))
    }
}

/// What a program prints, or that it is not there.
fn printed(program: impl AsRef<Path>, arguments: &[&str]) -> String {
    let output = Command::new(program.as_ref()).args(arguments).output();
    output.map_or_else(
        |_| "not found".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

/// What stands after the first `name:` in a file of the system.
fn line_of(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line =
        text.lines().find_map(|line| Some(line.strip_prefix(name)?.split_once(':')?.1.trim().to_owned()));
    line.unwrap_or_else(|| "unknown".to_owned())
}

/// The file system of a folder, and how long the disk below it takes to have a page for good.
fn disk(folder: &Path) -> Result<String, String> {
    let told =
        printed("df", &["--output=source,fstype,avail", "--human-readable", &folder.to_string_lossy()]);
    let words: Vec<&str> = told.lines().last().unwrap_or_default().split_whitespace().collect();
    let device =
        words.first().map(|source| source.trim_start_matches("/dev/").to_owned()).unwrap_or_default();
    let rotational = fs::read_to_string(format!("/sys/block/{device}/queue/rotational"));
    let kind = match rotational.as_deref().map(str::trim) {
        Ok("0") => "does not rotate",
        Ok(_) => "says that it rotates",
        Err(_) => "kind unknown",
    };
    let sync = sync_time(folder)?;
    Ok(format!(
        "{} ({kind}), {:.2} ms for a page to be synced",
        words.get(1..).unwrap_or_default().join(" "),
        sync * 1000.0
    ))
}

/// How long a write of one page that waits for the disk takes, in seconds: the median of many.
fn sync_time(folder: &Path) -> Result<f64, String> {
    let path = folder.join("tenure-bench-sync");
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut file = File::create(&path).map_err(told)?;
    let mut times = Vec::new();
    for _ in 0..200 {
        let began = Instant::now();
        file.write_all(&[1; 4096]).map_err(told)?;
        file.sync_data().map_err(told)?;
        times.push(began.elapsed().as_secs_f64());
    }
    drop(file);
    fs::remove_file(&path).map_err(told)?;
    Ok(Spread::of(times).map_or(0.0, |spread| spread.median))
}
