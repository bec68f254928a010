//! An SMTP relay (RFC 5321) as small as it can be: it takes mail and notes what it took, or says no.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How often each mail was taken: by address and Message-ID.
pub(crate) type Taken = BTreeMap<(String, String), usize>;

/// What the relay is like.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manners {
    /// The one pair of user and password that it lets in (`AUTH PLAIN`), in base64 as it is sent.
    pub(crate) credentials: Option<&'static str>,
    /// It refuses recipients whose address contains this.
    pub(crate) refuses: Option<&'static str>,
}

/// A relay on a free port of this machine, until the tests end.
pub(crate) struct Relay {
    /// Where it listens.
    pub(crate) port: u16,
    taken: Arc<Mutex<Taken>>,
    mails: Receiver<String>,
}

impl Relay {
    pub(crate) fn start(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = Arc::<Mutex<Taken>>::default();
        let (sender, mails) = channel();
        let noted = Arc::clone(&taken);
        std::thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let (noted, sender) = (Arc::clone(&noted), sender.clone());
                // Whoever is killed leaves its connection in the middle of a word.
                std::thread::spawn(move || drop(converse(&connection, manners, &noted, &sender)));
            }
        });
        Self { port, taken, mails }
    }

    /// Where it is, as a configuration says it.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What it took so far.
    pub(crate) fn taken(&self) -> Taken {
        self.taken.lock().unwrap().clone()
    }

    /// The next mail, headers and all.
    pub(crate) fn mail(&self) -> String {
        self.mails.recv_timeout(Duration::from_mins(1)).unwrap()
    }

    /// The 8 digits in the next mail.
    pub(crate) fn code(&self) -> String {
        let mail = self.mail();
        let (_, body) = mail.split_once("\r\n\r\n").unwrap();
        let mut words = body.split(|character: char| !character.is_ascii_digit());
        words.find(|word| word.len() == 8).unwrap_or_else(|| panic!("no code in {body}")).to_owned()
    }
}

/// One connection. A mail counts as taken before that is said.
fn converse(
    connection: &TcpStream,
    manners: Manners,
    taken: &Mutex<Taken>,
    mails: &Sender<String>,
) -> std::io::Result<()> {
    // An answer in two parts would wait for the other side's word that the first came.
    connection.set_nodelay(true)?;
    let mut lines = BufReader::new(connection.try_clone()?);
    let mut answer = connection;
    let mut to = String::new();
    write!(answer, "220 relay.example\r\n")?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let words = match verb.as_str() {
            "EHLO" if manners.credentials.is_some() => "250-relay.example\r\n250 AUTH PLAIN",
            "AUTH" => match line.rsplit(' ').next() {
                sent if sent == manners.credentials => "235 welcome",
                _ => "535 5.7.8 wrong user or password",
            },
            "RCPT" if manners.refuses.is_some_and(|part| line.contains(part)) => {
                write!(answer, "550 5.1.1 nobody here: {line}\r\n")?;
                continue;
            }
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1).unwrap_or_default();
                address.clone_into(&mut to);
                "250 well"
            }
            "DATA" => {
                write!(answer, "354 go on\r\n")?;
                let mut mail = String::new();
                while !mail.ends_with("\r\n.\r\n") {
                    if lines.read_line(&mut mail)? == 0 {
                        return Ok(());
                    }
                }
                let id = mail.lines().find_map(|line| line.strip_prefix("Message-ID: "));
                let known = (to.clone(), id.unwrap_or_default().to_owned());
                *taken.lock().unwrap().entry(known).or_default() += 1;
                drop(mails.send(mail));
                "250 taken"
            }
            "QUIT" => {
                write!(answer, "221 bye\r\n")?;
                return Ok(());
            }
            _ => "250 well",
        };
        write!(answer, "{words}\r\n")?;
    }
}
