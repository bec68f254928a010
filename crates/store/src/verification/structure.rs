//! The schema as a list of things: tables, columns, indexes, constraints. It is held against the list of a freshly
//! migrated database, which stands in `crates/store/schema`; a test holds that one against the migrations.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::sql::{SqlError, Statements, statements};

statements! {
    // What the library that migrates keeps for itself is left out.
    STRUCTURE = sqlite "select type || ' ' || name, coalesce(sql, '') from sqlite_schema \
            where name not like 'sqlite@_%' escape '@' and name <> 'refinery_schema_history' \
        union all select 'column ' || tables.name || '.' || columns.name, lower(columns.type) \
            || case columns.\"notnull\" when 1 then ' not null' else '' end \
            || coalesce(' default ' || columns.dflt_value, '') \
            || case columns.pk when 0 then '' else ', part ' || columns.pk || ' of the key' end \
            from sqlite_schema as tables, pragma_table_xinfo(tables.name) as columns \
            where tables.type = 'table' and tables.name not like 'sqlite@_%' escape '@' \
            and tables.name <> 'refinery_schema_history' \
        union all select 'reference ' || tables.name || '.' || parts.\"from\" || ' to ' || parts.\"table\", \
            coalesce(parts.\"to\", '') || ', on update ' || lower(parts.on_update) || ', on delete ' \
            || lower(parts.on_delete) \
            from sqlite_schema as tables, pragma_foreign_key_list(tables.name) as parts \
            where tables.type = 'table' \
        order by 1"
        postgres "with ours as (select classes.oid, relname, relkind, relpersistence, relrowsecurity \
            from pg_class as classes join pg_namespace on pg_namespace.oid = relnamespace \
            where nspname = current_schema() and relname not in ('migration_lock', 'refinery_schema_history') \
            and not exists (select 1 from pg_depend where classid = 'pg_class'::regclass \
                and objid = classes.oid and deptype = 'e')) \
        select (case relkind when 'r' then 'table ' when 'v' then 'view ' when 'm' then 'materialized view ' \
                when 'f' then 'foreign table ' when 'p' then 'partitioned table ' else relkind::text || ' ' end || relname)::text, \
            (case relpersistence when 'p' then 'permanent' when 'u' then 'unlogged' else 'temporary' end \
                || case when relrowsecurity then ', with row security' else '' end)::text \
            from ours where relkind not in ('i', 'I', 'S', 'c', 't') \
        union all select ('column ' || relname || '.' || attname)::text, \
            (format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end \
                || coalesce(' default ' || pg_get_expr(adbin, adrelid, true), '') \
                || case when attidentity <> '' then ', identity' else '' end \
                || case when attgenerated <> '' then ', generated' else '' end)::text \
            from ours join pg_attribute on attrelid = ours.oid and attnum > 0 and not attisdropped \
            left join pg_attrdef on adrelid = attrelid and adnum = attnum where relkind in ('r', 'p', 'f') \
        union all select ('index ' || names.relname)::text, (pg_get_indexdef(indexrelid, 0, true) \
                || case when indisvalid and indisready then '' else ', which is not valid' end)::text \
            from ours join pg_index on indrelid = ours.oid join pg_class as names on names.oid = indexrelid \
            where ours.relkind in ('r', 'p') and not exists (select 1 from pg_constraint \
                where conindid = indexrelid and contype in ('p', 'u', 'x')) \
        union all select ('constraint ' || relname || '.' || conname)::text, \
            (pg_get_constraintdef(pg_constraint.oid, true) || case when exists (select 1 from pg_trigger \
                where tgconstraint = pg_constraint.oid and tgenabled = 'D') then ', which is switched off' \
                else '' end)::text \
            from ours join pg_constraint on conrelid = ours.oid where contype in ('c', 'f', 'p', 'u', 'x') \
        union all select ('sequence ' || relname)::text, (format_type(seqtypid, null) || ', from ' || seqmin \
                || ' by ' || seqincrement || ' to ' || seqmax || case when seqcycle then ', around' else '' end)::text \
            from ours join pg_sequence on seqrelid = ours.oid \
        union all select ('trigger ' || relname || '.' || tgname)::text, pg_get_triggerdef(pg_trigger.oid, true) \
            from ours join pg_trigger on tgrelid = ours.oid where not tgisinternal \
        union all select ('rule ' || relname || '.' || rulename)::text, pg_get_ruledef(pg_rewrite.oid, true) \
            from ours join pg_rewrite on ev_class = ours.oid where relkind in ('r', 'p') \
        order by 1";
}

/// The schema that a freshly migrated database has.
const SQLITE: &str = include_str!("../../schema/sqlite.txt");
const POSTGRES: &str = include_str!("../../schema/postgres.txt");

/// Things of a schema by their names, such as `column person.name`, with their definitions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Structure(BTreeMap<String, String>);

