//! The whole way of a configuration.

use super::*;

fn flags(values: &[(Key, &str)]) -> Values {
    let given = |(key, text): &(Key, &str)| {
        let origin = Origin::Flag(*key);
        (*key, Given { text: (*text).to_owned(), origin })
    };
    values.iter().map(given).collect()
}

fn environment(values: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
    values.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

fn faults(places: Places) -> Vec<String> {
    let Faults(faults) = Config::gather(places).unwrap_err();
    faults.iter().map(ToString::to_string).collect()
}

fn of_flags(values: &[(Key, &str)]) -> Places {
    Places { flags: flags(values), ..Places::default() }
}

fn folder(path: &str) -> Database {
    Database::Folder(PathBuf::from(path))
}

#[test]
fn without_a_word_the_defaults_hold() {
    let config = Config::gather(Places::default()).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.public_url, None);
    assert_eq!(config.database, folder("./tenure-data"));
    assert_eq!(config.partner_token_life, SignedDuration::from_mins(30));
    assert_eq!(config.tombstone_life, SignedDuration::from_hours(90 * 24));
    assert!(config.relay.is_none() && config.dictionaries.is_none() && config.policy.is_none());
    assert!(config.trusted_proxies.is_empty());
    assert_eq!(config.sign_in_limits, SignInLimits::default());
    assert_eq!(config.rates, Rates::default());
    assert_eq!(config.connections, ConnectionLimits::default());
    assert_eq!(config.stop, StopTimes::default());
    assert_eq!(config.metrics, None);
    assert_eq!(config.log, Log { format: LogFormat::Text, level: Level::INFO });
}

#[test]
fn a_flag_counts_more_than_a_variable_that_more_than_the_file_that_more_than_the_default() {
    let file = file("listen = '127.0.0.1:1'\ndata = 'file'\npartner_token_life = '1m'\n");
    let at = |flags, environment| {
        let config = Config::gather(Places { flags, environment, file: Some(file.path().to_owned()) });
        config.unwrap()
    };
    let config = at(Values::new(), Vec::new());
    assert_eq!((config.listen.port(), config.database), (1, folder("file")));
    let variables = environment(&[("TENURE_LISTEN", "127.0.0.1:2"), ("TENURE_DATA", "variable")]);
    let config = at(Values::new(), variables.clone());
    assert_eq!((config.listen.port(), config.database), (2, folder("variable")));
    let config = at(flags(&[(Key::Listen, "127.0.0.1:3")]), variables);
    assert_eq!((config.listen.port(), config.database), (3, folder("variable")));
    assert_eq!(config.partner_token_life, SignedDuration::from_mins(1));
    assert_eq!(config.tombstone_life, SignedDuration::from_hours(90 * 24));
}

#[test]
fn every_wrong_value_is_told_at_once_with_what_is_allowed_and_where_it_stood() {
    let file = file("listen = 'localhost'\n\n[log]\nlevel = 'loud'\n");
    let path = file.path().display().to_string();
    let faults = faults(Places {
        flags: flags(&[(Key::TombstoneLife, "2 months")]),
        environment: environment(&[("TENURE_PARTNER_TOKEN_LIFE", "25h"), ("TENURE_LOG_FORMAT", "xml")]),
        file: Some(file.path().to_owned()),
    });
    assert_eq!(
        faults,
        [
            format!(
                "{path} line 1: listen: `localhost` is not allowed; an IP address and a port are wanted, such as \
                 127.0.0.1:8080 or [::1]:8080"
            ),
            "TENURE_PARTNER_TOKEN_LIFE: partner_token_life: `25h` is not allowed; a time from 1s to 24h is wanted, \
             such as 90s, 30m, 12h or 2 days"
                .to_owned(),
            "--tombstone-life: tombstone_life: `2 months` is not allowed; a time from 1s to 3650 days is wanted, \
             such as 90s, 30m, 12h or 2 days"
                .to_owned(),
            "TENURE_LOG_FORMAT: log.format: `xml` is not allowed; text or json is wanted".to_owned(),
            format!(
                "{path} line 4: log.level: `loud` is not allowed; error, warn, info, debug or trace is wanted"
            ),
        ]
    );
}

#[test]
fn a_wait_has_its_own_bounds() {
    let config = Config::gather(of_flags(&[(Key::StopNotice, "0s"), (Key::StopDeadline, "2m")])).unwrap();
    assert_eq!(config.stop.deadline, Duration::from_mins(2));
    let told = faults(of_flags(&[(Key::HeadTime, "0s"), (Key::StopNotice, "11m")]));
    assert_eq!(
        told,
        [
            "--connections-head-time: connections.head_time: `0s` is not allowed; a time from 1s to 10m is wanted, \
             such as 10s, 1500ms or 2m",
            "--stop-notice: stop.notice: `11m` is not allowed; a time from 0s to 10m is wanted, such as 10s, 1500ms \
             or 2m",
        ]
    );
}

