//! `tenure demo`: a server with made-up data, which plays both contracts' samples through itself.

mod clock;
mod descriptor;
mod folder;
mod form;
mod play;
mod print;
mod replace;
mod seed;
mod showcase;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use jiff::SignedDuration;
use server::{
    App, ConnectionLimits, DictionariesInForce, MailSettings, Parts, PublicUrl, Rates, RequestLog, Settings,
    SignInLimits,
};
use tokio::net::TcpListener;
use tracing::level_filters::LevelFilter;

use crate::arguments::DemoArguments;
use crate::config::{Log, LogFormat, StopTimes};
use crate::machine::SystemRandomness;
use crate::output::say;
use crate::problem::Problem;
use crate::serving::{Serving, Signals, address_of, listen};
use crate::{data_folder, dictionaries, log, policy};
use clock::DemoClock;
use descriptor::Descriptor;

/// As in `seekpass.md §2`.
const PARTNER_TOKEN_LIFE: SignedDuration = SignedDuration::from_mins(30);

/// As in `seekpass.md §4`: 90 days.
const TOMBSTONE_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Runs the demo until a signal.
///
/// # Errors
/// [`Problem`]; where the server did not start, nothing was changed on the disk.
pub async fn run(arguments: DemoArguments) -> Result<(), Problem> {
    let reachable = reachable(arguments.listen, arguments.expose)?;
    let before = folder::check(&arguments.data, arguments.fresh)?;
    let log = log::start(Log { format: LogFormat::Text, level: LevelFilter::WARN });
    let listener = listen(arguments.listen, "--listen")?;
    let public_url = public_url(&listener, reachable)?;
    let mut signals = Signals::listen()?;
    if before.is_none() {
        folder::clear(&arguments.data)?;
    }
    let app = open(&arguments.data, public_url, log.requests())?;
    let new = before.is_none();
    let demo = match describe(&app, before, &arguments).await {
        Ok(demo) => demo,
        Err(problem) => {
            app.store.close();
            if new {
                drop(folder::clear(&arguments.data)); // half a demo would be refused the next time
            }
            return Err(problem);
        }
    };

    let serving = Serving::begin(app, listener, StopTimes::default())?;
    let data = if new { "new data in" } else { "going on with the data in" };
    say(format!("Tenure demo, {data} {}", arguments.data.display()));
    let playing = async {
        let link = if arguments.empty { None } else { play::all(&demo).await? };
        log.set_level(LevelFilter::INFO);
        print::what_to_do(&demo, &arguments.data, link.as_ref());
        Ok::<(), Problem>(())
    };
    let played = tokio::select! {
        played = playing => played,
        () = signals.next() => return serving.stop(signals).await,
    };
    let served = serving.until_stopped(signals, None).await;
    played.and(served)
}

/// The address under which links reach the demo: its own, or loopback where it listens everywhere.
fn reachable(address: SocketAddr, expose: bool) -> Result<IpAddr, Problem> {
    let ip = address.ip();
    if !ip.is_loopback() && !expose {
        return Err(Problem::Exposed(address));
    }
    match ip {
        ip if ip.is_loopback() => Ok(ip),
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Ok(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Ok(Ipv6Addr::LOCALHOST.into()),
        _ => Err(Problem::NotLoopback(address)),
    }
}

fn public_url(listener: &TcpListener, reachable: IpAddr) -> Result<PublicUrl, Problem> {
    let port = address_of(listener)?.port();
    let url = format!("http://{}", SocketAddr::new(reachable, port));
    PublicUrl::parse(&url).map_err(|error| Problem::Argument(error.to_string()))
}

fn open(data: &Path, public_url: PublicUrl, request_log: Arc<dyn RequestLog>) -> Result<App, Problem> {
    let dictionaries = dictionaries::load(None)?;
    let clock = Arc::new(DemoClock::open(data)?);
    Ok(App::new(Parts {
        store: data_folder::open(data)?,
        clock: Arc::<DemoClock>::clone(&clock),
        randomness: Arc::new(SystemRandomness),
        dictionaries: DictionariesInForce::new(dictionaries),
        policy: policy::of_the_demo()?,
        settings: Settings {
            public_url,
            partner_token_life: PARTNER_TOKEN_LIFE,
            tombstone_life: TOMBSTONE_LIFE,
            mail: MailSettings::Demo,
            sign_in_limits: SignInLimits::default(),
            rates: Rates::default(),
            trusted_proxies: Vec::new(),
            connections: ConnectionLimits::default(),
        },
        request_log: Some(request_log),
        demo_controls: Some(clock),
    }))
}

/// Makes what a demo begins with, or takes up what an earlier run left.
async fn describe(
    app: &App,
    before: Option<Descriptor>,
    arguments: &DemoArguments,
) -> Result<Descriptor, Problem> {
    if let Some(before) = before {
        let mut demo = before.clone();
        seed::renew(app, &mut demo).await?;
        if demo != before {
            demo.write(&arguments.data)?;
        }
        return Ok(demo);
    }
    let demo = seed::seed(app, arguments.empty).await?;
    demo.write(&arguments.data)?;
    Ok(demo)
}
