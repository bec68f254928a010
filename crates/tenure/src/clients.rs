//! `tenure client`: partners and applications are added, listed, given new secrets and removed. It works on the
//! database itself, while a server runs or not.

use career::credential::UnknownMembers;
use career::id::ClientId;
use jiff::Timestamp;
use oauth::client::{Client, ClientKind, NAME_MOST};
use oauth::redirect_uri::RedirectUri;
use oauth::scope::{Scope, Scopes};
use oauth::secret::{Kind, Secret};
use serde_json::{Value, json};
use store::clients::{AddClient, ClientRefusal, Clients, RemoveClient, RotateClientSecret};
use store::{NotDone, Store};
use tracing::level_filters::LevelFilter;

use crate::arguments::{ClientAction, ClientArguments, NewClient, NewClientArguments};
use crate::config::{Config, Database, Log, LogFormat};
use crate::database::open_existing;
use crate::output::say;
use crate::problem::Problem;
use crate::{database, log, machine};

/// Does what was asked for.
///
/// # Errors
/// [`Problem`], with nothing changed.
pub async fn run(arguments: ClientArguments) -> Result<(), Problem> {
    let database = Config::database_alone(arguments.database.places())?;
    drop(log::start(Log { format: LogFormat::Text, level: LevelFilter::WARN }));
    match arguments.action {
        ClientAction::Add(new) => add(&database, new).await,
        ClientAction::List { json } => list(&open_existing(&database).await?, json).await,
        ClientAction::Rotate { id, json } => {
            rotate(&open_existing(&database).await?, parse_id(&id)?, json).await
        }
        ClientAction::Remove { id } => remove(&open_existing(&database).await?, parse_id(&id)?).await,
    }
}

fn parse_id(text: &str) -> Result<ClientId, Problem> {
    let wrong = || format!("`{text}` is no client id; `tenure client list` shows them");
    text.parse().map_err(|_| Problem::Argument(wrong()))
}

async fn add(database: &Database, new: NewClient) -> Result<(), Problem> {
    let secret = Secret::new(Kind::Client, machine::random());
    let (client, secret, json) = match new {
        NewClient::Partner { client, keep_unknown_members } => {
            let unknown_members =
                if keep_unknown_members { UnknownMembers::Keep } else { UnknownMembers::Refuse };
            let kind = ClientKind::Partner { secret: secret.hash(), unknown_members };
            (make(&client, kind, &Scope::PARTNER)?, Some(secret), client.json)
        }
        NewClient::Application { client, redirect_uris, public } => {
            let uris = redirect_uris.iter().map(|uri| RedirectUri::parse(uri)).collect::<Result<_, _>>();
            let kind = ClientKind::Application {
                secret: (!public).then(|| secret.hash()),
                redirect_uris: uris.map_err(|error| Problem::Argument(format!("--redirect-uri: {error}")))?,
            };
            (make(&client, kind, &Scope::APPLICATION)?, (!public).then_some(secret), client.json)
        }
    };
    database::check(database)?;
    let store = database::open(database).await?;
    let now = machine::now();
    let command = AddClient { client: client.clone(), now };
    store.apply(command).await?;
    store.close();
    say(if json { added_json(&client, secret.as_ref(), now) } else { added_text(&client, secret.as_ref()) });
    Ok(())
}

/// A client with an id of its own, its name and scopes checked.
fn make(arguments: &NewClientArguments, kind: ClientKind, possible: &[Scope]) -> Result<Client, Problem> {
    Ok(Client {
        id: ClientId::from_uuid(machine::new_uuid()),
        name: name(&arguments.name)?,
        scopes: scopes(&arguments.scopes, possible)?,
        kind,
    })
}

fn name(text: &str) -> Result<String, Problem> {
    let name = text.trim();
    let length = name.chars().count();
    if length == 0 || length > NAME_MOST || name.contains(char::is_control) {
        let words = format!("--name: `{}` is not allowed; ", text.escape_debug());
        let allowed = format!("1 to {NAME_MOST} characters are wanted, none of them a control character");
        return Err(Problem::Argument(words + &allowed));
    }
    Ok(name.to_owned())
}

/// The scopes that were named, or all that are possible.
fn scopes(named: &[String], possible: &[Scope]) -> Result<Scopes, Problem> {
    let wrong = |name: &str| {
        let possible: Vec<&str> = possible.iter().map(|scope| scope.wire_name()).collect();
        Problem::Argument(format!(
            "--scope: `{name}` is no scope of such a client; it can have {}",
            possible.join(", ")
        ))
    };
    let all: Scopes = possible.iter().copied().collect();
    let named = Scopes::parse(&named.join(" ")).map_err(|unknown| wrong(&unknown.0))?;
    if let Some(other) = named.iter().find(|scope| !all.contains(*scope)) {
        return Err(wrong(other.wire_name()));
    }
    Ok(if named.is_empty() { all } else { named })
}

async fn list(store: &Store, json: bool) -> Result<(), Problem> {
    let clients = store.answer(Clients).await?;
    store.close();
    if json {
        let clients: Vec<Value> = clients.iter().map(|(client, made)| described(client, *made)).collect();
        say(format!("{:#}", Value::from(clients)));
    } else if clients.is_empty() {
        say("There are no clients. `tenure client add partner --name …` makes one.");
    } else {
        for (client, made) in &clients {
            say(format!("{}  {:<11}  {}", client.id, kind(client), client.name));
            say(format!("    made {}", made.strftime("%Y-%m-%d %H:%M UTC")));
            for (what, value) in details(client) {
                say(format!("    {what} {value}"));
            }
        }
    }
    Ok(())
}

