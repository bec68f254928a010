//! Metrics stand on an address of their own.

use std::net::TcpListener;

use reqwest::StatusCode;
use tempfile::TempDir;

use crate::parties::http;
use crate::program::{Program, run};

const MAIL: [&str; 4] = ["--mail-relay", "smtp://127.0.0.1:2525", "--mail-from", "no-reply@example.org"];

#[tokio::test]
async fn the_metrics_are_read_where_they_were_asked_for_and_nowhere_else() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let own = ["serve", "--listen", "127.0.0.1:0", "--data", data, "--metrics-listen", "127.0.0.1:0"];
    let mut program = Program::start(&[own.as_slice(), &MAIL].concat());
    let line = program.until("metrics on ");
    let url = line.trim().strip_prefix("metrics on ").unwrap().to_owned();
    let health = http().get(format!("{}/healthz", program.base_url)).send().await.unwrap();
    assert_eq!(health.status(), StatusCode::OK);
    let text = http().get(&url).send().await.unwrap().text().await.unwrap();
    let counted = "tenure_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 1\n";
    assert!(text.contains(counted) && text.ends_with("# EOF\n"), "{text}");
    assert!(text.contains("tenure_connections_total 1\n"), "{text}");
    let public = http().get(format!("{}/metrics", program.base_url)).send().await.unwrap();
    assert_eq!(public.status(), StatusCode::NOT_FOUND);
    let other = http().get(url.replace("/metrics", "/healthz")).send().await.unwrap();
    assert_eq!(other.status(), StatusCode::NOT_FOUND);
    program.stop();
}

#[test]
fn an_address_that_is_taken_is_told_with_its_flag_before_anything_is_written() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap().to_string();
    let own =
        ["serve", "--listen", "127.0.0.1:0", "--data", data.to_str().unwrap(), "--metrics-listen", &taken];
    let output = run(&[own.as_slice(), &MAIL].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&taken) && told.contains("--metrics-listen"), "{told}");
    assert!(!data.exists());
}
