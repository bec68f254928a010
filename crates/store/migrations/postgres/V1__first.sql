-- The first schema: the tables of SQLite's, column by column. Times are milliseconds since 1970-01-01T00:00:00Z.
-- Truth values are numbers, 0 and 1, as they are there.
-- Personal values live in person, curriculum, experience, credential, mark, share, history_opened, sign_in_code and
-- mail; everything else refers by id.

-- Which programs may use this schema: those that know version `oldest_compatible` or a later one.
create table schema_compatibility (
    only_row bigint primary key check (only_row = 1),
    oldest_compatible bigint not null
);
insert into schema_compatibility values (1, 1);

-- Keys that this server made for itself at its first start.
create table server_key (
    name text primary key,
    bytes bytea not null
);

-- Ids that the outside sees as numbers, before they are permuted. Gaps mean nothing.
create sequence experience_sequence;

create table client (
    id uuid primary key,
    kind text not null check (kind in ('partner', 'application')),
    name text not null,
    secret_hash bytea,              -- SHA-256; null for a public application
    scopes text not null,           -- space-separated
    redirect_uris text not null,    -- JSON array of strings
    keeps_unknown_members bigint not null,
    created_at bigint not null,
    removed_at bigint
);

create table person (
    id uuid primary key,
    address text not null,          -- e-mail, in lower case
    name text,                      -- as they say it themselves
    created_at bigint not null
);
create unique index person_address on person (address);

create table curriculum (
    id uuid primary key,
    person_id uuid not null references person (id),
    code text not null,             -- 8-4-4-16 hexadecimal digits, upper case
    name text not null,
    principal bigint not null,
    created_at bigint not null
);
create unique index curriculum_code on curriculum (code);
create index curriculum_of_person on curriculum (person_id, created_at);
create unique index curriculum_principal on curriculum (person_id) where principal = 1;
-- For what stands in a curriculum, to refer to both at once.
create unique index curriculum_and_person on curriculum (id, person_id);

-- A declared experience. The row's id is the number before its permutation.
create table experience (
    id bigint primary key,
    person_id uuid not null,
    curriculum_id uuid not null,
    version bigint not null,
    content text not null,          -- career::experience::Experience as JSON
    sources text not null,          -- career::experience::sources::FieldSources as JSON
    created_at bigint not null,
    changed_at bigint not null,
    -- One reference, and one index for all that looks experiences up by their owner: each insert pays for both.
    foreign key (curriculum_id, person_id) references curriculum (id, person_id)
);
create index experience_of_person on experience (person_id, curriculum_id);

-- What an insert with an Idempotency-Key answered, for 24 hours.
create table idempotency_key (
    client_id uuid not null,
    curriculum_id uuid not null references curriculum (id),
    key_hash bytea not null,
    body_hash bytea not null,
    experience_id bigint not null,
    expires_at bigint not null,
    primary key (client_id, curriculum_id, key_hash)
);
create index idempotency_key_expiry on idempotency_key (expires_at);

-- The life of a pushed credential. Nothing personal: what was pushed is in credential.
create table submission (
    id uuid primary key,
    request_id uuid not null,       -- random; stands in the link
    client_id uuid not null references client (id),
    credential_hash bytea not null,  -- HMAC of the partner's id under this server's key
    link text not null check (link in ('v1', 'v2', 'batch')),
    state text not null check (state in ('waiting', 'bound', 'verified', 'declined', 'expired', 'gone')),
    superseded bigint not null,    -- 1 once the same id began anew
    person_id uuid references person (id),
    created_at bigint not null,
    finalized_at bigint
);
create unique index submission_request on submission (request_id);
create unique index submission_current on submission (client_id, credential_hash) where superseded = 0;
create index submission_of_person on submission (person_id, created_at) where person_id is not null;
create index submission_open on submission (created_at) where state in ('waiting', 'bound');

-- The id of a batch leads to the submission of its member.
create table batch (
    client_id uuid not null references client (id),
    batch_hash bytea not null,       -- as submission.credential_hash
    submission_id uuid not null,
    primary key (client_id, batch_hash)
);
create index batch_of_submission on batch (submission_id);

-- What was pushed, for as long as there is a right to keep it.
create table credential (
    submission_id uuid primary key references submission (id),
    credential_id text not null,    -- the partner's own id
    document text not null          -- career::credential::Credential as JSON
);

-- What a person marked a statement with: an experience or an employment in a credential, by career::id::StatementId.
create table mark (
    person_id uuid not null references person (id),
    statement text not null,
    hidden bigint,                 -- null: never said
    dispute text,                   -- career::record::Dispute as JSON; null: never said
    changed_at bigint not null,
    primary key (person_id, statement)
);