async fn rotate(store: &Store, id: ClientId, json: bool) -> Result<(), Problem> {
    let secret = Secret::new(Kind::Client, machine::random());
    let command = RotateClientSecret { id, secret: secret.hash() };
    let done = store.apply(command).await;
    store.close();
    done.map_err(|not_done| refused(id, not_done))?;
    if json {
        say(format!("{:#}", json!({ "client_id": id, "client_secret": secret.expose() })));
    } else {
        say(format!("The client {id} has a new secret; the old one is void from now on.\n"));
        say(format!("  client secret  {}\n", secret.expose()));
        say("The secret is shown this once only: keep it now.");
    }
    Ok(())
}

async fn remove(store: &Store, id: ClientId) -> Result<(), Problem> {
    let command = RemoveClient { id, now: machine::now() };
    let done = store.apply(command).await;
    store.close();
    done.map_err(|not_done| refused(id, not_done))?;
    say(format!(
        "The client {id} is removed. Its tokens are void from now on; what it brought into people's records stays."
    ));
    Ok(())
}

fn refused(id: ClientId, not_done: NotDone<ClientRefusal>) -> Problem {
    match not_done {
        NotDone::Refused(ClientRefusal::Unknown) => Problem::Argument(format!(
            "there is no client {id}; `tenure client list` shows those that there are"
        )),
        NotDone::Refused(ClientRefusal::Public) => Problem::Argument(format!(
            "the client {id} is public: it has no secret, so there is none to rotate"
        )),
        NotDone::Failed(failure) => Problem::Store(failure),
    }
}

fn kind(client: &Client) -> &'static str {
    if client.is_partner() { "partner" } else { "application" }
}

fn redirect_uris(client: &Client) -> Vec<&str> {
    match &client.kind {
        ClientKind::Partner { .. } => Vec::new(),
        ClientKind::Application { redirect_uris, .. } => {
            redirect_uris.iter().map(RedirectUri::as_str).collect()
        }
    }
}

fn keeps_unknown_members(client: &Client) -> bool {
    let ClientKind::Partner { unknown_members, .. } = &client.kind else {
        return false;
    };
    *unknown_members == UnknownMembers::Keep
}

/// What there is to say of a client beyond its id, kind and name.
fn details(client: &Client) -> Vec<(&'static str, String)> {
    let mut details = vec![("scopes", client.scopes.to_string())];
    details.extend(redirect_uris(client).into_iter().map(|uri| ("redirect uri", uri.to_owned())));
    if client.is_public() {
        details.push(("public", "it has no secret and must use PKCE".to_owned()));
    }
    if keeps_unknown_members(client) {
        details.push(("unknown members", "are kept and shown".to_owned()));
    }
    details
}

fn described(client: &Client, made: Timestamp) -> Value {
    let scopes: Vec<&str> = client.scopes.iter().map(Scope::wire_name).collect();
    let mut value = json!({
        "client_id": client.id,
        "kind": kind(client),
        "name": client.name,
        "scopes": scopes,
        "created_at": format!("{made:.3}"),
    });
    if client.is_partner() {
        value["keeps_unknown_members"] = keeps_unknown_members(client).into();
    } else {
        value["redirect_uris"] = redirect_uris(client).into();
        value["public"] = client.is_public().into();
    }
    value
}

fn added_json(client: &Client, secret: Option<&Secret>, made: Timestamp) -> String {
    let mut value = described(client, made);
    value["client_secret"] = secret.map(Secret::expose).into();
    format!("{value:#}")
}

fn added_text(client: &Client, secret: Option<&Secret>) -> String {
    let mut lines = vec![format!("The {} {} is added.\n", kind(client), client.name)];
    let mut fact = |what: &str, value: &str| lines.push(format!("  {what:<15}  {value}"));
    fact("client id", &client.id.to_string());
    if let Some(secret) = secret {
        fact("client secret", secret.expose());
    }
    for (what, value) in details(client) {
        fact(what, &value);
    }
    if secret.is_some() {
        lines.push(
            "\nThe secret is shown this once only: keep it now. `tenure client rotate` makes a new one."
                .into(),
        );
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_1_to_100_characters_and_no_control_characters() {
        assert_eq!(name("  Demo Payroll ").unwrap(), "Demo Payroll");
        assert!(name(&"ñ".repeat(100)).is_ok());
        for wrong in ["", "  ", "a\tb", "a\u{7f}", &"ñ".repeat(101)] {
            let told = name(wrong).unwrap_err().to_string();
            assert!(told.contains("1 to 100 characters"), "{told}");
        }
    }

    #[test]
    fn scopes_are_all_of_the_kind_unless_some_are_named() {
        let named = |names: &[&str], possible: &[Scope]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            scopes(&names, possible).map(|scopes| scopes.to_string()).map_err(|error| error.to_string())
        };
        assert_eq!(named(&[], &Scope::PARTNER), Ok("write.career_history".to_owned()));
        assert_eq!(named(&["cv"], &Scope::APPLICATION), Ok("cv".to_owned()));
        assert_eq!(
            named(&["cv"], &Scope::PARTNER),
            Err("--scope: `cv` is no scope of such a client; it can have write.career_history".to_owned())
        );
        let told = named(&["cv", "candidate_read_skills"], &Scope::APPLICATION).unwrap_err();
        assert!(told.contains("`candidate_read_skills`"), "{told}");
        assert!(told.contains("cv, candidate_read_curriculum_experience"), "{told}");
    }
}