#[test]
fn an_unknown_key_is_refused_even_where_only_the_database_is_wanted() {
    let file = file("\ndatta = 'x'\n");
    let places = Places { file: Some(file.path().to_owned()), ..Places::default() };
    let error = Config::database_alone(places).unwrap_err().to_string();
    assert!(
        error.ends_with("line 2: `datta` is no key of the configuration; did you mean `data`?"),
        "{error}"
    );
}

#[test]
fn a_configuration_file_that_is_not_there_is_named() {
    let places = Places { file: Some("/nowhere/tenure.toml".into()), ..Places::default() };
    let error = Config::gather(places).unwrap_err().to_string();
    assert!(error.starts_with("the configuration file /nowhere/tenure.toml cannot be read: "), "{error}");
}

#[test]
fn plain_http_is_for_loopback_only() {
    let told = faults(of_flags(&[(Key::PublicUrl, "http://career.example.org")]));
    assert!(
        matches!(told.as_slice(), [fault] if fault.starts_with("--public-url: public_url: ")
            && fault.contains("http://career.example.org") && fault.contains("https://")),
        "{told:?}"
    );
    let told = faults(of_flags(&[(Key::Listen, "0.0.0.0:80")]));
    assert!(
        matches!(told.as_slice(), [fault] if fault.starts_with("public_url is not set, and http://0.0.0.0:80")),
        "{told:?}"
    );
    let behind_tls = [(Key::Listen, "0.0.0.0:80"), (Key::PublicUrl, "https://career.example.org")];
    assert!(Config::gather(of_flags(&behind_tls)).is_ok());
}

#[test]
fn a_relay_goes_with_a_sender_and_its_password_is_never_shown() {
    let relay = "smtp://user:hunter2@mail.example.org:587?tls=required";
    let told = faults(of_flags(&[(Key::MailRelay, relay)]));
    assert!(matches!(told.as_slice(), [fault] if fault.starts_with("mail.from is not set")), "{told:?}");
    let from = (Key::MailFrom, "Career record <no-reply@example.org>");
    let config = Config::gather(of_flags(&[(Key::MailRelay, relay), from])).unwrap();
    assert_eq!(config.relay.map(|relay| relay.url), Some(relay.to_owned()));
    let told = faults(of_flags(&[(Key::MailRelay, "http://user:hunter2@mail.example.org"), from]));
    assert!(
        matches!(told.as_slice(), [fault] if fault.starts_with("--mail-relay: mail.relay: ")
            && fault.contains("smtps://HOST:PORT") && !fault.contains("hunter2")),
        "{told:?}"
    );
    let named = |name| of_flags(&[(Key::MailRelay, relay), from, (Key::MailHelloName, name)]);
    let config = Config::gather(named("mail.example.org")).unwrap();
    assert_eq!(config.relay.unwrap().hello_name, server::HelloName::parse("mail.example.org").ok());
    assert_eq!(
        faults(named("mail example")),
        [
            "--mail-hello-name: mail.hello_name: `mail example` is not allowed; a domain or an IP address is wanted, such \
          as career.example.org"
        ]
    );
    for wrong in ["nobody", "a b@example.org", "Name <x@y.example", "@x", "x@"] {
        assert_eq!(faults(of_flags(&[(Key::MailRelay, relay), (Key::MailFrom, wrong)])).len(), 1, "{wrong}");
    }
}

