//! The lists of experience that were answered lately, as they were written. A list is good for as long as the person's
//! history has the head that it had then, which every request looks up: whatever changes a record enters it there, in the
//! same transaction, from whichever node.

use axum::body::Bytes;
use career::id::{CurriculumCode, PersonId};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// How many bytes of lists are kept.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// How many lists there are about, for a size of a few kilobytes each.
const ABOUT: usize = 4096;

/// Which list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Which {
    pub(crate) person: PersonId,
    pub(crate) curriculum: CurriculumCode,
    /// With `expertise`, or the first version without.
    pub(crate) expertise: bool,
}

/// A list, and the head of the history that it was written at.
#[derive(Debug, Clone)]
struct Known {
    head: [u8; 32],
    bytes: Bytes,
}

/// The lists that are known.
pub(crate) struct KnownLists(Cache<Which, Known, Size>);

#[derive(Debug, Clone)]
struct Size;

impl Weighter<Which, Known> for Size {
    fn weight(&self, _: &Which, known: &Known) -> u64 {
        // With the key, the head, and what the cache needs for itself.
        known.bytes.len() as u64 + 256
    }
}

impl Default for KnownLists {
    fn default() -> Self {
        Self(Cache::with_weighter(ABOUT, MOST_BYTES, Size))
    }
}

impl KnownLists {
    /// The list as it was written at this head.
    pub(super) fn at(&self, which: &Which, head: [u8; 32]) -> Option<Bytes> {
        self.0.get(which).filter(|known| known.head == head).map(|known| known.bytes)
    }

    /// Keeps a list that was read after the head was.
    pub(super) fn keep(&self, which: Which, head: [u8; 32], bytes: Bytes) {
        self.0.insert(which, Known { head, bytes });
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn which(number: u128) -> Which {
        let curriculum = CurriculumCode::from_random(number.to_be_bytes());
        Which { person: PersonId::from_uuid(Uuid::from_u128(number)), curriculum, expertise: true }
    }

    #[test]
    fn a_list_is_known_at_the_head_that_it_was_written_at_and_by_its_own_name_alone() {
        let lists = KnownLists::default();
        lists.keep(which(1), [1; 32], Bytes::from_static(b"[1]"));
        assert_eq!(lists.at(&which(1), [1; 32]).as_deref(), Some(b"[1]".as_slice()));
        assert_eq!(lists.at(&which(1), [2; 32]), None);
        assert_eq!(lists.at(&which(2), [1; 32]), None);
        assert_eq!(lists.at(&Which { expertise: false, ..which(1) }, [1; 32]), None);
        lists.keep(which(1), [2; 32], Bytes::from_static(b"[2]"));
        assert_eq!(lists.at(&which(1), [1; 32]), None);
        assert_eq!(lists.at(&which(1), [2; 32]).as_deref(), Some(b"[2]".as_slice()));
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let lists = KnownLists::default();
        for number in 0..100 {
            lists.keep(which(number), [0; 32], vec![0; 1024 * 1024].into());
        }
        assert!(lists.0.weight() <= MOST_BYTES, "{}", lists.0.weight());
    }
}
