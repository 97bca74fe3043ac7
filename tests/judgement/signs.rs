//! Conditions about danger signs and about the time, each on both sides of its edges.

use super::small_course::{SmallCourse, rule, shown};

#[test]
fn a_sign_is_found_where_it_is_answered_with_yes() {
    let entries = [("1", "pus yes"), ("2", "pus no"), ("3", "pus ?"), ("4", "fever yes"), ("5", "pain 4")];
    assert_eq!(shown("{ sign = 'pus' }", &entries), ["1"]);
    assert_eq!(shown("{ any_sign = ['pus', 'fever'] }", &entries), ["1", "4"]);
    assert_eq!(shown("{ unsure = ['pus', 'fever'] }", &entries), ["3"]);
}

#[test]
fn a_lasting_sign_was_answered_with_yes_whenever_it_was_asked() {
    let three = "{ lasting_sign = { sign = 'pus', days = 3 } }";
    let days = [("2", "pus yes"), ("3", "pain 1"), ("4", "pus yes")];
    assert!(shown(three, &days).is_empty(), "two days are not three");
    assert_eq!(shown(three, &[days[0], days[1], days[2], ("5", "pus yes")]), ["5"]);
    assert_eq!(shown(three, &[days[0], ("3", "pus ?"), ("5", "pus yes")]), ["5"], "\"not sure\" does not end it");
    assert!(shown(three, &[days[0], ("3", "pus no"), ("4", "pus yes"), ("5", "pus yes")]).is_empty(), "a no does");
    assert!(shown(three, &[days[0], ("5", "pus no")]).is_empty(), "it is not there any more");
    assert!(shown(three, &[days[0], ("5", "pus ?")]).is_empty());
}

#[test]
fn an_earlier_sign_lies_at_most_so_many_days_back() {
    let two = "{ earlier_sign = { sign = 'pus', within_days = 2 } }";
    assert_eq!(shown(two, &[("2", "pus yes"), ("3", "pain 1"), ("4", "pain 1"), ("5", "pain 1")]), ["3", "4"]);
    assert_eq!(shown(two, &[("2", "pus yes"), ("3", "pus yes"), ("5", "pain 1")]), ["3", "5"], "the latest counts");
    assert!(shown(two, &[("2", "pus no"), ("3", "pain 1")]).is_empty());
}

#[test]
fn days_are_counted_with_both_ends() {
    let entries = [("1", "pus yes"), ("2", "pus yes"), ("3", "pus yes"), ("4", "pus yes")];
    assert_eq!(shown("{ sign = 'pus' }, { day = { from = 2, to = 3 } }", &entries), ["2", "3"]);
    assert_eq!(shown("{ sign = 'pus' }, { day = { from = 3 } }", &entries), ["3", "4"]);
    assert_eq!(shown("{ sign = 'pus' }, { day = { to = 2 } }", &entries), ["1", "2"]);
}

#[test]
fn hours_are_counted_from_their_first_minute_to_before_their_last() {
    let entries = [("0 13:59", "pus yes"), ("0 14:00", "pus yes"), ("0 15:59", "pus yes"), ("0 16:00", "pus yes")];
    assert_eq!(shown("{ sign = 'pus' }, { hours = { from = 4, to = 6 } }", &entries), ["0 14:00", "0 15:59"]);
    assert_eq!(shown("{ sign = 'pus' }, { hours = { from = 6 } }", &entries), ["0 16:00"]);
    assert_eq!(shown("{ sign = 'pus' }, { hours = { to = 4 } }", &entries), ["0 13:59"]);
}

#[test]
fn all_asks_for_everything_and_any_for_something() {
    let entries = [("1", "pus yes"), ("2", "pus yes, fever yes"), ("3", "fever yes"), ("4", "pus no")];
    assert_eq!(shown("{ all = [{ sign = 'pus' }, { sign = 'fever' }] }", &entries), ["2"]);
    assert_eq!(shown("{ any = [{ sign = 'pus' }, { sign = 'fever' }] }", &entries), ["1", "2", "3"]);
    assert_eq!(shown("{ sign = 'pus' }, { sign = 'fever' }", &entries), ["2"]);
}

#[test]
fn silence_holds_from_its_hour_on_and_after_what_was_loud_enough() {
    let silent = rule("silent", "watch", "{ silent = { hours = 48, after = 'contact_provider' } }");
    let pus = |triage| rule("pus", triage, "{ sign = 'pus' }");
    for (triage, speaks) in [("watch", false), ("contact_provider", true), ("urgent", true)] {
        let course = SmallCourse::by_rules(vec![silent.clone(), pus(triage)]).with(&[("3", "pus yes")]);
        assert!(course.now("5 19:59").silence.is_empty(), "{triage}");
        assert_eq!(!course.now("5").silence.is_empty(), speaks, "{triage}");
        assert!(course.shown("silent").is_empty(), "an entry is no silence");
    }
}
