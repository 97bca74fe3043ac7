//! What is known of a treatment beside what it did to the skin, and which records belong to it.

use mendlog::domain::{After, CareNote, Goal, Moment, Outcome, Passes, Product, ProductKind, Tick, Treatment, UsedAt};
use mendlog::protocols::Sheet;

use super::small_course::{LIBRARY, SmallCourse, at, grade};

fn product(kind: ProductKind, used_at: UsedAt) -> Product {
    Product { kind, name: String::new(), used_at }
}

fn detailed() -> Treatment {
    let mut known = Treatment::new("t1".into(), Moment::At(at("0 10:00")));
    known.passes = Passes::try_from(6).ok();
    known.products = vec![product(ProductKind::Serum, UsedAt::Home)];
    known.goals = vec![Goal::Scars];
    (known.severity_before, known.active_lesions) = (Some(grade(2)), Some(false));
    known
}

#[test]
fn details_that_are_not_said_again_stay_and_those_that_are_count() {
    let bare = Treatment::new("t1".into(), Moment::At(at("0 10:00")));
    assert_eq!(bare.clone().filled_in(detailed()), detailed());
    let told = Treatment {
        passes: Passes::try_from(2).ok(),
        products: vec![product(ProductKind::Gel, UsedAt::Home)],
        goals: vec![Goal::Wrinkles],
        severity_before: Some(grade(1)),
        active_lesions: Some(true),
        ..bare
    };
    assert_eq!(told.clone().filled_in(detailed()), told);
}

#[test]
fn passes_are_one_to_twenty() {
    for number in [1, 2, 20] {
        let passes = Passes::try_from(number).unwrap();
        assert_eq!((passes.number(), u8::from(passes)), (number, number));
    }
    assert!(Passes::try_from(0).is_err() && Passes::try_from(21).is_err());
}

#[test]
fn a_product_was_given_when_it_is_for_home() {
    let given = |kind, used_at, asked| {
        let mut treatment = detailed();
        treatment.products = vec![product(kind, used_at)];
        treatment.was_given(asked)
    };
    assert!(given(ProductKind::Serum, UsedAt::Home, ProductKind::Serum));
    let elsewhere = [(ProductKind::Gel, UsedAt::Home), (ProductKind::Serum, UsedAt::Clinic)];
    assert!(!elsewhere.into_iter().any(|(kind, used_at)| given(kind, used_at, ProductKind::Serum)));
}

#[test]
fn ratings_and_ticks_belong_to_their_treatment() {
    let mut course = SmallCourse::judged_by("{ sign = 'pus' }");
    course.treated_before("before", 30);
    for (id, treatment, when) in [("late", "t1", "60"), ("early", "t1", "30"), ("other", "before", "-5")] {
        course.diary.outcomes.push(Outcome::new(id.into(), treatment.into(), Moment::At(at(when))));
        let tick = Tick { treatment: treatment.into(), task: id.into(), at: Moment::At(at(when)) };
        course.diary.care.add(&CareNote::Tick(tick));
    }
    let treatment = &course.diary.treatments[0];
    let rated: Vec<_> = course.diary.outcomes_of(treatment).iter().map(|outcome| outcome.id.to_string()).collect();
    assert_eq!(rated, ["early", "late"]);
    let healing = course.diary.healing(treatment);
    assert_eq!(healing.ticks.iter().map(|tick| tick.task.as_str()).collect::<Vec<_>>(), ["late", "early"]);
    let ends = |when: &str| course.diary.ends_by(Moment::At(at(when)));
    assert!(ends("60") && !ends("59"), "the last rating");
}

#[test]
fn the_long_run_is_rated_by_aspects_of_the_catalogue() {
    let first = &LIBRARY.catalog.aspects[0];
    assert_eq!(LIBRARY.catalog.aspect(&first.id), Some(first));
    let last = LIBRARY.catalog.aspects.last().unwrap();
    assert!(first.id != last.id && LIBRARY.catalog.aspect(&last.id) == Some(last));
    assert!(LIBRARY.catalog.aspect(&"hearsay".into()).is_none());
}

#[test]
fn tasks_are_found_by_their_names_and_a_sheet_says_which_it_sets() {
    let standard = LIBRARY.standard();
    let cleanse = standard.task("cleanse").unwrap();
    assert_eq!(cleanse.id.as_str(), "cleanse");
    assert!(standard.task("hearsay").is_none());
    let text = "kind = 'sheet'\nname = 'A'\nversion = '1'\nprovider = 'Dr Roe'";
    let sheet = Sheet::read("clinic.toml", text, &LIBRARY).unwrap_or_else(|fault| panic!("{fault}"));
    let mut note = (*sheet.over(standard).sheet.unwrap()).clone();
    note.given = vec!["serum".into()];
    note.standard_care = vec![cleanse.clone()];
    let said = ["serum", "cleanse", "sunscreen"].map(|id| (note.gives(&id.into()), note.sets_task(&id.into())));
    assert_eq!(said, [(true, true), (false, true), (false, false)]);
}

#[test]
fn points_after_a_treatment_are_said_as_people_say_them() {
    let said = [After::Hours(1), After::Hours(24), After::Day(1), After::Day(7)];
    assert_eq!(said.map(|after| after.to_string()), ["1 hour", "24 hours", "day 1", "day 7"]);
    assert_eq!(said.map(After::length), ["1 hour", "24 hours", "1 day", "7 days"]);
}
