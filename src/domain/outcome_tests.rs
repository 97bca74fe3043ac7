//! What the rhythm of asking promises, day by day over three years and for any ratings.

use proptest::prelude::*;

use super::*;

fn treatment() -> Treatment {
    Treatment::new("t1".into(), "2026-03-02T10:00:00+01:00".parse().unwrap())
}

/// The evening of a day after the treatment.
fn evening(day: i32) -> DateTime<FixedOffset> {
    let day_0 = DateTime::parse_from_rfc3339("2026-03-02T20:00:00+01:00").unwrap();
    day_0 + chrono::TimeDelta::days(day.into())
}

fn rated_on(days: &[i32]) -> Vec<Outcome> {
    let outcome = |day: &i32| Outcome::new(format!("r{day}").into(), "t1".into(), Moment::At(evening(*day)));
    days.iter().map(outcome).collect()
}

fn asked(days: &[i32], today: i32, open: Triage) -> Asking {
    let outcomes = rated_on(days);
    asking(&treatment(), DayEnd::MIDNIGHT, &outcomes.iter().collect::<Vec<_>>(), open, evening(today))
}

/// The days on which somebody who rates on the first day they are asked, or never, is asked.
fn asked_days(answers: bool) -> Vec<i32> {
    let mut rated = Vec::new();
    let mut days = Vec::new();
    for today in 0..=1400 {
        if matches!(asked(&rated, today, Triage::Expected), Asking::Due(..)) {
            days.push(today);
            if answers {
                rated.push(today);
            }
        }
    }
    days
}

#[test]
fn who_answers_is_asked_weekly_then_monthly_then_every_three_months() {
    let days = asked_days(true);
    assert_eq!(days[..8], [7, 14, 21, 28, 35, 42, 49, 56]);
    assert_eq!(days[8..18], [91, 121, 152, 182, 213, 243, 273, 304, 334, 365]);
    assert_eq!(days[18..], [456, 547, 639, 730, 821, 913, 1004, 1095]);
}

#[test]
fn who_never_answers_is_left_in_peace_until_the_rhythm_slows() {
    let days = asked_days(false);
    assert_eq!(days.len(), 9 * 7, "three periods of a week each, at each of three paces: {days:?}");
    assert!(days.iter().all(|day| !(28..91).contains(day)), "{days:?}");
    assert_eq!(asked(&[], 29, Triage::Expected), Asking::From("2026-06-01".parse().unwrap()));
    assert!(matches!(asked(&[30], 35, Triage::Expected), Asking::Due(..)), "who rates by themselves is asked again");
}

#[test]
fn nothing_is_asked_before_the_first_week_nor_after_the_third_year_nor_in_an_emergency() {
    assert_eq!(asked(&[], 0, Triage::Expected), Asking::From("2026-03-09".parse().unwrap()));
    assert!(matches!(asked(&[], 7, Triage::ContactProvider), Asking::Due(..)));
    assert_eq!(asked(&[], 7, Triage::Urgent), Asking::NotNow);
    assert_eq!(asked(&[], 7, Triage::Emergency), Asking::NotNow);
    assert_eq!(asked(&[], 1300, Triage::Expected), Asking::Over);
}

#[test]
fn a_rating_of_another_treatment_or_of_a_day_to_come_does_not_count() {
    let mut outcomes = rated_on(&[7, 8]);
    outcomes[0].treatment = "t0".into();
    let asked = asking(&treatment(), DayEnd::MIDNIGHT, &[&outcomes[0], &outcomes[1]], Triage::Expected, evening(7));
    assert!(matches!(asked, Asking::Due(..)), "{asked:?}");
}

#[test]
fn periods_follow_one_another_without_gap_and_never_speed_up() {
    let periods = periods();
    for pair in periods.windows(2) {
        assert_eq!(pair[0].last.plus(1), pair[1].first);
        assert!(pair[0].pace <= pair[1].pace);
    }
    assert_eq!(periods.len(), 26);
}

#[test]
fn a_lower_score_is_noticed_and_what_was_not_sure_is_not() {
    let score = |number| Scored::At(Score::try_from(number).unwrap());
    let mut outcomes = rated_on(&[7, 14]);
    outcomes[0].ratings = [("pigment".into(), score(4)), ("tone".into(), score(4)), ("scars".into(), score(2))].into();
    outcomes[1].ratings =
        [("pigment".into(), score(2)), ("tone".into(), Scored::NotSure), ("scars".into(), score(2))].into();
    let lower: Vec<_> = outcomes[1].lower_than(&outcomes[0]).map(AspectId::as_str).collect();
    assert_eq!(lower, ["pigment"]);
}

proptest! {
    #[test]
    fn one_rating_is_enough_for_its_period_and_the_order_never_matters(
        mut days in proptest::collection::vec(-3..1300_i32, 0..20),
        today in -5..1400_i32,
    ) {
        let said = asked(&days, today, Triage::Expected);
        if let Asking::Due(period, until) = said {
            prop_assert!(!days.iter().any(|day| *day <= today && period.holds(Day::new(*day))));
            prop_assert!(until >= treatment().date_of(Day::new(today), DayEnd::MIDNIGHT));
            prop_assert!(today - period.first.number() < 7);
            let mut answered = days.clone();
            answered.push(today);
            prop_assert!(!matches!(asked(&answered, today, Triage::Expected), Asking::Due(..)));
        }
        days.reverse();
        prop_assert_eq!(asked(&days, today, Triage::Expected), said);
    }

    #[test]
    fn no_date_of_our_time_panics(text in "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])", hour in 0..24_u8) {
        let odd = Treatment::new("t1".into(), text.parse().unwrap());
        let day_end = DayEnd::try_from(hour).unwrap();
        let _ = asking(&odd, day_end, &[], Triage::Expected, evening(0));
    }
}
