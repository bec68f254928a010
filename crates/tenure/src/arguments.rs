//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, Parser, Subcommand};

use crate::config::{CONFIG, Given, Key, Origin, Places, Values};

/// A self-hosted career-history server.
///
/// Partners push attested employment to it (the SEEK Pass contract), candidates' apps edit declared experience in
/// it (the InfoJobs contract), and it keeps one honest record of both.
#[derive(Debug, Parser)]
#[command(name = "tenure", version, arg_required_else_help = true)]
#[command(after_help = "To see it at work on this machine, without any setting: tenure demo")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Run the server
    ///
    /// Every setting is taken from its flag, else from its variable of the environment, else from the file, else
    /// from the default. tenure.example.toml shows every key of the file.
    Serve(SettingsFlags),
    /// Add, list, rotate and remove clients: the partners and applications that may call the server
    ///
    /// Works on the database, while the server runs too, and takes effect at once.
    Client(ClientArguments),
    /// Find a person, erase one, export and import the record of one
    ///
    /// Works on the database, while the server runs too, and takes effect at once.
    Person(crate::person::PersonArguments),
    /// Look at everything that the server needs, and say of each thing what was found and what to do
    ///
    /// Takes the settings of `tenure serve` and changes nothing: configuration, dictionaries, policy, database, keys,
    /// clock, disk, open files, and the mail relay, to which it connects and signs in without sending mail. Each is ok,
    /// a warning or broken; where something is broken, the command ends with 1.
    Doctor(DoctorArguments),
    /// Ask the running server whether it is ready: the health check of a container
    ///
    /// Takes the settings of `tenure serve`, and asks where that listens. Ends with 1 where it is not ready.
    Ready(SettingsFlags),
    /// Check an operator's own dictionaries
    ///
    /// The server reads them from the folder of its setting `dictionaries`, and again on SIGHUP; a folder with a
    /// fault is refused at start, and on SIGHUP the running set goes on.
    #[command(subcommand)]
    Dictionary(DictionaryAction),
    /// Hold declared and attested statements of one person against each other, without a server
    ///
    /// Reads a JSON file of statements, says which speak of the same job, and whether they agree, differ or stand
    /// alone, with the reasons. docs/reconciliation.md shows the format.
    Reconcile(crate::reconcile::ReconcileArguments),
    /// Verify people's histories, and show one
    ///
    /// Works on the database itself, while a server runs or not. docs/history.md says what it looks at, what it cannot
    /// see, and what to do about what it finds.
    History(crate::history::HistoryArguments),
    /// Verify the whole database: its file, its schema, what refers to what, and everybody's history
    ///
    /// Works on the database itself, while a server runs or not, and changes nothing. Ends with exit code 3 where
    /// something does not fit. docs/verify.md says what it looks at, and what to do about what it finds.
    Verify(crate::verify::VerifyArguments),
    /// Move everything to another database of either kind: SQLite to PostgreSQL, or back
    ///
    /// Stop the server first: what it writes meanwhile is not moved. Both sides are compared at the end. Broken off, it
    /// is begun again and goes on; no server opens a database that is half full.
    Move(crate::transfer::MoveArguments),
    /// Write a backup of everything to one file, while the server runs
    ///
    /// The file holds the state of one moment, is a SQLite database whatever the server has, and is there whole or not
    /// at all.
    Backup(crate::transfer::BackupArguments),
    /// Fill an empty database from a backup
    Restore(crate::transfer::RestoreArguments),
    /// Start a server to play with: made-up data, both contracts' samples played through it, mail shown on a page
    ///
    /// Makes a database with one partner, one application and one person, starts the server, sends it the sample
    /// requests of both contracts over HTTP, prints every step with its answer, and keeps serving. The credentials
    /// of all three stand in demo.json in the data folder. Started again, it goes on with what it finds there.
    /// The settings of `tenure serve`, in variables and files, do not count here.
    Demo(DemoArguments),
}

/// What the doctor looks at.
#[derive(Debug, clap::Args)]
pub struct DoctorArguments {
    /// The settings, as the server has them.
    #[command(flatten)]
    pub settings: SettingsFlags,
    /// Write JSON: one object, with an array of objects
    #[arg(long)]
    pub json: bool,
}

/// What to do with dictionaries.
#[derive(Debug, Subcommand)]
pub enum DictionaryAction {
    /// Check a folder of dictionary files as the server would, and tell every fault with its file and line
    Check {
        /// The folder: files such as industry.json, each in the place of the shipped one of its name
        folder: PathBuf,
    },
}

