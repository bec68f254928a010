-- The first schema. Times are milliseconds since 1970-01-01T00:00:00Z. Ids are UUIDs in 16 bytes.
-- Personal values live in person, curriculum, experience, credential, mark, share, history_opened, sign_in_code and
-- mail; everything else refers by id.

-- Which programs may use this schema: those that know version `oldest_compatible` or a later one.
create table schema_compatibility (
    only_row integer primary key check (only_row = 1),
    oldest_compatible integer not null
) strict;
insert into schema_compatibility values (1, 1);

-- Keys that this server made for itself at its first start.
create table server_key (
    name text primary key,
    bytes blob not null
) strict, without rowid;

-- Counters for ids that the outside sees as numbers, before they are permuted.
create table sequence (
    name text primary key,
    next integer not null
) strict, without rowid;
insert into sequence values ('experience', 1);

create table client (
    id blob primary key,
    kind text not null check (kind in ('partner', 'application')),
    name text not null,
    secret_hash blob,               -- SHA-256; null for a public application
    scopes text not null,           -- space-separated
    redirect_uris text not null,    -- JSON array of strings
    keeps_unknown_members integer not null,
    created_at integer not null,
    removed_at integer
) strict, without rowid;

create table person (
    id blob primary key,
    address text not null,          -- e-mail, in lower case
    name text,                      -- as they say it themselves
    created_at integer not null
) strict, without rowid;
create unique index person_address on person (address);

create table curriculum (
    id blob primary key,
    person_id blob not null references person (id),
    code text not null,             -- 8-4-4-16 hexadecimal digits, upper case
    name text not null,
    principal integer not null,
    created_at integer not null
) strict, without rowid;
create unique index curriculum_code on curriculum (code);
create index curriculum_of_person on curriculum (person_id, created_at);
create unique index curriculum_principal on curriculum (person_id) where principal = 1;
-- For what stands in a curriculum, to refer to both at once.
create unique index curriculum_and_person on curriculum (id, person_id);

-- A declared experience. The row's id is the number before its permutation.
create table experience (
    id integer primary key,
    person_id blob not null,
    curriculum_id blob not null,
    version integer not null,
    content text not null,          -- career::experience::Experience as JSON
    sources text not null,          -- career::experience::sources::FieldSources as JSON
    created_at integer not null,
    changed_at integer not null,
    -- One reference, and one index for all that looks experiences up by their owner: each insert pays for both.
    foreign key (curriculum_id, person_id) references curriculum (id, person_id)
) strict;
create index experience_of_person on experience (person_id, curriculum_id);

-- What an insert with an Idempotency-Key answered, for 24 hours.
create table idempotency_key (
    client_id blob not null,
    curriculum_id blob not null references curriculum (id),
    key_hash blob not null,
    body_hash blob not null,
    experience_id integer not null,
    expires_at integer not null,
    primary key (client_id, curriculum_id, key_hash)
) strict, without rowid;
create index idempotency_key_expiry on idempotency_key (expires_at);

-- The life of a pushed credential. Nothing personal: what was pushed is in credential.
create table submission (
    id blob primary key,
    request_id blob not null,       -- random; stands in the link
    client_id blob not null references client (id),
    credential_hash blob not null,  -- HMAC of the partner's id under this server's key
    link text not null check (link in ('v1', 'v2', 'batch')),
    state text not null check (state in ('waiting', 'bound', 'verified', 'declined', 'expired', 'gone')),
    superseded integer not null,    -- 1 once the same id began anew
    person_id blob references person (id),
    created_at integer not null,
    finalized_at integer
) strict, without rowid;
create unique index submission_request on submission (request_id);
create unique index submission_current on submission (client_id, credential_hash) where superseded = 0;
create index submission_of_person on submission (person_id, created_at) where person_id is not null;
create index submission_open on submission (created_at) where state in ('waiting', 'bound');

-- The id of a batch leads to the submission of its member.
create table batch (
    client_id blob not null references client (id),
    batch_hash blob not null,       -- as submission.credential_hash
    submission_id blob not null,
    primary key (client_id, batch_hash)
) strict, without rowid;
create index batch_of_submission on batch (submission_id);

-- What was pushed, for as long as there is a right to keep it.
create table credential (
    submission_id blob primary key references submission (id),
    credential_id text not null,    -- the partner's own id
    document text not null          -- career::credential::Credential as JSON
) strict, without rowid;

-- What a person marked a statement with: an experience or an employment in a credential, by career::id::StatementId.
create table mark (
    person_id blob not null references person (id),
    statement text not null,
    hidden integer,                 -- null: never said
    dispute text,                   -- career::record::Dispute as JSON; null: never said
    changed_at integer not null,
    primary key (person_id, statement)
) strict, without rowid;

