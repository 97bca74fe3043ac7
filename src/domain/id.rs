//! Names by which parts of a journal and of a protocol refer to each other; cheap to clone, ordered by their text.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as written in files.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

id!(
    /// A symptom rated 0–4, such as `redness`.
    SymptomId
);
id!(
    /// A yes/no danger sign, such as `pus`.
    SignId
);
id!(
    /// A rule of a protocol, such as `returned-redness`.
    RuleId
);
id!(
    /// A source that claims rest on, such as `chu-2021`.
    SourceId
);
id!(
    /// One treatment of this patient.
    TreatmentId
);
id!(
    /// One check-in of this patient.
    EntryId
);
id!(
    /// A care task of a protocol, such as `sunscreen`.
    TaskId
);
id!(
    /// A hold of a protocol, such as `make-up`.
    HoldId
);
id!(
    /// A card of a protocol, such as `looking-older`.
    CardId
);
