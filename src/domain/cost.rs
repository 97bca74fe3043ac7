//! What treatments cost: exact decimal amounts, added up by currency, beside what was published.
//!
//! Never floating point: a tenth has no exact float. Uses source ids only.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use super::id::SourceId;

/// What a treatment cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Decimal number with a point, such as `640.00`.
    pub amount: String,
    /// ISO 4217 code, such as `USD`.
    pub currency: String,
}

impl Cost {
    /// Whether text is an amount: up to twelve digits, then at most a point and up to four more.
    #[must_use]
    pub fn is_amount(text: &str) -> bool {
        Amount::read(text).is_some()
    }

    /// Whether text has the form of a currency's code.
    #[must_use]
    pub fn is_currency(text: &str) -> bool {
        text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

/// Decimals that an amount may have.
const DECIMALS: usize = 4;

/// An exact amount of money.
#[derive(Clone, Copy, Debug, Default)]
pub struct Amount {
    /// Ten-thousandths of the currency's unit.
    parts: u128,
    /// Decimals it was written with.
    decimals: usize,
}

impl Amount {
    /// Reads an amount as [`Cost`] holds it; none when the text is no amount.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, 12) || !digits(rest, DECIMALS) {
            return None;
        }
        let decimals = if text.contains('.') { rest.len() } else { 0 };
        let parts = format!("{whole}{rest:0<DECIMALS$}").parse().ok()?;
        Some(Self { parts, decimals })
    }

    /// Both together, written with the decimals of the more precise one.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { parts: self.parts.saturating_add(other.parts), decimals: self.decimals.max(other.decimals) }
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.parts.cmp(&other.parts)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>width$}", self.parts, width = DECIMALS + 1);
        let (whole, rest) = digits.split_at(digits.len() - DECIMALS);
        match self.decimals {
            0 => f.write_str(whole),
            decimals => write!(f, "{whole}.{}", &rest[..decimals.min(DECIMALS)]),
        }
    }
}

/// What treatments cost together in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// ISO 4217 code.
    pub currency: String,
    /// The sum.
    pub amount: Amount,
    /// How many treatments it is the sum of.
    pub treatments: usize,
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

/// The sums by currency, in the order of their codes. Currencies are never mixed.
#[must_use]
pub fn totals<'a>(costs: impl IntoIterator<Item = &'a Cost>) -> Vec<Total> {
    let mut sums: BTreeMap<&str, (Amount, usize)> = BTreeMap::new();
    for cost in costs {
        let Some(amount) = Amount::read(&cost.amount) else { continue };
        let (sum, count) = sums.entry(&cost.currency).or_default();
        (*sum, *count) = (sum.plus(amount), *count + 1);
    }
    let total = |(currency, (amount, treatments)): (&str, (Amount, usize))| Total {
        currency: currency.to_owned(),
        amount,
        treatments,
    };
    sums.into_iter().map(total).collect()
}

/// What a session was said to cost.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedCost {
    /// The least, a decimal number.
    pub from: String,
    /// The most.
    pub to: String,
    /// On average.
    pub about: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Whose figure it is and how far it can be trusted, in a sentence.
    pub says: String,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

/// Where a cost lies beside what was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Less than the least.
    Under,
    /// Between the least and the most.
    Within,
    /// More than the most.
    Over,
    /// In another currency: not compared, since rates change.
    OtherCurrency,
}

impl PublishedCost {
    /// Where a cost lies beside it.
    #[must_use]
    pub fn beside(&self, cost: &Cost) -> Beside {
        let read = |text: &str| Amount::read(text).unwrap_or_default();
        let amount = read(&cost.amount);
        match () {
            () if cost.currency != self.currency => Beside::OtherCurrency,
            () if amount < read(&self.from) => Beside::Under,
            () if amount > read(&self.to) => Beside::Over,
            () => Beside::Within,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cost(amount: &str, currency: &str) -> Cost {
        Cost { amount: amount.to_owned(), currency: currency.to_owned() }
    }

    #[test]
    fn amounts_are_plain_decimal_numbers() {
        assert!(["0", "640.00", "1.5", "999999999999.9999"].into_iter().all(Cost::is_amount));
        assert!(!["", ".", "1.", ".5", "-1", "1,5", "1e3", "£5", "1.23456", "٣"].into_iter().any(Cost::is_amount));
    }

    #[test]
    fn tenths_add_up_exactly_and_currencies_stay_apart() {
        let costs = [cost("0.1", "EUR"), cost("640.00", "USD"), cost("0.2", "EUR"), cost("300", "USD")];
        let said: Vec<_> = totals(&costs).iter().map(|total| format!("{total} of {}", total.treatments)).collect();
        assert_eq!(said, ["0.3 EUR of 2", "940.00 USD of 2"]);
        assert_eq!(totals(&[]), []);
    }

    #[test]
    fn a_cost_is_compared_in_its_own_currency_only() {
        let published = PublishedCost {
            from: "300".to_owned(),
            to: "700".to_owned(),
            about: "640".to_owned(),
            currency: "USD".to_owned(),
            says: String::new(),
            sources: Vec::new(),
        };
        for (amount, currency, beside) in [
            ("299.99", "USD", Beside::Under),
            ("300.00", "USD", Beside::Within),
            ("700", "USD", Beside::Within),
            ("700.0001", "USD", Beside::Over),
            ("500", "EUR", Beside::OtherCurrency),
        ] {
            assert_eq!(published.beside(&cost(amount, currency)), beside, "{amount} {currency}");
        }
    }

    proptest! {
        #[test]
        fn sums_are_those_of_whole_numbers(
            cents in prop::collection::vec((0_u64..=99_999_999_999_999, prop::bool::ANY), 0..40),
        ) {
            let written = |(cents, is_euro): &(u64, bool)| {
                cost(&format!("{}.{:02}", cents / 100, cents % 100), if *is_euro { "EUR" } else { "USD" })
            };
            let costs: Vec<_> = cents.iter().map(written).collect();
            let found = totals(&costs);
            for (currency, is_euro) in [("EUR", true), ("USD", false)] {
                let own: Vec<u128> = cents.iter().filter(|one| one.1 == is_euro).map(|one| u128::from(one.0)).collect();
                let sum: u128 = own.iter().sum();
                let total = found.iter().find(|total| total.currency == currency);
                prop_assert_eq!(total.map_or(0, |total| total.treatments), own.len());
                if let Some(total) = total {
                    prop_assert_eq!(total.amount.to_string(), format!("{}.{:02}", sum / 100, sum % 100));
                }
            }
        }
    }
}