-- A part of the record that a person shows to whoever has the link and the PIN.
create table share (
    id blob primary key,            -- random; stands in the link
    person_id blob not null references person (id),
    client_id blob references client (id), -- the application that made it; null where the person did
    pin_mac blob not null,          -- HMAC under this server's key
    content text not null,          -- career::share::ShareContent as JSON
    tries_left integer not null,
    created_at integer not null,
    expires_at integer not null,
    ended_at integer
) strict, without rowid;
create index share_of_person on share (person_id, created_at);

-- Who entered a PIN when, right or wrong; nothing tells who it was.
create table share_visit (
    share_id blob not null references share (id),
    at integer not null,
    let_in integer not null
) strict;
create index share_visit_of_share on share_visit (share_id, at, let_in);

create table oauth_grant (
    id blob primary key,
    client_id blob not null references client (id),
    person_id blob not null references person (id),
    scopes text not null,
    created_at integer not null,
    ended_at integer
) strict, without rowid;
create index oauth_grant_of_person on oauth_grant (person_id, created_at);

create table authorization_code (
    hash blob primary key,
    grant_id blob not null references oauth_grant (id),
    redirect_uri text not null,
    code_challenge text,
    expires_at integer not null,
    used_at integer
) strict, without rowid;
create index authorization_code_of_grant on authorization_code (grant_id);

create table access_token (
    hash blob primary key,
    client_id blob not null references client (id),
    grant_id blob references oauth_grant (id),     -- null: the client's own
    person_id blob references person (id),
    scopes text not null,
    expires_at integer not null
) strict, without rowid;
create index access_token_expiry on access_token (expires_at);
create index access_token_of_grant on access_token (grant_id) where grant_id is not null;

create table refresh_token (
    hash blob primary key,
    grant_id blob not null references oauth_grant (id),
    expires_at integer not null,
    rotated_at integer,
    sealed_answer blob              -- the whole answer, sealed under a key from the presented token
) strict, without rowid;
create index refresh_token_of_grant on refresh_token (grant_id);
create index refresh_token_sealed on refresh_token (rotated_at) where sealed_answer is not null;
create index refresh_token_expiry on refresh_token (expires_at);

create table session (
    hash blob primary key,
    person_id blob not null references person (id),
    created_at integer not null,
    expires_at integer not null
) strict, without rowid;
create index session_of_person on session (person_id);
create index session_expiry on session (expires_at);

-- One living code per address; it opens only in the browser that asked.
create table sign_in_code (
    browser_hash blob primary key,
    address text not null,
    code_mac blob not null,         -- HMAC under this server's key
    tries_left integer not null,
    expires_at integer not null
) strict, without rowid;
create unique index sign_in_code_address on sign_in_code (address);
create index sign_in_code_expiry on sign_in_code (expires_at);

-- What is counted for the limits of signing in: keyed hashes of addresses and sources, for a day.
create table sign_in_count (
    subject blob not null,
    at integer not null
) strict;
create index sign_in_count_subject on sign_in_count (subject, at);
-- A row for each of those subjects: whoever counts one holds it, so that two nodes never count at once.
create table sign_in_subject (
    subject blob primary key,
    last_at integer not null
) strict;
create index sign_in_subject_last on sign_in_subject (last_at);

-- Mail to be sent, written with what causes it; a sent or expired one is deleted, except in demo mode.
create table mail (
    id blob primary key,
    to_address text not null,
    subject text not null,
    body text not null,
    code text,
    created_at integer not null,
    next_try_at integer not null,
    tries integer not null,
    expires_at integer,             -- null: it is always worth sending
    sent_at integer
) strict, without rowid;
create index mail_due on mail (next_try_at) where sent_at is null;
create index mail_to on mail (to_address) where sent_at is null;
create index mail_expiry on mail (expires_at) where expires_at is not null;

-- The chain, and beside it what its entries say.
create table history_head (
    person_id blob primary key,
    sequence integer not null,
    hash blob not null,
    erased integer not null default 0   -- 1: nothing is entered any more
) strict, without rowid;
create table history (
    person_id blob not null,
    sequence integer not null,
    commitment blob not null,
    hash blob not null,
    primary key (person_id, sequence)
) strict, without rowid;
create table history_opened (
    person_id blob not null,
    sequence integer not null,
    salt blob not null,
    statement text not null,
    primary key (person_id, sequence)
) strict;   -- With a rowid: rows so long are better appended than put in their order, a few to a page.

-- Which reads of which day have their entry.
create table history_read (
    person_id blob not null references person (id),
    client_id blob not null,
    kind text not null,
    day text not null,
    primary key (person_id, client_id, kind, day)
) strict, without rowid;
