//! How long a reconciliation takes, and how that grows (`record.md §3`): `cargo bench -p career`.

#![expect(clippy::unwrap_used, reason = "a benchmark")]

use career::reconciliation::{Policy, reconcile};
use career::timeline::{EndText, KindText, Origins, Statement, StatementDraft, Timeline};
use career::when::When;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};

const ON: Date = date(2026, 1, 1);

/// So many statements, half declared, half attested by two partners, `roles` of each kind at one employer, their starts
/// within so many days.
fn timeline(statements: usize, roles: usize, within: usize) -> Timeline {
    let mut seed = 42_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let day = |days: usize| {
        let days = i32::try_from(days).unwrap();
        When::day(date(1990, 1, 1).saturating_add(jiff::Span::new().days(days))).unwrap()
    };
    let titles = ["Cook", "Head cook", "Driver", "Clerk", "Sales assistant", "Nurse", "Team leader"];
    let mut list: Vec<Statement> = Vec::new();
    for number in 0..statements / 2 {
        let employer = number / roles;
        let (start, length) = (random(within), 90 + random(1_500));
        let title = titles[random(titles.len())].to_owned();
        let partner = if random(2) == 0 { "agency" } else { "payroll" };
        let declared = StatementDraft {
            id: format!("d{number}"),
            kind: KindText::Declared,
            client: None,
            credential: None,
            received: None,
            organisation: format!("Employer {employer}"),
            title: Some(title.clone()),
            classification: None,
            start: day(start),
            end: Some(EndText::At(day(start + length))),
            horizon: None,
            hidden: false,
            source: None,
            sources: Origins::default(),
        };
        let attested = StatementDraft {
            id: format!("a{number}"),
            kind: KindText::Attested,
            client: Some(partner.to_owned()),
            // All in one, so that none supersedes another.
            credential: Some("one".to_owned()),
            organisation: format!("EMPLOYER {employer} Pty. Ltd."),
            title: Some(if random(5) == 0 { "Assistant".to_owned() } else { title }),
            start: day(start + random(60)).coarsened(),
            end: Some(EndText::At(day(start + length + random(60)).coarsened())),
            ..declared.clone()
        };
        list.push(declared.judge().unwrap());
        list.push(attested.judge().unwrap());
    }
    let timeline = Timeline::of(list).unwrap();
    assert_eq!(timeline.standing().len(), statements);
    timeline
}

fn reconciliation(criterion: &mut Criterion) {
    let policy = Policy::shipped().unwrap();
    let shapes = [
        ("20 statements at each employer", 10, 12_000),
        ("all at one employer", usize::MAX, 12_000),
        ("all at one employer and at the same time", usize::MAX, 60),
    ];
    for (shape, roles, within) in shapes {
        let mut group = criterion.benchmark_group(shape);
        group.sample_size(10);
        let mut least = Vec::new();
        for statements in [1_000, 4_000] {
            let timeline = timeline(statements, roles, within);
            let mut best = f64::MAX;
            group.bench_with_input(
                BenchmarkId::from_parameter(statements),
                &timeline,
                |bencher, timeline| {
                    bencher.iter_custom(|times| {
                        let begun = std::time::Instant::now();
                        for _ in 0..times {
                            std::hint::black_box(reconcile(timeline, &policy, ON));
                        }
                        let took = begun.elapsed();
                        best = best.min(took.as_secs_f64() / f64::from(u32::try_from(times).unwrap()));
                        took
                    });
                },
            );
            least.push(best);
        }
        group.finish();
        if least.contains(&f64::MAX) {
            continue;
        }
        println!(
            "{shape}: 1,000 in {:.2} ms, 4,000 in {:.2} ms, {:.1} times as long",
            least[0] * 1e3,
            least[1] * 1e3,
            least[1] / least[0]
        );
    }
}

criterion_group!(benches, reconciliation);
criterion_main!(benches);
