//! Two machines' journals of one person become one: every row of the other that is not here is taken over, and for each thing
//! the row that counts is found anew. What one side said is never overwritten by the other.
//!
//! May use SQL and the ledger.

mod error;
mod other;
mod taking;

pub use error::{MergeError, Unfit};
pub use other::OtherJournal;
pub use taking::MergeCounts;

use super::error::StoreError;
use super::{Journal, memory};

const MERGING: &str = "merge the journals";

impl Journal {
    /// Takes over all that the other journal says and this one does not, in one transaction. It is no act of the patient's, so
    /// it cannot be undone; a backup made before it brings the journal back.
    ///
    /// # Errors
    /// When this journal cannot be written, or the other does not fit together. This journal is then as it was.
    pub fn merge(&mut self, other: &OtherJournal) -> Result<MergeCounts, MergeError> {
        self.write(MERGING, |db| taking::take_over(&other.db, db)).map_err(|error| other.blamed_for(error))
    }

    /// The same in a copy in memory, which tells how everything would be; the journal is only read.
    ///
    /// # Errors
    /// As [`Self::merge`].
    pub fn rehearse_merge(&self, other: &OtherJournal) -> Result<(Self, MergeCounts), MergeError> {
        let db = memory::copy_of(&self.db).map_err(|error| StoreError::during(MERGING, error))?;
        let mut copy = Self {
            db,
            path: self.path.clone(),
            seal: super::Seal::None,
            file: None,
            seen: None,
            typist: super::Typist::default(),
        };
        let counts = copy.merge(other)?;
        Ok((copy, counts))
    }
}
