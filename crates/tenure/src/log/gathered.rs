//! Lines on their way to standard error. To write one costs the system about as much as to make it, so those of requests
//! wait for each other and are written together. Any other line is written at once, after whatever waits: lines never
//! change places, and none is left out.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tracing_subscriber::fmt::MakeWriter;

/// How many bytes are written together: as many as a pipe takes in one piece, whoever else writes to it.
const ROOM: usize = 4096;

/// How long the first line waits for others.
const PATIENCE: Duration = Duration::from_millis(25);

/// Where lines go. Cloning shares it.
pub(super) struct Out<W>(Arc<Shared<W>>);

impl<W> Clone for Out<W> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<W: Write> Out<W> {
    /// Takes a line that may wait for others.
    pub(super) fn gather(&self, line: &[u8]) -> io::Result<()> {
        self.0.take(line, true)
    }
}

/// While this is there, the lines of requests wait for each other. When it is dropped, those that wait are written;
/// from then on nothing waits.
pub(super) struct Gathering<W: Write>(Arc<Shared<W>>);

struct Shared<W> {
    state: Mutex<State>,
    /// Locked while the state is, but for longer: lines may come while others are written.
    writing: Mutex<Writing<W>>,
    /// The first of new lines came, or the end.
    come: Condvar,
}

struct Writing<W> {
    out: W,
    lines: Vec<u8>,
}

struct State {
    waiting: Vec<u8>,
    gathers: bool,
    /// The thread that writes what waits sleeps until something does.
    sleeps: bool,
}

/// Lines that are all written at once.
pub(super) fn at_once<W: Write>(out: W) -> Out<W> {
    Out(Arc::new(Shared::new(out, false)))
}

/// Lines of which those of requests are gathered. Where there can be no thread for it, all are written at once.
pub(super) fn gathered<W: Write + Send + 'static>(out: W) -> (Out<W>, Gathering<W>) {
    let shared = Arc::new(Shared::new(out, true));
    let gathering = Gathering(Arc::clone(&shared));
    let writer = Arc::clone(&shared);
    let thread = thread::Builder::new().name("log".to_owned());
    if thread.spawn(move || writer.keep_writing(|| thread::sleep(PATIENCE))).is_err() {
        shared.end();
    }
    (Out(shared), gathering)
}

impl<W: Write> Drop for Gathering<W> {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl<W: Write> Shared<W> {
    fn new(out: W, gathers: bool) -> Self {
        let state = State { waiting: Vec::with_capacity(ROOM), gathers, sleeps: false };
        let writing = Writing { out, lines: Vec::with_capacity(ROOM) };
        Self { state: Mutex::new(state), writing: Mutex::new(writing), come: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, line: &[u8], may_wait: bool) -> io::Result<()> {
        let mut state = self.state();
        while !state.waiting.is_empty() && state.waiting.len() + line.len() > ROOM {
            self.write(state)?;
            state = self.state();
        }
        state.waiting.extend_from_slice(line);
        if !(may_wait && state.gathers) || state.waiting.len() >= ROOM {
            return self.write(state);
        }
        if std::mem::take(&mut state.sleeps) {
            self.come.notify_one();
        }
        Ok(())
    }

    /// Writes what waits, again and again until the end; sleeps where nothing does. `wait` lets more lines come.
    fn keep_writing(&self, wait: impl Fn()) {
        loop {
            let mut state = self.state();
            while state.gathers && state.waiting.is_empty() {
                state.sleeps = true;
                state = self.come.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            state.sleeps = false;
            if !state.gathers {
                return;
            }
            drop(state);
            wait();
            // Nobody is left to be told that it failed.
            drop(self.write(self.state()));
        }
    }

    /// Writes what waits. What cannot be written is not kept: a log must not fill up the memory.
    fn write(&self, mut state: MutexGuard<'_, State>) -> io::Result<()> {
        // In this order, so that lines do not change places. Where nothing waits, others may still be at it.
        let mut writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let Writing { out, lines } = &mut *writing;
        std::mem::swap(&mut state.waiting, lines);
        drop(state);
        let written = out.write_all(lines);
        lines.clear();
        written
    }

    fn end(&self) {
        let mut state = self.state();
        state.gathers = false;
        drop(self.write(state));
        self.come.notify_one();
    }
}

/// Takes one line, which may not wait.
pub(super) struct Line<'a, W>(&'a Shared<W>);

impl<'a, W: Write + 'a> MakeWriter<'a> for Out<W> {
    type Writer = Line<'a, W>;

    fn make_writer(&'a self) -> Line<'a, W> {
        Line(&self.0)
    }
}

impl<W: Write> Write for Line<'_, W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.take(line, false).map(|()| line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    /// Tells each piece that is written.
    struct Told(Sender<String>);

