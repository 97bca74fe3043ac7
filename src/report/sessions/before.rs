//! What to stop, mention or look at before a planned treatment, with the day on which it begins.
//!
//! May use `domain`.

use chrono::NaiveDate;

use super::{Said, Weight, day, grades, who};
use crate::domain::before::for_patient;
use crate::domain::plan::countdown;
use crate::domain::{Before, Patient, Protocol};

/// What is for this patient before a treatment on a date, what begins first at the top.
#[must_use]
pub fn before(protocol: &Protocol, patient: &Patient, planned: NaiveDate, today: NaiveDate) -> Vec<Said> {
    let own = for_patient(protocol, patient);
    if own.is_empty() {
        return Vec::new();
    }
    let mut said = vec![Said::new(Weight::Heading, "Before it, unless your provider says otherwise")];
    for one in own {
        let weight = if one.begins(planned) <= today && today <= planned { Weight::Strong } else { Weight::Plain };
        said.push(Said::new(weight, format!("{}: {}", begins(one, planned, today), one.title)));
        said.push(Said::new(Weight::Plain, one.what.clone()));
        said.push(Said::new(Weight::Quiet, why(one, protocol)));
    }
    said
}

fn begins(one: &Before, planned: NaiveDate, today: NaiveDate) -> String {
    let from = one.begins(planned);
    match () {
        () if from > today => format!("From {}, {}", day(from), countdown(from, today)),
        () if from == today => "From today on".to_owned(),
        () => format!("Since {}", day(from)),
    }
}

fn why(one: &Before, protocol: &Protocol) -> String {
    let mut words = one.why.clone();
    if !one.answers.is_empty() {
        let answers = one.answers.iter();
        let answers = answers.map(|one| format!("{} ({})", one.says, grades(&one.sources, &protocol.catalog)));
        words = format!("{words} Sources differ: {}.", answers.collect::<Vec<_>>().join(", "));
    }
    format!("{words} Who says so: {}.", who(&one.sources, &protocol.catalog))
}
