//! Whether two names, or two titles, are the same.

use strsim::normalized_levenshtein;

/// A text as it is compared: folded words in an order that does not depend on how they were written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Words {
    /// The words in the order in which they came.
    pub(super) text: String,
    /// The words, sorted.
    sorted: String,
    /// The words with a digit in them, sorted: `Shop 1` is not `Shop 2`, however alike they look.
    numbers: Vec<String>,
    length: usize,
}

impl Words {
    /// Takes a folded text.
    pub(super) fn new(folded: String) -> Self {
        let mut words: Vec<&str> = folded.split(' ').collect();
        words.sort_unstable();
        let numbers = words
            .iter()
            .filter(|word| word.contains(char::is_numeric))
            .map(|word| (*word).to_owned())
            .collect();
        let sorted = words.join(" ");
        Self { length: sorted.chars().count(), sorted, numbers, text: folded }
    }

    /// The words, sorted: the same for whatever is [`Words::same`].
    pub(super) fn sorted(&self) -> &str {
        &self.sorted
    }

    /// The same words, whatever their order.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.sorted == other.sorted
    }

    /// The same words, or words alike by at least this share, in millionths: one minus the edit distance over the
    /// longer length, words in their order or sorted, whichever is more. Numbers must be the same.
    pub(super) fn alike(&self, other: &Self, threshold_millionths: u32) -> bool {
        if self.same(other) {
            return true;
        }
        let (short, long) = (self.length.min(other.length), self.length.max(other.length));
        let threshold = f64::from(threshold_millionths) / 1_000_000.0;
        // No edit distance is less than the difference of the lengths.
        if self.numbers != other.numbers || share(short, long) < threshold {
            return false;
        }
        let at_least = |similarity: f64| similarity >= threshold;
        at_least(normalized_levenshtein(&self.sorted, &other.sorted))
            || at_least(normalized_levenshtein(&self.text, &other.text))
    }
}

fn share(short: usize, long: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if long == 0 { 1.0 } else { number(short) / number(long) }
}