    impl Write for Told {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(String::from_utf8(bytes.to_vec()).unwrap()).unwrap();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Lines that are gathered, without a thread, and what is written.
    fn gathering() -> (Arc<Shared<Told>>, Receiver<String>) {
        let (told, written) = channel();
        (Arc::new(Shared::new(Told(told), true)), written)
    }

    fn pieces(written: &Receiver<String>) -> Vec<String> {
        written.try_iter().collect()
    }

    #[test]
    fn a_line_that_may_not_wait_is_written_after_those_that_do() {
        let (lines, written) = gathering();
        lines.take(b"1\n", true).unwrap();
        lines.take(b"2\n", true).unwrap();
        assert_eq!(pieces(&written), [""; 0]);
        lines.take(b"3\n", false).unwrap();
        lines.take(b"4\n", false).unwrap();
        assert_eq!(pieces(&written), ["1\n2\n3\n", "4\n"]);
    }

    #[test]
    fn what_finds_no_room_has_the_others_written_first_and_no_line_is_torn() {
        let (lines, written) = gathering();
        let (half, long) = ("h".repeat(ROOM / 2 - 1) + "\n", "l".repeat(ROOM) + "\n");
        lines.take(half.as_bytes(), true).unwrap();
        lines.take(half.as_bytes(), true).unwrap();
        assert_eq!(pieces(&written), [half.repeat(2)]);
        lines.take(b"short\n", true).unwrap();
        lines.take(half.as_bytes(), true).unwrap();
        lines.take(half.as_bytes(), true).unwrap();
        assert_eq!(pieces(&written), ["short\n".to_owned() + &half]);
        lines.take(long.as_bytes(), true).unwrap();
        assert_eq!(pieces(&written), [half, long]);
    }

    #[test]
    fn what_waits_is_written_after_a_while_and_at_the_end() {
        let (lines, written) = gathering();
        let (let_go, waits) = channel::<()>();
        let writer = Arc::clone(&lines);
        let thread = thread::spawn(move || writer.keep_writing(|| waits.recv().unwrap()));
        lines.take(b"1\n", true).unwrap();
        lines.take(b"2\n", true).unwrap();
        let_go.send(()).unwrap();
        assert_eq!(written.recv().unwrap(), "1\n2\n");
        lines.take(b"3\n", true).unwrap();
        let_go.send(()).unwrap();
        assert_eq!(written.recv().unwrap(), "3\n");
        lines.take(b"4\n", true).unwrap();
        drop(Gathering(Arc::clone(&lines)));
        assert_eq!(pieces(&written), ["4\n"]);
        lines.take(b"5\n", true).unwrap();
        assert_eq!(pieces(&written), ["5\n"]);
        let _if_it_listens = let_go.send(());
        thread.join().unwrap();
    }

    /// Where the end comes while a line is written. Says which of both was done first.
    struct Slow {
        begun: Sender<()>,
        ended: Receiver<()>,
        first: Sender<&'static str>,
    }

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.begun.send(()).unwrap();
            let ended = self.ended.recv_timeout(Duration::from_millis(50)).is_ok();
            self.first.send(if ended { "the end" } else { "the line" }).unwrap();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_end_waits_for_the_lines_that_are_being_written() {
        let ((begun, begins), (end, ended), (first, was_first)) = (channel(), channel(), channel());
        let lines = Arc::new(Shared::new(Slow { begun, ended, first }, true));
        let writer = Arc::clone(&lines);
        let thread = thread::spawn(move || writer.take(b"1\n", false).unwrap());
        begins.recv().unwrap();
        drop(Gathering(lines));
        let _unless_it_is_gone = end.send(());
        assert_eq!(was_first.recv().unwrap(), "the line");
        thread.join().unwrap();
    }

    #[test]
    fn only_lines_of_requests_wait() {
        let (lines, written) = gathering();
        let out = Out(lines);
        let layer = tracing_subscriber::fmt::layer().with_ansi(false).without_time();
        let subscriber = tracing_subscriber::registry().with(layer.with_writer(out.clone()));
        out.gather(b"request\n").unwrap();
        assert_eq!(pieces(&written), [""; 0]);
        tracing::subscriber::with_default(subscriber, || tracing::info!(target: "server", "something else"));
        assert_eq!(pieces(&written), ["request\n INFO server: something else\n"]);
    }

    #[test]
    fn where_nothing_is_gathered_each_line_is_written_at_once() {
        let (told, written) = channel();
        let Out(lines) = at_once(Told(told));
        lines.take(b"1\n", true).unwrap();
        assert_eq!(pieces(&written), ["1\n"]);
    }
}
