//! A person's shares, and who opened them when.

use career::id::{ClientId, PersonId, ShareId};
use career::share::ShareContent;
use jiff::Timestamp;

use crate::command::Query;
use crate::sql::{Row, Session, SqlError, statements};

statements! {
    SHARES = "select share.id, content, tries_left, share.created_at, expires_at, ended_at, client.name \
        from share left join client on client.id = client_id \
        where person_id = $1 order by share.created_at desc, share.id";
    SHARES_OF_CLIENT = "select share.id, content, tries_left, share.created_at, expires_at, ended_at, client.name \
        from share join client on client.id = client_id \
        where person_id = $1 and client_id = $2 order by share.created_at desc, share.id";
    COUNT = "select let_in, count(*) from share_visit where share_id = $1 group by let_in";
    VISITS = "select at, let_in from share_visit where share_id = $1 order by at desc limit $2";
}

/// The greatest number of visits that are listed of one share; all are counted, and all views stand in the history.
pub const MOST_VISITS: u32 = 100;

/// The shares of a person, the newest first.
#[derive(Debug)]
pub struct SharesOf {
    /// Whose.
    pub person: PersonId,
    /// Only those that this application made; all where there is none.
    pub client: Option<ClientId>,
    /// Now.
    pub now: Timestamp,
}

/// A share as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnShare {
    /// Its id.
    pub id: ShareId,
    /// What it shows.
    pub content: ShareContent,
    /// What the application is called that made it; `None` where the person did. Also where it was removed since.
    pub made_by: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it cannot be opened.
    pub expires_at: Timestamp,
    /// Whether it can be opened now.
    pub state: ShareState,
    /// Who entered a PIN.
    pub visits: Visits,
}

/// Whether a share can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareState {
    /// It can.
    Living,
    /// Its time is over.
    Expired,
    /// Its owner ended it then.
    Ended(Timestamp),
    /// Too many wrong PINs closed it then.
    Closed(Timestamp),
}

/// Who entered the PIN of a share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visits {
    /// How often it was opened.
    pub views: u64,
    /// How many wrong PINs were entered.
    pub wrong: u64,
    /// The newest ones, at most [`MOST_VISITS`], the newest first.
    pub newest: Vec<Visit>,
}

/// One PIN that was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// When.
    pub at: Timestamp,
    /// Whether it was right.
    pub let_in: bool,
}

impl Query for SharesOf {
    type Answer = Vec<OwnShare>;

    async fn answer<S: Session>(&self, session: &mut S) -> Result<Vec<OwnShare>, SqlError> {
        let mut shares = Vec::new();
        let mut rows = match self.client {
            None => session.query(&SHARES, &[self.person.into()]).await?,
            Some(client) => session.query(&SHARES_OF_CLIENT, &[self.person.into(), client.into()]).await?,
        };
        for row in &mut rows {
            let id = ShareId::from_uuid(row.uuid(0)?);
            shares.push(own(row, id, visits(session, id).await?, self.now)?);
        }
        Ok(shares)
    }
}

fn own(row: &mut Row, id: ShareId, visits: Visits, now: Timestamp) -> Result<OwnShare, SqlError> {
    let content = serde_json::from_str(&row.text(1)?).map_err(|error| row.unreadable(error))?;
    let tries_left = row.integer(2)?;
    let (created_at, expires_at) = (row.time(3)?, row.time(4)?);
    let state = match row.optional(5, Row::time)? {
        Some(at) if tries_left == 0 => ShareState::Closed(at),
        Some(at) => ShareState::Ended(at),
        None if expires_at <= now => ShareState::Expired,
        None => ShareState::Living,
    };
    let made_by = row.optional(6, Row::text)?;
    Ok(OwnShare { id, content, made_by, created_at, expires_at, state, visits })
}

async fn visits<S: Session>(session: &mut S, share: ShareId) -> Result<Visits, SqlError> {
    let mut visits = Visits::default();
    for row in &mut session.query(&COUNT, &[share.into()]).await? {
        let count = if row.boolean(0)? { &mut visits.views } else { &mut visits.wrong };
        *count = row.integer(1)?.unsigned_abs();
    }
    for row in &mut session.query(&VISITS, &[share.into(), i64::from(MOST_VISITS).into()]).await? {
        visits.newest.push(Visit { at: row.time(0)?, let_in: row.boolean(1)? });
    }
    Ok(visits)
}
