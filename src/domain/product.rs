//! What was used on the skin at a treatment, and what was given for home.

use serde::{Deserialize, Serialize};

/// What a product is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// A serum.
    Serum,
    /// A gel or balm for the first day.
    Gel,
    /// Hydrocortisone cream.
    Hydrocortisone,
    /// Tablets against cold sores.
    Antiviral,
    /// Numbing cream.
    Numbing,
    /// A cleanser.
    Cleanser,
    /// A plain moisturiser.
    Moisturiser,
    /// Sunscreen.
    Sunscreen,
    /// Anything else.
    Other,
}

impl ProductKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Serum,
        Self::Gel,
        Self::Hydrocortisone,
        Self::Antiviral,
        Self::Numbing,
        Self::Cleanser,
        Self::Moisturiser,
        Self::Sunscreen,
        Self::Other,
    ];

    /// The name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Serum => "serum",
            Self::Gel => "gel",
            Self::Hydrocortisone => "hydrocortisone",
            Self::Antiviral => "antiviral",
            Self::Numbing => "numbing",
            Self::Cleanser => "cleanser",
            Self::Moisturiser => "moisturiser",
            Self::Sunscreen => "sunscreen",
            Self::Other => "other",
        }
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Serum => "a serum",
            Self::Gel => "a gel or balm",
            Self::Hydrocortisone => "hydrocortisone cream",
            Self::Antiviral => "tablets against cold sores",
            Self::Numbing => "a numbing cream",
            Self::Cleanser => "a cleanser",
            Self::Moisturiser => "a plain moisturiser",
            Self::Sunscreen => "a sunscreen",
            Self::Other => "what your provider gave you",
        }
    }

    /// The kind of that name in files.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// Where a product was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsedAt {
    /// On the skin during the treatment.
    Clinic,
    /// Given to be used at home afterwards.
    Home,
}

impl UsedAt {
    /// The name in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Clinic => "clinic",
            Self::Home => "home",
        }
    }
}

/// A product that touched the treated skin, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// What it is.
    pub kind: ProductKind,
    /// Its name as the patient knows it; may be empty.
    pub name: String,
    /// Where it was used.
    pub used_at: UsedAt,
}

impl Product {
    /// So many characters a name has at most.
    pub const LONGEST: usize = 80;

    /// So many products a treatment has at most.
    pub const MOST: usize = 24;

    /// The product as people write it: `serum: hyaluronic acid`, `serum`, or a name alone.
    #[must_use]
    pub fn spoken(text: &str, used_at: UsedAt) -> Self {
        let (kind, name) = text.split_once(':').unwrap_or((text, ""));
        match ProductKind::named(&kind.trim().to_lowercase()) {
            Some(kind) => Self { kind, name: name.trim().to_owned(), used_at },
            None => Self { kind: ProductKind::Other, name: text.trim().to_owned(), used_at },
        }
    }

    /// The product in words, as [`Product::spoken`] reads it.
    #[must_use]
    pub fn words(&self) -> String {
        match (self.kind, self.name.as_str()) {
            (kind, "") => kind.id().to_owned(),
            (ProductKind::Other, name) => name.to_owned(),
            (kind, name) => format!("{}: {name}", kind.id()),
        }
    }
}

/// The products used at one place, as people write them.
#[must_use]
pub fn in_words(products: &[Product], used_at: UsedAt) -> String {
    let own = products.iter().filter(|product| product.used_at == used_at);
    own.map(Product::words).collect::<Vec<_>>().join("; ")
}

/// The products that people wrote, divided by semicolons.
#[must_use]
pub fn list(text: &str, used_at: UsedAt) -> Vec<Product> {
    let words = text.split(';').map(str::trim).filter(|words| !words.is_empty());
    words.map(|words| Product::spoken(words, used_at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_read_as_they_are_said() {
        let text = "numbing; serum: hyaluronic acid 1 %; Aqua Boost";
        let products = list(text, UsedAt::Clinic);
        let kinds: Vec<_> = products.iter().map(|product| product.kind).collect();
        assert_eq!(kinds, [ProductKind::Numbing, ProductKind::Serum, ProductKind::Other]);
        assert_eq!(in_words(&products, UsedAt::Clinic), text);
        assert_eq!(in_words(&products, UsedAt::Home), "");
    }

    #[test]
    fn a_kind_is_called_in_files_as_it_is_read_from_them() {
        for kind in ProductKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
            assert_eq!(ProductKind::named(kind.id()), Some(kind));
        }
        assert_eq!(serde_json::to_value(UsedAt::Home).unwrap(), UsedAt::Home.id());
    }
}