#[test]
fn a_database_takes_the_place_of_the_data_folder_and_its_password_is_never_shown() {
    let url = "postgres://anna:hunter2@db1.example.org,db2.example.org:5433/career?sslmode=require";
    let both = [(Key::Database, url), (Key::Data, "x")];
    let config = Config::gather(of_flags(&both)).unwrap();
    assert_eq!(config.database, Config::database_alone(of_flags(&both)).unwrap());
    let shown = format!("{config:?}");
    assert!(shown.contains("postgres://db1.example.org:5432,db2.example.org:5433/career"), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
    for wrong in ["mysql://anna:hunter2@h/career", "postgres://anna:hunter2@h/career?hunter2=1", "./hunter2"]
    {
        let wrong = [(Key::Database, wrong)];
        let alone = Config::database_alone(of_flags(&wrong)).unwrap_err();
        assert_eq!(faults(of_flags(&wrong)), [alone.to_string()]);
        let told = alone.to_string();
        assert!(told.starts_with("--database: database: ") && !told.contains("hunter2"), "{told}");
        assert!(told.contains("postgres://USER:PASSWORD@HOST:PORT/DATABASE is wanted"), "{told}");
    }
}

#[test]
fn lists_and_numbers_are_read_from_any_place() {
    let file = file("trusted_proxies = ['10.0.0.2', '::1']\nsign_in.mails_per_source = 7\n");
    let places =
        |environment| Places { environment, file: Some(file.path().to_owned()), ..Places::default() };
    let config = Config::gather(places(Vec::new())).unwrap();
    assert_eq!(
        config.trusted_proxies.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["10.0.0.2", "::1"]
    );
    assert_eq!(config.sign_in_limits.mails_per_source, 7);
    let variables = environment(&[
        ("TENURE_TRUSTED_PROXIES", "10.0.0.9, 10.0.0.10"),
        ("TENURE_SIGN_IN_MAILS_PER_SOURCE", "8"),
    ]);
    let config = Config::gather(places(variables)).unwrap();
    assert_eq!(config.trusted_proxies.len(), 2);
    assert_eq!(config.sign_in_limits.mails_per_source, 8);
    let told = faults(of_flags(&[(Key::TrustedProxies, "proxy"), (Key::MailsPerAddress, "0")]));
    assert_eq!(
        told,
        [
            "--trusted-proxies: trusted_proxies: `proxy` is not allowed; IP addresses separated by commas are wanted, \
             such as 10.0.0.2,10.0.0.3",
            "--sign-in-mails-per-address: sign_in.mails_per_address: `0` is not allowed; a whole number from 1 to \
             1000000 is wanted",
        ]
    );
}

#[test]
fn ledger_63_120_121_each_rate_has_keys_of_its_own() {
    let file = file("[partner_rate]\nburst = 1\n[application_rate]\nper_second = 2\nburst = 3\n");
    let config = Config::gather(Places {
        flags: flags(&[(Key::OauthRateBurst, "4")]),
        environment: environment(&[("TENURE_APPLICATION_RATE_BURST", "5")]),
        file: Some(file.path().to_owned()),
    });
    let rate = |rate: server::Rate| (rate.per_second.get(), rate.burst.get());
    let Rates { partner, application, oauth } = config.unwrap().rates;
    assert_eq!((rate(partner), rate(application), rate(oauth)), ((100, 1), (2, 5), (50, 4)));
    assert_eq!(
        faults(of_flags(&[(Key::ApplicationRatePerSecond, "0")])),
        [
            "--application-rate-per-second: application_rate.per_second: `0` is not allowed; a whole number from 1 to \
          1000000 is wanted"
        ]
    );
}

#[test]
fn a_policy_is_a_file_from_any_place() {
    let file = file("[reconciliation]\npolicy = 'of-the-file.toml'\n");
    let policy = |flags, environment| {
        let places = Places { flags, environment, file: Some(file.path().to_owned()) };
        Config::gather(places).unwrap().policy.unwrap().display().to_string()
    };
    let variable = environment(&[("TENURE_RECONCILIATION_POLICY", "of-the-variable.toml")]);
    assert_eq!(policy(Values::new(), Vec::new()), "of-the-file.toml");
    assert_eq!(policy(Values::new(), variable.clone()), "of-the-variable.toml");
    let flag = flags(&[(Key::ReconciliationPolicy, "of-the-flag.toml")]);
    assert_eq!(policy(flag, variable), "of-the-flag.toml");
}

/// `tenure.example.toml` documents every key with its default; with its lines uncommented it is a configuration.
#[test]
fn the_example_names_every_key_and_holds_with_all_lines_uncommented() {
    let example = include_str!("../../../../tenure.example.toml");
    let is_setting = |line: &&str| line.starts_with('#') && !line.starts_with("# ") && *line != "#";
    let settings: Vec<&str> = example.lines().filter(is_setting).map(|line| &line[1..]).collect();
    let mut told = Vec::new();
    let values = file::parse("tenure.example.toml", &settings.join("\n"), &mut told);
    assert_eq!(told, []);
    for key in Key::ALL {
        let given = values.get(&key).unwrap_or_else(|| panic!("{} is missing", key.name()));
        if let Some(default) = key.default() {
            assert_eq!(given.text, default, "{}", key.name());
        }
    }
    let config = value::config(&values, &mut told);
    assert_eq!(told, []);
    assert!(config.is_some());
    let mut told = Vec::new();
    assert!(file::parse("tenure.example.toml", example, &mut told).is_empty(), "every line is a comment");
    assert_eq!(told, []);
}
