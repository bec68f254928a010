//! What to do with a running demo: pages to open, and lines to paste into a shell.

use std::path::Path;

use super::descriptor::Descriptor;
use super::play::{Link, authorization};
use super::showcase;
use crate::output::say;

/// Prints them.
pub fn what_to_do(demo: &Descriptor, folder: &Path, link: Option<&Link>) {
    pages(demo, link);
    seekpass(demo);
    infojobs(demo);
    say(format!(
        "\nAll of these credentials stand in {}. Ctrl-C ends the demo; started again, it goes on with what is there.\n",
        Descriptor::path(folder).display()
    ));
}

fn pages(demo: &Descriptor, link: Option<&Link>) {
    let (base, email) = (&demo.base_url, &demo.person.email);
    say("Open in a browser:\n");
    say(format!("  {base}/me"));
    if link.is_some() {
        say(format!("      a person's record; sign in as {} for a whole career,", showcase::PERSON));
        say(format!("      or as {email}, whom the samples below speak of"));
    } else {
        say(format!("      the person's record; sign in as {email}"));
    }
    say(format!("  {base}/demo/outbox"));
    say("      their mail, with the code to sign in");
    say(format!("  {base}/docs"));
    say("      every operation of the APIs, to be tried with this demo's credentials");
    if let Some(Link(link)) = link {
        say(format!("  {link}"));
        say("      the link that the partner got for them");
    }
}

fn seekpass(demo: &Descriptor) {
    let base = &demo.base_url;
    let partner = &demo.partner;
    say(
        "\nAs the partner, with curl (change the credential_id to submit another one; then open the link of the",
    );
    say("answer, as the person that it is for):\n");
    say(format!(
        "TOKEN=$(curl -s {base}/api/partner/v1/oauth/token.json -d grant_type=client_credentials \\\n  \
         -d client_id={} -d client_secret={} \\\n  \
         -d scope=write.career_history | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')",
        partner.client_id, partner.client_secret
    ));
    say(format!(
        "curl -sw '\\n' {base}/api/partner/v2/add/requests/career_history -H \"Authorization: Bearer $TOKEN\" \\\n  \
         -H 'Content-Type: application/json' -d '{{\"credential_id\":\"my-first\",\"fields\":{{\"full_name\":\"John \
         Doe\",\n  \"employment\":[{{\"organisation\":\"Company A\",\"role_title\":\"Engineer\",\"start_date\":\"2020-01\",\n  \
         \"end_date\":\"2022-12\",\"last_processed_month\":\"2023-01\"}}]}}}}'"
    ));
    say(format!(
        "curl -sw '\\n' {base}/api/partner/v1/submissions/my-first/status.json -H \"Authorization: Bearer $TOKEN\""
    ));
}

fn infojobs(demo: &Descriptor) {
    let base = &demo.base_url;
    let curriculum = &demo.person.curriculum_id;
    say(
        "\nAs the application, for the person (the token lives 12 hours; starting the demo again renews it):\n",
    );
    say(format!("AUTH='Authorization: {}'", authorization(demo)));
    say(format!("curl -sw '\\n' {base}/api/2/curriculum -H \"$AUTH\""));
    say(format!("curl -sw '\\n' {base}/api/2/curriculum/{curriculum}/experience -H \"$AUTH\""));
    say(format!(
        "curl -sw '\\n' -X PUT {base}/api/4/curriculum/{curriculum}/experience -H \"$AUTH\" \\\n  \
         -H 'Content-Type: application/json' -d '{{\"company\":\"Company B\",\"job\":\"Engineer\",\n  \
         \"startingDate\":\"2021-03-01\",\"onCourse\":true,\"level\":\"empleado-a\",\"category\":\"informatica-telecomunicaciones\",\n  \
         \"subcategories\":[\"programacion\"],\"salaryPeriod\":\"bruto-ano\",\"salaryMin\":\"18.000\",\"salaryMax\":\"24.000\"}}'"
    ));
    say(format!("curl -sw '\\n' {base}/api/1/dictionary/professional-level -H \"$AUTH\""));
}
