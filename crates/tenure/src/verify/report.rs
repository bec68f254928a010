//! What was found, told line by line or as one object of JSON.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::history::verify::{FOUND, Found, count};
use crate::output::say;

/// Something that does not fit.
pub struct Finding {
    line: String,
    json: Value,
}

impl Finding {
    /// By a word for programs, in words, and with what to do about it. No value of a person.
    pub fn new(word: &str, words: impl Into<String>, todo: &str) -> Self {
        let words = words.into();
        Self {
            line: format!("{words}; {todo}"),
            json: json!({ "finding": word, "words": words, "todo": todo }),
        }
    }

    /// The same, with the row that it is about.
    pub fn of(mut self, table: &str, row: &str) -> Self {
        self.json["table"] = table.into();
        self.json["row"] = row.into();
        self
    }

    /// Of somebody's history.
    pub fn of_history(found: &Found) -> Self {
        Self { line: found.in_words(), json: found.in_json() }
    }
}

/// Everything that was looked at so far.
pub struct Report {
    in_json: bool,
    findings: Vec<(&'static str, Value)>,
    checks: Vec<Value>,
    count: u64,
}

impl Report {
    /// Nothing yet.
    pub const fn new(in_json: bool) -> Self {
        Self { in_json, findings: Vec::new(), checks: Vec::new(), count: 0 }
    }

    /// Tells something that does not fit.
    pub fn found(&mut self, check: &'static str, finding: Finding) {
        self.count += 1;
        if self.in_json {
            self.findings.push((check, finding.json));
        } else {
            self.findings.push((check, Value::Null));
            say(format!("{check}: {}", finding.line));
        }
    }

    /// True where anything was found.
    pub const fn has_findings(&self) -> bool {
        self.count > 0
    }

    /// True where nothing was found by this check.
    pub fn is_clean(&self, check: &str) -> bool {
        !self.findings.iter().any(|(found, _)| *found == check)
    }

    /// Ends a check with its verdict.
    pub fn looked_at(&mut self, check: &'static str, what: &str) {
        let verdict = verdict(self.is_clean(check));
        if !self.in_json {
            return say(format!("{verdict:<8} {check:<13} {what}"));
        }
        let findings = self.findings.iter().filter(|(found, _)| *found == check);
        let findings: Vec<_> = findings.map(|(_, finding)| finding).collect();
        self.checks.push(json!({ "check": check, "verdict": verdict, "found": what, "findings": findings }));
    }

    /// Ends it all; the exit code says whether everything fits.
    pub fn end(self) -> ExitCode {
        if self.in_json {
            let verdict = verdict(self.count == 0);
            say(format!("{:#}", json!({ "verdict": verdict, "checks": self.checks })));
        } else {
            say(match self.count {
                0 => "Everything fits.".to_owned(),
                1 => "1 thing does not fit.".to_owned(),
                more => format!("{} do not fit.", count(more, "thing", "things")),
            });
        }
        if self.count == 0 { ExitCode::SUCCESS } else { ExitCode::from(FOUND) }
    }
}

/// As `tenure doctor` says it.
const fn verdict(clean: bool) -> &'static str {
    if clean { "ok" } else { "broken" }
}
