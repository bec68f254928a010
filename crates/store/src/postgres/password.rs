//! Password files in PostgreSQL's own form: lines of `host:port:database:user:password`, `*` for any, `\:` and `\\` for
//! a colon and a backslash, `#` before a comment. The first line that fits counts.

use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use tokio_postgres::Config;
use tokio_postgres::config::Host;

use super::advice::Obstacle;

/// The variable that names a password file for all of PostgreSQL's programs.
const VARIABLE: &str = "PGPASSFILE";

/// The file that counts where none is named, in the user's own folder.
const USUAL: &str = ".pgpass";

/// The port where the URL names none.
const PORT: u16 = 5432;

/// Adds the password where the URL has none: from the file that it names, else the one that the variable `PGPASSFILE`
/// names, else `~/.pgpass`. A file that was named must be there.
pub(super) fn complete(config: &mut Config, named: Option<&Path>) -> Result<(), Obstacle> {
    if config.get_password().is_some() {
        return Ok(());
    }
    let variable = std::env::var_os(VARIABLE).filter(|file| !file.is_empty()).map(PathBuf::from);
    let found = match named.map(Path::to_owned).or(variable) {
        Some(file) => read(&file)?,
        None => std::env::home_dir().and_then(|home| read(&home.join(USUAL)).ok()).unwrap_or_default(),
    };
    if let Some(password) = password(&found, config) {
        config.password(password);
    }
    Ok(())
}

fn read(file: &Path) -> Result<String, Obstacle> {
    let told = |why: &str, todo| {
        Err(Obstacle::new(format!("the password file {} cannot be used: {why}", file.display()), todo))
    };
    let unreadable = |error: io::Error| {
        told(
            &error.to_string(),
            "let passfile name a file that this program may read, with lines of \
            host:port:database:user:password",
        )
    };
    match std::fs::metadata(file) {
        Ok(its) if its.mode() & 0o007 != 0 => told("everybody on the machine may read it", "chmod o= it"),
        Ok(_) => std::fs::read_to_string(file).or_else(unreadable),
        Err(error) => unreadable(error),
    }
}

/// The password of the first line that fits one of the hosts.
fn password(lines: &str, config: &Config) -> Option<String> {
    let user = config.get_user().unwrap_or_default();
    let database = config.get_dbname().unwrap_or(user);
    let lines = lines.lines().filter(|line| !line.starts_with('#')).filter_map(fields);
    let lines: Vec<[String; 5]> = lines.collect();
    places(config).find_map(|(host, port)| {
        let fits = |field: &String, value: &str| field == "*" || field == value;
        let line = lines.iter().find(|[a, b, c, d, _]| {
            fits(a, &host) && fits(b, &port.to_string()) && fits(c, database) && fits(d, user)
        });
        line.map(|[.., password]| password.clone())
    })
}

/// The hosts with their ports. For the folder of a socket PostgreSQL's own programs say `localhost` where it is the usual
/// one; this takes it under both names.
fn places(config: &Config) -> impl Iterator<Item = (String, u16)> {
    let ports = config.get_ports();
    config.get_hosts().iter().enumerate().flat_map(|(index, host)| {
        let port = ports.get(index).or(ports.first()).copied().unwrap_or(PORT);
        match host {
            Host::Tcp(name) => vec![(name.clone(), port)],
            Host::Unix(folder) => {
                vec![(folder.display().to_string(), port), ("localhost".to_owned(), port)]
            }
        }
    })
}

/// The five fields of a line.
fn fields(line: &str) -> Option<[String; 5]> {
    let mut fields = vec![String::new()];
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            ':' if fields.len() < 5 => fields.push(String::new()),
            character => {
                let character = if character == '\\' { characters.next()? } else { character };
                fields.last_mut()?.push(character);
            }
        }
    }
    fields.try_into().ok()
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use super::*;

    const LINES: &str = "# the standby has its own\n\
        db2:5433:tenure:anna:second\n\
        no line\n\
        *:*:other:*:wrong\n\
        /run/pg:*:*:anna:by\\:socket\\\\\n\
        *:5432:*:anna:a:b\n\
        *:5432:*:anna:late\n";

    fn found(url: &str) -> Option<String> {
        password(LINES, &Config::from_str(url).unwrap())
    }

    #[test]
    fn the_first_line_that_fits_counts() {
        assert_eq!(found("postgres://anna@db1/tenure").as_deref(), Some("a:b"));
        assert_eq!(found("postgres://anna@db2:5433/tenure").as_deref(), Some("second"));
        assert_eq!(found("postgres://anna@db1:1,db2:5433/tenure").as_deref(), Some("second"));
        assert_eq!(found("postgres://anna@%2Frun%2Fpg/tenure").as_deref(), Some("by:socket\\"));
        assert_eq!(found("postgres://bert@db1/tenure"), None);
        assert_eq!(found("postgres://bert@db1/other").as_deref(), Some("wrong"));
    }
}
