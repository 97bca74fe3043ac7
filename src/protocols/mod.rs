//! The protocols and the catalogue that come with the program: loaded, cross-checked, faults named by file, line, column.
//!
//! May use `domain`.

use std::sync::Arc;

use crate::domain::{Catalog, Protocol};

/// Everything that is known before the patient says a word.
#[derive(Clone, Debug)]
pub struct Library {
    /// Symptoms, signs, sources.
    pub catalog: Arc<Catalog>,
    /// The procedures, the standard one first.
    pub protocols: Vec<Protocol>,
}