/// How a schema is not that of a freshly migrated database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Something is not there.
    Missing {
        /// What: `index person_address`.
        thing: String,
    },
    /// Something is there that no migration makes.
    Extra {
        /// What.
        thing: String,
    },
    /// Something is there that is defined otherwise.
    Otherwise {
        /// What.
        thing: String,
        /// How the migrations define it.
        wanted: String,
        /// How it is defined.
        found: String,
    },
}

impl Difference {
    /// A word for programs.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing",
            Self::Extra { .. } => "extra",
            Self::Otherwise { .. } => "otherwise",
        }
    }

    /// What it is about.
    pub fn thing(&self) -> &str {
        match self {
            Self::Missing { thing } | Self::Extra { thing } | Self::Otherwise { thing, .. } => thing,
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { thing } => write!(formatter, "the {thing} is missing"),
            Self::Extra { thing } => write!(formatter, "the {thing} is there, and no migration makes it"),
            // The whole text of a table says less than the room it takes.
            Self::Otherwise { thing, wanted, .. } if wanted.starts_with("CREATE TABLE") => {
                write!(formatter, "the {thing} is not defined as the migrations define it")
            }
            Self::Otherwise { thing, wanted, found } => {
                write!(formatter, "the {thing} is `{found}`, and should be `{wanted}`")
            }
        }
    }
}

/// The databases whose schemas there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Structure {
    /// That of a freshly migrated database.
    pub(crate) fn migrated(dialect: Dialect) -> Self {
        let text = match dialect {
            Dialect::Sqlite => SQLITE,
            Dialect::Postgres => POSTGRES,
        };
        let things = text.lines().filter_map(|line| line.split_once(": "));
        Self(things.map(|(thing, definition)| (thing.to_owned(), definition.to_owned())).collect())
    }

    /// That of the database that is spoken to.
    pub(crate) async fn read<S: Statements>(session: &mut S) -> Result<Self, SqlError> {
        let mut things = BTreeMap::new();
        for row in &mut session.query(&STRUCTURE, &[]).await? {
            things.insert(row.text(0)?, flat(&row.text(1)?));
        }
        Ok(Self(things))
    }

    /// True where there is nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many things there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How this one is not the wanted one. The parts of a table that is
    /// missing, or that is nobody's, go without saying; so does a table of which a part is told.
    pub(crate) fn differences(&self, wanted: &Self) -> Vec<Difference> {
        let missing = wanted.0.keys().filter(|thing| !self.0.contains_key(*thing));
        let missing = missing.map(|thing| Difference::Missing { thing: thing.clone() });
        let mut differences: Vec<_> = missing.collect();
        for (thing, found) in &self.0 {
            match wanted.0.get(thing) {
                None => differences.push(Difference::Extra { thing: thing.clone() }),
                Some(wanted) if wanted != found => differences.push(Difference::Otherwise {
                    thing: thing.clone(),
                    wanted: wanted.clone(),
                    found: found.clone(),
                }),
                Some(_) => {}
            }
        }
        let of_table = |difference: &Difference| table_of(difference.thing()).map(str::to_owned);
        let whole =
            differences.iter().filter(|difference| !matches!(difference, Difference::Otherwise { .. }));
        let whole: BTreeSet<_> =
            whole.filter_map(|difference| table(difference.thing())).map(str::to_owned).collect();
        let in_part: BTreeSet<_> = differences.iter().filter_map(of_table).collect();
        differences.retain(|difference| match (table(difference.thing()), table_of(difference.thing())) {
            (_, Some(table)) => !whole.contains(table),
            (Some(table), None) => whole.contains(table) || !in_part.contains(table),
            (None, None) => true,
        });
        differences
    }

    /// What this program needs of a schema that is newer than it, and does not find: tables and columns. The rest is the
    /// newer one's business.
    pub(crate) fn lacks(&self, wanted: &Self) -> Vec<Difference> {
        let needed = |difference: &Difference| {
            ["table ", "column "].iter().any(|kind| difference.thing().starts_with(kind))
        };
        let mut differences = self.differences(wanted);
        differences
            .retain(|difference| matches!(difference, Difference::Missing { .. }) && needed(difference));
        differences
    }
}

/// The name of a thing that is a table.
fn table(thing: &str) -> Option<&str> {
    thing.strip_prefix("table ")
}

/// The table that a thing is a part of: `person` of `column person.name`.
fn table_of(thing: &str) -> Option<&str> {
    thing.split_once(' ')?.1.split_once('.').map(|(table, _)| table)
}

/// A definition on one line, without comments: SQLite keeps the text as it was written.
fn flat(definition: &str) -> String {
    let lines = definition.lines().map(|line| line.split_once("--").map_or(line, |(code, _)| code));
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
impl fmt::Display for Structure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(thing, definition)| writeln!(formatter, "{thing}: {definition}"))
    }
}