-- A part of the record that a person shows to whoever has the link and the PIN.
create table share (
    id uuid primary key,            -- random; stands in the link
    person_id uuid not null references person (id),
    client_id uuid references client (id), -- the application that made it; null where the person did
    pin_mac bytea not null,          -- HMAC under this server's key
    content text not null,          -- career::share::ShareContent as JSON
    tries_left bigint not null,
    created_at bigint not null,
    expires_at bigint not null,
    ended_at bigint
);
create index share_of_person on share (person_id, created_at);

-- Who entered a PIN when, right or wrong; nothing tells who it was.
create table share_visit (
    share_id uuid not null references share (id),
    at bigint not null,
    let_in bigint not null
);
create index share_visit_of_share on share_visit (share_id, at, let_in);

create table oauth_grant (
    id uuid primary key,
    client_id uuid not null references client (id),
    person_id uuid not null references person (id),
    scopes text not null,
    created_at bigint not null,
    ended_at bigint
);
create index oauth_grant_of_person on oauth_grant (person_id, created_at);

create table authorization_code (
    hash bytea primary key,
    grant_id uuid not null references oauth_grant (id),
    redirect_uri text not null,
    code_challenge text,
    expires_at bigint not null,
    used_at bigint
);
create index authorization_code_of_grant on authorization_code (grant_id);

create table access_token (
    hash bytea primary key,
    client_id uuid not null references client (id),
    grant_id uuid references oauth_grant (id),     -- null: the client's own
    person_id uuid references person (id),
    scopes text not null,
    expires_at bigint not null
);
create index access_token_expiry on access_token (expires_at);
create index access_token_of_grant on access_token (grant_id) where grant_id is not null;

create table refresh_token (
    hash bytea primary key,
    grant_id uuid not null references oauth_grant (id),
    expires_at bigint not null,
    rotated_at bigint,
    sealed_answer bytea              -- the whole answer, sealed under a key from the presented token
);
create index refresh_token_of_grant on refresh_token (grant_id);
create index refresh_token_sealed on refresh_token (rotated_at) where sealed_answer is not null;
create index refresh_token_expiry on refresh_token (expires_at);

create table session (
    hash bytea primary key,
    person_id uuid not null references person (id),
    created_at bigint not null,
    expires_at bigint not null
);
create index session_of_person on session (person_id);
create index session_expiry on session (expires_at);

-- One living code per address; it opens only in the browser that asked.
create table sign_in_code (
    browser_hash bytea primary key,
    address text not null,
    code_mac bytea not null,         -- HMAC under this server's key
    tries_left bigint not null,
    expires_at bigint not null
);
create unique index sign_in_code_address on sign_in_code (address);
create index sign_in_code_expiry on sign_in_code (expires_at);

-- What is counted for the limits of signing in: keyed hashes of addresses and sources, for a day.
create table sign_in_count (
    subject bytea not null,
    at bigint not null
);
create index sign_in_count_subject on sign_in_count (subject, at);
-- A row for each of those subjects: whoever counts one holds it, so that two nodes never count at once.
create table sign_in_subject (
    subject bytea primary key,
    last_at bigint not null
);
create index sign_in_subject_last on sign_in_subject (last_at);

-- Mail to be sent, written with what causes it; a sent or expired one is deleted, except in demo mode.
create table mail (
    id uuid primary key,
    to_address text not null,
    subject text not null,
    body text not null,
    code text,
    created_at bigint not null,
    next_try_at bigint not null,
    tries bigint not null,
    expires_at bigint,              -- null: it is always worth sending
    sent_at bigint
);
create index mail_due on mail (next_try_at) where sent_at is null;
create index mail_to on mail (to_address) where sent_at is null;
create index mail_expiry on mail (expires_at) where expires_at is not null;

-- The chain, and beside it what its entries say.
create table history_head (
    person_id uuid primary key,
    sequence bigint not null,
    hash bytea not null,
    erased bigint not null default 0   -- 1: nothing is entered any more
);
create table history (
    person_id uuid not null,
    sequence bigint not null,
    commitment bytea not null,
    hash bytea not null,
    primary key (person_id, sequence)
);
create table history_opened (
    person_id uuid not null,
    sequence bigint not null,
    salt bytea not null,
    statement text not null,
    primary key (person_id, sequence)
);

-- Which reads of which day have their entry.
create table history_read (
    person_id uuid not null references person (id),
    client_id uuid not null,
    kind text not null,
    day text not null,
    primary key (person_id, client_id, kind, day)
);
