//! A mail relay that takes everything and notes what it took.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// How often each mail was taken: by address and Message-ID.
pub(crate) type Taken = BTreeMap<(String, String), usize>;

/// A relay on a free port, until the tests end.
pub(crate) struct MailRelay {
    address: SocketAddr,
    taken: Arc<Mutex<Taken>>,
}

impl MailRelay {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let taken = Arc::<Mutex<Taken>>::default();
        let noted = Arc::clone(&taken);
        std::thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let noted = Arc::clone(&noted);
                // Whoever is killed leaves its connection in the middle of a word.
                std::thread::spawn(move || drop(talk(&connection, &noted)));
            }
        });
        Self { address, taken }
    }

    /// Where it is, as a configuration says it.
    pub(crate) fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What it took so far.
    pub(crate) fn taken(&self) -> Taken {
        self.taken.lock().unwrap().clone()
    }
}

/// One connection (RFC 5321), as far as this program's mail goes. A mail counts as taken before that is said.
fn talk(connection: &TcpStream, taken: &Mutex<Taken>) -> std::io::Result<()> {
    let mut lines = BufReader::new(connection).lines();
    let mut says = connection;
    let (mut to, mut id) = (String::new(), String::new());
    writeln!(says, "220 relay\r")?;
    while let Some(line) = lines.next().transpose()? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "DATA" => {
                writeln!(says, "354 go on\r")?;
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    if let Some(named) = line.strip_prefix("Message-ID: ") {
                        named.clone_into(&mut id);
                    }
                }
                *taken.lock().unwrap().entry((to.clone(), id.clone())).or_default() += 1;
                writeln!(says, "250 taken\r")?;
            }
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1).unwrap_or_default();
                address.clone_into(&mut to);
                writeln!(says, "250 ok\r")?;
            }
            "QUIT" => return writeln!(says, "221 bye\r"),
            _ => writeln!(says, "250 ok\r")?,
        }
    }
    Ok(())
}
