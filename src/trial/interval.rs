//! A share of a count, with its interval.

use std::fmt;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub of: u64,
}

/// The standard normal deviate that leaves 2.5 % on either side.
const Z: f64 = 1.959_964;

impl Share {
    /// Counts one more, and whether it belongs to the share.
    pub fn take(&mut self, belongs: bool) {
        self.of += 1;
        self.count += u64::from(belongs);
    }

    /// Takes in what was counted elsewhere.
    pub fn add(&mut self, other: Self) {
        self.count += other.count;
        self.of += other.of;
    }

    /// The share between 0 and 1; 0 of nothing.
    #[must_use]
    pub fn rate(self) -> f64 {
        if self.of == 0 { 0.0 } else { real(self.count) / real(self.of) }
    }

    /// Wilson's 95 % interval, which stays sensible at no hits at all; everything is possible of nothing.
    #[must_use]
    pub fn interval(self) -> (f64, f64) {
        if self.of == 0 {
            return (0.0, 1.0);
        }
        let (rate, of) = (self.rate(), real(self.of));
        let centre = rate + Z * Z / (2.0 * of);
        let half = Z * (rate * (1.0 - rate) / of + Z * Z / (4.0 * of * of)).sqrt();
        let scale = 1.0 + Z * Z / of;
        (((centre - half) / scale).max(0.0), ((centre + half) / scale).min(1.0))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.interval();
        let percent = |rate: f64| 100.0 * rate;
        let (rate, low, high) = (percent(self.rate()), percent(low), percent(high));
        write!(f, "{rate:6.2} % ({low:.2} to {high:.2}), {} of {}", self.count, self.of)
    }
}

#[expect(clippy::cast_precision_loss, reason = "no trial counts beyond the mantissa")]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: (f64, f64), b: (f64, f64)) -> bool {
        (a.0 - b.0).abs() < 5e-4 && (a.1 - b.1).abs() < 5e-4
    }

    #[test]
    fn the_interval_is_wilsons() {
        assert!(near(Share { count: 0, of: 10 }.interval(), (0.0, 0.2775)));
        assert!(near(Share { count: 5, of: 10 }.interval(), (0.2366, 0.7634)));
        assert!(near(Share { count: 10, of: 10 }.interval(), (0.7225, 1.0)));
        assert!(near(Share::default().interval(), (0.0, 1.0)));
    }
}
