//! Every rule can be read aloud: in words, without ids, with everything it names.

use mendlog::domain::{Condition, Protocol, Rule, rule_words};
use mendlog::protocols::load;

/// What has no place in a sentence for a patient.
const NOT_ENGLISH: [&str; 14] =
    ["_", "{", "}", "[", "]", "::", "Some", "None", "true", "false", "null", "Grade(", "above usual edge", "  "];

fn text(rule: &Rule, protocol: &Protocol) -> String {
    rule_words::when(rule, protocol).iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn conditions(rule: &Rule) -> Vec<&Condition> {
    let mut all = Vec::new();
    for condition in &rule.when {
        condition.walk(&mut |condition| all.push(condition));
    }
    all
}

#[test]
fn every_rule_can_be_read_aloud() {
    let library = load().unwrap();
    for protocol in library.protocols() {
        for rule in &protocol.rules {
            let said = rule_words::when(rule, protocol);
            assert!(!said.is_empty() && said[0].depth == 0, "{}", rule.id);
            for line in &said {
                assert!(line.text.split_whitespace().count() >= 3, "{}: {:?}", rule.id, line.text);
                for odd in NOT_ENGLISH {
                    assert!(!line.text.contains(odd), "{}: {odd:?} in {:?}", rule.id, line.text);
                }
            }
        }
    }
}

#[test]
fn a_heading_has_at_least_two_lines_below_it_and_nothing_else_has_any() {
    let library = load().unwrap();
    for rule in &library.standard().rules {
        let said = rule_words::when(rule, library.standard());
        for (index, line) in said.iter().enumerate() {
            let below = said[index + 1..].iter().take_while(|other| other.depth > line.depth);
            let direct = below.filter(|other| other.depth == line.depth + 1).count();
            assert_eq!(line.text.ends_with(':'), direct >= 2, "{}: {said:?}", rule.id);
            assert!(line.text.ends_with(':') || direct == 0, "{}: {said:?}", rule.id);
        }
    }
}

#[test]
fn every_sign_symptom_and_figure_of_a_rule_is_said() {
    let library = load().unwrap();
    for rule in &library.standard().rules {
        let text = text(rule, library.standard());
        for condition in conditions(rule) {
            for sign in condition.signs() {
                let name = library.catalog.sign_name(sign);
                assert!(text.contains(&format!("\"{name}\"")), "{}: {name} is missing in {text}", rule.id);
            }
            for symptom in condition.symptoms() {
                let name = library.catalog.symptom_name(symptom).to_lowercase();
                assert!(text.contains(&name), "{}: {name} is missing in {text}", rule.id);
            }
            for named in condition.rules() {
                let title = &library.standard().rule(named.as_str()).unwrap().title;
                assert!(text.contains(&format!("\"{title}\"")), "{}: {title} is missing in {text}", rule.id);
            }
            for hold in condition.holds() {
                let title = &library.standard().hold(hold.as_str()).unwrap().title;
                assert!(text.contains(title.as_str()), "{}: {title} is missing in {text}", rule.id);
            }
            let figures = figures(condition);
            assert!(figures.iter().all(|figure| text.contains(figure)), "{}: {figures:?} in {text}", rule.id);
        }
    }
}

#[test]
fn two_rules_that_ask_for_different_things_are_said_differently() {
    let library = load().unwrap();
    let rules = &library.standard().rules;
    for (index, one) in rules.iter().enumerate() {
        for other in &rules[index + 1..] {
            let same = text(one, library.standard()) == text(other, library.standard());
            assert_eq!(same, one.when == other.when, "{} and {}", one.id, other.id);
        }
    }
}

/// The numbers a condition holds or fails by.
fn figures(condition: &Condition) -> Vec<String> {
    match condition {
        Condition::Day { from, to } => from.iter().chain(to).map(|day| format!("day {day}")).collect(),
        Condition::Hours { from, to } => from.iter().chain(to).map(|hours| format!("{hours} hours")).collect(),
        Condition::Grade { at_least, .. } => vec![format!("grade {at_least} ")],
        Condition::Above { by, .. } => vec![format!("by {by} grade")],
        Condition::Rise { by, within_hours, .. } => {
            let within = within_hours.iter().map(|hours| format!("in the {hours} hours before"));
            within.chain([format!("{by} grade")]).collect()
        }
        Condition::Lasting { at_least, days, .. } => vec![format!("grade {at_least} "), format!("{days} day")],
        Condition::SinceLastTreatment { below_days } => vec![format!("less than {below_days} days")],
        Condition::Cleared { within_days: 0, .. } => vec!["today".to_owned()],
        Condition::Cleared { within_days, open_within_days, .. } => {
            [within_days].into_iter().chain(open_within_days).map(|days| format!("at most {days} day")).collect()
        }
        Condition::UsedEarly { within_hours, .. } => vec![format!("at most {within_hours} hours")],
        Condition::Silent { hours, .. } => vec![format!("{hours} hours")],
        _ => Vec::new(),
    }
}
