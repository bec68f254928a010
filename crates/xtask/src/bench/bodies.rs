//! What requests carry, from `bench/bodies`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::contender::Choice;
use super::folder;
use super::ground::{Ground, sources};
use super::workload::Workload;

/// So many ids of credentials are drawn from, so that few are drawn twice: a repeat is answered from what is there.
pub(super) const CREDENTIALS: u32 = 300_000;

/// The body of PUT experience that inserts one.
pub(super) fn experience() -> Result<Value, String> {
    read("experience.json")
}

/// The body that adds a credential with this id.
pub(super) fn credential(id: &str) -> Result<Value, String> {
    with(read("credential.json")?, "credential_id", id)
}

/// What a workload's requests carry; nothing for one that reads. `ids` are those of the experiences that are edited.
pub(super) fn of(
    workload: Workload,
    ids: &[String],
    ground: &Ground,
    folder: &Path,
) -> Result<Choice, String> {
    match workload {
        Workload::Edit => {
            let mut bodies = Vec::new();
            for id in ids {
                bodies.extend(edits(&with(experience()?, "id", id)?)?);
            }
            lines(&folder.join("bodies"), &bodies)
        }
        Workload::Add => {
            let file = ground.folder.join("credentials");
            if !file.is_file() {
                let body = credential("{}")?.to_string();
                let lines = (0..CREDENTIALS)
                    .map(|number| body.replacen("{}", &format!("bench-{number:08}"), 1) + "\n");
                folder::write(&file, lines.collect::<String>())?;
            }
            Ok(Choice::AnyLine(file))
        }
        _ => Ok(Choice::One(experience()?.to_string())),
    }
}

/// The same body with one job after the other: what was never changed, databases do not write.
pub(super) fn edits(body: &Value) -> Result<Vec<Value>, String> {
    (0..20).map(|job| with(body.clone(), "job", &format!("Web programmer {job}"))).collect()
}

/// Writes a file of bodies, a line for each.
pub(super) fn lines(file: &Path, bodies: &[Value]) -> Result<Choice, String> {
    folder::write(file, bodies.iter().map(|body| format!("{body}\n")).collect::<Vec<_>>().concat())?;
    Ok(Choice::AnyLine(file.to_owned()))
}

fn read(name: &str) -> Result<Value, String> {
    let file = sources().join("bodies").join(name);
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    serde_json::from_slice(&fs::read(&file).map_err(|error| told(&error))?).map_err(|error| told(&error))
}

fn with(mut body: Value, member: &str, value: &str) -> Result<Value, String> {
    *body.get_mut(member).ok_or_else(|| format!("no member {member}"))? = value.into();
    Ok(body)
}