/// The settings that were given as flags.
#[derive(Debug, Clone)]
pub struct SettingsFlags {
    file: Option<PathBuf>,
    values: Values,
}

impl SettingsFlags {
    /// These flags with the other places where settings may stand.
    pub fn places(self) -> Places {
        places(self.file, self.values)
    }
}

fn places(file: Option<PathBuf>, flags: Values) -> Places {
    let named = std::env::var_os(CONFIG).filter(|path| !path.is_empty());
    Places { flags, environment: std::env::vars_os().collect(), file: file.or(named.map(PathBuf::from)) }
}

fn flag(key: Key) -> Arg {
    let default = key.default().map(|default| format!(" [default: {default}]")).unwrap_or_default();
    Arg::new(key.name()).long(key.flag()).value_name(key.value_name()).help(format!(
        "{}{default} [env: {}]",
        key.help(),
        key.variable()
    ))
}

impl FromArgMatches for SettingsFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |key: Key| {
            let text = matches.get_one::<String>(key.name())?.clone();
            let origin = Origin::Flag(key);
            Some((key, Given { text, origin }))
        };
        Ok(Self {
            file: matches.get_one::<PathBuf>("config").cloned(),
            values: Key::ALL.into_iter().filter_map(given).collect(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for SettingsFlags {
    fn augment_args(command: Command) -> Command {
        let config = Arg::new("config")
            .long("config")
            .value_name("FILE")
            .value_parser(clap::value_parser!(PathBuf))
            .help(format!("The configuration file, in TOML [env: {CONFIG}]"));
        command.arg(config).args(Key::ALL.map(flag))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

const CONFIG_HELP: &str =
    "The configuration file, from which only `data` and `database` are taken [env: TENURE_CONFIG]";
const DATA_HELP: &str = "The folder of the database [default: ./tenure-data] [env: TENURE_DATA]";
const DATABASE_HELP: &str = "The URL of the PostgreSQL database, where the server has one; better in the variable, for \
    flags are seen by everybody on the machine [env: TENURE_DATABASE]";
const REDIRECT_URI_HELP: &str = "Where it may send people back to after they decided: https, http on loopback, or a \
    scheme of its own such as org.example.app:/callback. May be given several times";

/// Where the database is, for commands that need nothing else of the configuration.
#[derive(Debug, clap::Args)]
pub struct DatabaseFlags {
    /// The configuration file, from which only `data` and `database` are taken.
    #[arg(long, value_name = "FILE", global = true, help = CONFIG_HELP)]
    config: Option<PathBuf>,
    /// The folder of the database.
    #[arg(long, value_name = "FOLDER", global = true, help = DATA_HELP)]
    data: Option<String>,
    /// The URL of the PostgreSQL database.
    #[arg(long, value_name = "URL", global = true, help = DATABASE_HELP)]
    database: Option<String>,
}

impl DatabaseFlags {
    /// The places where the database may be named.
    pub fn places(&self) -> Places {
        let given = [(Key::Data, &self.data), (Key::Database, &self.database)];
        let given = given.into_iter().filter_map(|(key, text)| {
            let origin = Origin::Flag(key);
            text.clone().map(|text| (key, Given { text, origin }))
        });
        places(self.config.clone(), given.collect())
    }
}

/// What to do with clients, and where.
#[derive(Debug, clap::Args)]
pub struct ClientArguments {
    /// Where.
    #[command(flatten)]
    pub database: DatabaseFlags,
    /// What to do.
    #[command(subcommand)]
    pub action: ClientAction,
}

/// What to do with clients.
#[derive(Debug, Subcommand)]
pub enum ClientAction {
    /// Add a client, and show its id and its secret; the secret is shown this once only
    #[command(subcommand)]
    Add(NewClient),
    /// List the clients, without their secrets
    List {
        /// Write JSON: an array of objects
        #[arg(long)]
        json: bool,
    },
    /// Give a client a new secret, and show it this once; the old one is void at once
    Rotate {
        /// The client's id
        id: String,
        /// Write JSON: one object
        #[arg(long)]
        json: bool,
    },
    /// Remove a client: its tokens are void at once, what it brought into people's records stays
    Remove {
        /// The client's id
        id: String,
    },
}

/// A client to be added.
#[derive(Debug, Subcommand)]
pub enum NewClient {
    /// A partner, which pushes credentials with credentials of its own (the SEEK Pass contract)
    Partner {
        /// What it has in common with an application
        #[command(flatten)]
        client: NewClientArguments,
        /// Store and show members that the contract does not know, where a partner that sends them is otherwise
        /// refused with 422
        #[arg(long)]
        keep_unknown_members: bool,
    },
    /// An application, which edits curricula for people who allowed it (the InfoJobs contract)
    Application {
        /// What it has in common with a partner
        #[command(flatten)]
        client: NewClientArguments,
        /// Where it may send people back to.
        #[arg(long = "redirect-uri", value_name = "URI", required = true, help = REDIRECT_URI_HELP)]
        redirect_uris: Vec<String>,
        /// It cannot keep a secret (an app on a phone, a page): none is made, and it must use PKCE
        #[arg(long)]
        public: bool,
    },
}

/// What every new client has.
#[derive(Debug, clap::Args)]
pub struct NewClientArguments {
    /// Its name, which people see: 1 to 100 characters
    #[arg(long)]
    pub name: String,
    /// A scope that it may have; may be given several times [default: every scope of its kind]
    #[arg(long = "scope", value_name = "SCOPE")]
    pub scopes: Vec<String>,
    /// Write JSON: one object
    #[arg(long)]
    pub json: bool,
}

/// How to run the demo.
#[derive(Debug, clap::Args)]
pub struct DemoArguments {
    /// Where to listen: an IP address and a port (0 takes a free one)
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The folder of the demo's database and of demo.json; made where there is none
    #[arg(long, value_name = "FOLDER", default_value = "./demo-data")]
    pub data: PathBuf,
    /// Delete an earlier demo's database in the folder first, and begin anew
    #[arg(long)]
    pub fresh: bool,
    /// Leave the playing of the samples out, and begin with a curriculum without experience
    #[arg(long)]
    pub empty: bool,
    /// Allow an address that other machines can reach. Everybody who does can read the demo's mail
    #[arg(long)]
    pub expose: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_key_of_the_configuration_has_a_flag_that_names_its_variable() {
        let mut command = Arguments::command();
        let help = command.find_subcommand_mut("serve").unwrap().render_long_help().to_string();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        for key in Key::ALL {
            assert!(help.contains(&format!("--{} <{}>", key.flag(), key.value_name())), "{help}");
            assert!(help.contains(&format!("[env: {}]", key.variable())), "{help}");
        }
    }

    #[test]
    fn flags_are_taken_by_their_keys() {
        let arguments = Arguments::try_parse_from(["tenure", "serve", "--mail-from", "a@b.example"]).unwrap();
        let Action::Serve(flags) = arguments.action else { panic!("not serve") };
        assert_eq!(flags.values.get(&Key::MailFrom).map(|given| given.text.as_str()), Some("a@b.example"));
        assert_eq!(flags.values.len(), 1);
    }

    /// The command lines that stand in a page, each in its words; those that stand for several are left out.
    fn command_lines(page: &str) -> Vec<Vec<String>> {
        let lines = page.lines().filter_map(|line| line.strip_prefix("    "));
        let lines = lines.map(|line| line.trim_start_matches("sudo -u tenure "));
        let lines = lines.filter(|line| line.starts_with("tenure ") && !line.contains(['[', '|', '…']));
        lines.map(words).collect()
    }

    /// A line as a shell takes it apart: what stands between quotation marks is one word.
    fn words(line: &str) -> Vec<String> {
        let parts = line.split('"').enumerate();
        let parts = parts.flat_map(|(place, part)| match place % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        });
        parts.collect()
    }

    #[test]
    fn every_command_that_stands_in_a_page_is_one_that_the_program_takes() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let folders = ["", "docs", "deploy"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
        let files = folders.into_iter().flatten().map(|file| file.unwrap().path());
        let mut lines = 0;
        for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "md")) {
            for line in command_lines(&std::fs::read_to_string(&file).unwrap()) {
                let parsed = Arguments::try_parse_from(&line).map(drop).map_err(|error| error.to_string());
                assert_eq!(parsed, Ok(()), "{}: {line:?}", file.display());
                lines += 1;
            }
        }
        assert!(lines > 10, "{lines} lines");
    }

    #[test]
    fn an_application_needs_a_redirect_uri_and_a_partner_has_none() {
        let parse = |words: &str| Arguments::try_parse_from(words.split_whitespace()).map(drop);
        let error = parse("tenure client add application --name A").unwrap_err().to_string();
        assert!(error.contains("--redirect-uri"), "{error}");
        let error = parse("tenure client add partner --name P --redirect-uri https://p.example").unwrap_err();
        assert!(error.to_string().contains("--redirect-uri"), "{error}");
        assert!(parse("tenure client add partner --name P --data x").is_ok());
        assert!(parse("tenure client --data x list").is_ok());
    }
}
