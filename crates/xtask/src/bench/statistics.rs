//! Medians and ranges of few numbers.

use std::fmt;

/// The middle one of some numbers, with the least and the greatest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) median: f64,
    pub(super) least: f64,
    pub(super) greatest: f64,
}

impl Spread {
    /// `None` where there are no numbers.
    pub(super) fn of(numbers: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut numbers: Vec<f64> = numbers.into_iter().collect();
        numbers.sort_by(f64::total_cmp);
        let (least, greatest) = (*numbers.first()?, *numbers.last()?);
        let upper = *numbers.get(numbers.len() / 2)?;
        let lower = *numbers.get((numbers.len() - 1) / 2)?;
        Some(Self { median: f64::midpoint(lower, upper), least, greatest })
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { median, least, greatest } = self;
        write!(formatter, "{median:.2} ({least:.2}–{greatest:.2})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        assert_eq!(Spread::of([]), None);
        let told = |numbers: &[f64]| Spread::of(numbers.iter().copied()).unwrap().to_string();
        assert_eq!(told(&[3.0]), "3.00 (3.00–3.00)");
        assert_eq!(told(&[3.0, 1.0, 2.0]), "2.00 (1.00–3.00)");
        assert_eq!(told(&[4.0, 1.0, 2.0, 3.0]), "2.50 (1.00–4.00)");
    }
}
