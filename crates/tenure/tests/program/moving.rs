//! `tenure move` of a whole database to PostgreSQL and back, as it is and killed half-way.
//!
//! It moves little; with the variables `TENURE_TEST_EXPERIENCES` and `TENURE_TEST_CREDENTIALS` it moves so many
//! (`cargo xtask move`).

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use store::testing::postgres::Database;
use tempfile::TempDir;

use crate::digests::{self, Digests};
use crate::filling::{self, Size};
use crate::program::{command, run};

const SMALL: Size = Size { experiences: 1_500, credentials: 300 };

/// It is killed once so many hundredths are written.
const HALF: u64 = 50;

/// The most memory that a move may have, however much it moves.
const MOST_MEMORY: u64 = 100 * 1024;

/// A number in a variable, or this one.
fn asked_for(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).map_or(otherwise, |number| number.parse().unwrap())
}

/// How a move ended.
struct Ended {
    /// What it printed.
    told: String,
    /// How many hundredths it said were written.
    reached: u64,
    was_killed: bool,
    seconds: f64,
    /// The most memory that it had while it told something, in KiB.
    memory: u64,
}

/// Runs a move, and kills it once it says that so many hundredths are written.
fn run_move(from: &str, to: &str, kill_at: Option<u64>) -> Ended {
    let began = Instant::now();
    let mut child =
        command(&["move", from, to]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let memory = AtomicU64::new(0);
    let process = child.id();
    let look = || _ = memory.fetch_max(peak_memory(process), Ordering::Relaxed);
    let (mut reached, mut was_killed, mut wrong) = (0, false, String::new());
    let told = std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let lines = BufReader::new(out).lines().map(Result::unwrap);
            lines.inspect(|_| look()).fold(String::new(), |told, line| told + &line + "\n")
        });
        for line in BufReader::new(err).lines().map(Result::unwrap) {
            look();
            let Some((hundredths, _)) = line.split_once(" % of ") else {
                wrong += &line;
                continue;
            };
            reached = hundredths.parse().unwrap();
            if kill_at.is_some_and(|half| reached >= half) && !was_killed {
                child.kill().unwrap();
                was_killed = true;
            }
        }
        reading.join().unwrap()
    });
    let status = child.wait().unwrap();
    assert!(status.success() != was_killed, "{status}: {wrong}");
    let seconds = began.elapsed().as_secs_f64();
    Ended { told, reached, was_killed, seconds, memory: memory.into_inner() }
}

/// The most memory that a process ever had, in KiB; 0 where it is gone.
fn peak_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or(0, |peak| peak.trim().trim_end_matches(" kB").parse().unwrap())
}

/// One of the two databases of a move.
#[derive(Clone, Copy)]
enum Side<'a> {
    Folder(&'a Path),
    Database(&'a str),
}

impl Side<'_> {
    fn argument(&self) -> &str {
        match self {
            Self::Folder(folder) => folder.to_str().unwrap(),
            Self::Database(url) => url,
        }
    }

    /// The flag that names it to every other command.
    fn flags(&self) -> [&str; 2] {
        [if matches!(self, Self::Folder(_)) { "--data" } else { "--database" }, self.argument()]
    }

    /// What is there, in the tables that `like` has.
    async fn digests(&self, like: &Path) -> Digests {
        match self {
            Self::Folder(folder) => digests::of_folder(folder),
            Self::Database(url) => digests::of_database(url, like).await,
        }
    }

    /// Every history must fit its record.
    fn verify(&self) {
        let began = Instant::now();
        let verified = run(&[&["history", "verify"], &self.flags()[..]].concat());
        let told = String::from_utf8_lossy(&verified.stdout).into_owned();
        assert_eq!(verified.status.code(), Some(0), "{told}");
        println!("  `tenure history verify`: clean, in {:.1} s", began.elapsed().as_secs_f64());
    }
}

fn tell(what: &str, ended: &Ended) {
    let (seconds, memory) = (ended.seconds, ended.memory / 1024);
    let how = if ended.was_killed { format!("killed at {} %", ended.reached) } else { "done".to_owned() };
    println!("  {what}: {how} after {seconds:.1} s, {memory} MiB of memory at the most");
    assert!(ended.memory < MOST_MEMORY, "{memory} MiB");
}

/// Moves everything, and compares it with what is to be there; where it is asked to, it is killed half-way and begun
/// again first.
async fn moves(from: Side<'_>, to: Side<'_>, killed: bool, all: &Digests, like: &Path) {
    let (source, target) = (from.argument(), to.argument());
    if killed {
        let half = run_move(source, target, Some(HALF));
        assert!(half.was_killed, "it was over before it said {HALF} %");
        tell("move", &half);
        let refused = run(&[&["client", "list"], &to.flags()[..]].concat());
        let refused = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.contains("begun and not finished"), "no server opens half a database: {refused}");
        let there = digests::rows(&to.digests(like).await);
        println!("  {there} of {} rows are there", digests::rows(all));
        assert!(there > digests::rows(all) * 2 / 5 && there < digests::rows(all) * 4 / 5, "not half of them");
    }
    let ended = run_move(source, target, None);
    assert!(
        ended.told.contains("history: ") && ended.told.contains("the same on both sides"),
        "{}",
        ended.told
    );
    let again = ended.told.lines().find(|line| line.contains("are there from an earlier try"));
    assert_eq!(again.is_some(), killed, "{}", ended.told);
    if let Some(again) = again {
        println!("  on the second start: {again}");
    }
    tell("move", &ended);
    let there = to.digests(like).await;
    assert_eq!(&there, all);
    println!("  compared equal: {} rows of {} tables", digests::rows(&there), there.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_database_goes_to_postgres_and_back_also_when_it_is_killed_half_way() {
    let size = Size {
        experiences: asked_for("TENURE_TEST_EXPERIENCES", SMALL.experiences),
        credentials: asked_for("TENURE_TEST_CREDENTIALS", SMALL.credentials),
    };
    let folder = TempDir::new().unwrap();
    let from = folder.path().join("from");
    std::fs::create_dir(&from).unwrap();
    let store = filling::open(&from);
    let filled = filling::fill(&store, size).await;
    store.close();
    drop(store);
    let all = digests::of_folder(&from);
    let empty: Vec<_> = all.iter().filter(|(_, (rows, _))| *rows == 0).collect();
    assert!(empty.is_empty(), "every table is to have rows: {empty:?}");
    assert!(all["experience"].0 >= size.experiences as u64 && all["credential"].0 >= size.credentials as u64);
    println!(
        "{} experiences and {} credentials of {} people: {} rows, filled by {} commands in {:.1} s; {} MiB on the disk",
        all["experience"].0,
        all["credential"].0,
        filled.people,
        digests::rows(&all),
        filled.commands,
        filled.took.as_secs_f64(),
        std::fs::metadata(from.join("tenure.sqlite3")).unwrap().len() / (1024 * 1024),
    );
    for killed in [false, true] {
        let database = Database::new();
        let url = database.url_text();
        let back = folder.path().join(if killed { "back-again" } else { "back" });
        let (from, there, back) = (Side::Folder(&from), Side::Database(&url), Side::Folder(&back));
        println!("from SQLite to PostgreSQL:");
        moves(from, there, killed, &all, folder.path().join("from").as_path()).await;
        there.verify();
        println!("from PostgreSQL to SQLite:");
        moves(there, back, killed, &all, folder.path().join("from").as_path()).await;
        back.verify();
        let next = |side: Side<'_>| digests::next_experience(Path::new(side.argument()));
        assert_eq!(next(back), next(from));
    }
}
