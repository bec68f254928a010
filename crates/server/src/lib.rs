//! How Tenure is spoken to: one folder for each contract, all built alike, and the pages that people see.
//!
//! A request goes one way: **wire** (JSON to domain values, or this contract's error), **domain** (rules),
//! **store** (one command, one transaction), **wire**. No step reaches back.

mod app;
mod clock;
mod connections;
#[cfg(test)]
mod credentials_tests;
mod demo;
mod http;
mod infojobs;
mod oauth;
mod openapi;
mod operations;
mod pages;
mod person;
mod public_url;
mod reads;
mod reconciling;
mod record;
mod routes;
mod seekpass;
mod serve;
#[cfg(test)]
mod set_back_tests;
#[cfg(test)]
mod testing;

pub use app::{App, MailSettings, Parts, Relay, Settings};
pub use clock::Clock;
pub use connections::ConnectionLimits;
pub use demo::DemoControls;
pub use http::limits::{Rate, Rates};
pub use http::trace::{CallId, Trace};
pub use infojobs::DictionariesInForce;
pub use openapi::DemoCredentials;
pub use operations::{
    HelloName, HelloNameError, MailError, RequestIdentity, RequestLine, RequestLog, try_relay,
};
pub use public_url::{PublicUrl, PublicUrlError};
pub use serve::{check_mail, serve, serve_metrics};
pub use store::people::SignInLimits;
