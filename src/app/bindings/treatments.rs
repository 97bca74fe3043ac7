//! The keys treatments, what lies ahead, the ratings, and what is asked before any of it is saved.
//!
//! May use what the table of keys uses.

use super::{CORRECTIONS, DOWN, LOCK, LOCKING, PAST, UP, row, shown};
use crate::app::context::Context as C;
use crate::app::key::Key::{self, Char};
use crate::app::keymap::{Action as A, Binding};

pub(super) const BINDINGS: &[Binding] = &[
    // Treatments
    shown(
        C::Treatments,
        &[Key::Enter],
        A::Enter,
        "show it",
        "show this healing on the other screens; of a plan, make a treatment",
    ),
    shown(C::Treatments, &[Char('a')], A::Add, "add", "add a treatment"),
    shown(C::Treatments, &[Char('p')], A::Plan, "plan", "plan the next treatment"),
    shown(C::Treatments, &[Char('e')], A::Edit, "change", "change this treatment: its date, device, phone numbers"),
    shown(
        C::Treatments,
        &[Char('d'), Key::Delete],
        A::Delete,
        "delete",
        "delete this treatment; asks first, u brings it back",
    ),
    row(C::Treatments, &[Char(' '), Key::Right, Char('l')], A::Read, "read all about this treatment"),
    row(C::Treatments, &[Char('v')], A::Corrections, CORRECTIONS),
    row(C::Treatments, &[Char('V')], A::Past, PAST),
    row(C::Treatments, DOWN, A::Down, "the next line"),
    row(C::Treatments, UP, A::Up, "the line before"),
    row(C::Treatments, &[Key::PageDown], A::PageDown, "five lines on"),
    row(C::Treatments, &[Key::PageUp], A::PageUp, "five lines back"),
    row(C::Treatments, &[Char('g'), Key::Home], A::First, "the newest"),
    row(C::Treatments, &[Char('G'), Key::End], A::Last, "the oldest"),
    // A treatment
    shown(C::TreatmentsReading, &[Key::Esc, Char(' '), Key::Left, Char('h')], A::Back, "back", "back to the list"),
    shown(C::TreatmentsReading, &[Char('e')], A::Edit, "change", "change this treatment"),
    shown(C::TreatmentsReading, &[Key::Enter], A::Enter, "show it", "let the other screens show its healing"),
    row(C::TreatmentsReading, DOWN, A::Down, "a line down"),
    row(C::TreatmentsReading, UP, A::Up, "a line up"),
    row(C::TreatmentsReading, &[Key::PageDown], A::PageDown, "a page down"),
    row(C::TreatmentsReading, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::TreatmentsReading, &[Char('g'), Key::Home], A::First, "to the top"),
    row(C::TreatmentsReading, &[Char('G'), Key::End], A::Last, "to the end"),
    // Deleting a treatment
    row(C::TreatmentsAsking, LOCK, A::Lock, LOCKING),
    shown(C::TreatmentsAsking, &[Char('y')], A::Yes, "delete it", "delete the treatment and its check-ins"),
    shown(C::TreatmentsAsking, &[Char('n'), Key::Esc, Key::Enter, Char('q')], A::No, "keep it", "keep the treatment"),
    // Ahead
    shown(C::Ahead, &[Char('r')], A::Rate, "rate", "rate how your skin is by now: five questions"),
    shown(C::Ahead, &[Char('o')], A::Overview, "over the months", "the ratings and their chart over the months"),
    shown(C::Ahead, &[Key::Enter, Char(' '), Key::Right, Char('l')], A::Read, "read", "read all about this milestone"),
    row(C::Ahead, DOWN, A::Down, "the next milestone"),
    row(C::Ahead, UP, A::Up, "the milestone before"),
    row(C::Ahead, &[Key::PageDown], A::PageDown, "five lines on"),
    row(C::Ahead, &[Key::PageUp], A::PageUp, "five lines back"),
    row(C::Ahead, &[Char('g'), Key::Home], A::First, "the first milestone"),
    row(C::Ahead, &[Char('G'), Key::End], A::Last, "the last milestone"),
    // Ratings
    shown(C::Ratings, &[Char('r')], A::Rate, "rate", "rate how your skin is by now: five questions"),
    shown(C::Ratings, &[Char('o'), Key::Esc], A::Overview, "milestones", "back to the milestones"),
    shown(C::Ratings, &[Key::Enter, Char('e')], A::Edit, "change", "change this rating; what it said before is kept"),
    shown(
        C::Ratings,
        &[Char('d'), Key::Delete],
        A::Delete,
        "delete",
        "delete this rating; asks first, u brings it back",
    ),
    row(C::Ratings, &[Char(' '), Key::Right, Char('l')], A::Read, "read this rating as a whole"),
    row(C::Ratings, &[Char('v'), Char('V')], A::Past, PAST),
    row(C::Ratings, DOWN, A::Down, "the next line"),
    row(C::Ratings, UP, A::Up, "the line before"),
    row(C::Ratings, &[Key::PageDown], A::PageDown, "five lines on"),
    row(C::Ratings, &[Key::PageUp], A::PageUp, "five lines back"),
    row(C::Ratings, &[Char('g'), Key::Home], A::First, "the newest"),
    row(C::Ratings, &[Char('G'), Key::End], A::Last, "the oldest"),
    // A milestone or a rating
    shown(
        C::AheadReading,
        &[Key::Esc, Key::Enter, Char(' '), Key::Left, Char('h')],
        A::Back,
        "back",
        "back to the list",
    ),
    shown(C::AheadReading, &[Char('r')], A::Rate, "rate", "rate how your skin is by now: five questions"),
    row(C::AheadReading, DOWN, A::Down, "a line down"),
    row(C::AheadReading, UP, A::Up, "a line up"),
    row(C::AheadReading, &[Key::PageDown], A::PageDown, "a page down"),
    row(C::AheadReading, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::AheadReading, &[Char('g'), Key::Home], A::First, "to the top"),
    row(C::AheadReading, &[Char('G'), Key::End], A::Last, "to the end"),
    // Deleting a rating
    row(C::RatingAsking, LOCK, A::Lock, LOCKING),
    shown(C::RatingAsking, &[Char('y')], A::Yes, "delete it", "delete the rating"),
    shown(C::RatingAsking, &[Char('n'), Key::Esc, Key::Enter, Char('q')], A::No, "keep it", "keep the rating"),
    // Changed in another window
    shown(C::Meanwhile, &[Char('y')], A::Yes, "save mine", "save what I typed; the other stays in the history"),
    shown(C::Meanwhile, &[Char('t')], A::KeepTheirs, "keep the other", "keep what the other window saved"),
    shown(C::Meanwhile, &[Key::Esc], A::Back, "back", "back to what I typed; nothing is lost"),
    row(C::Meanwhile, DOWN, A::Down, "a line down"),
    row(C::Meanwhile, UP, A::Up, "a line up"),
    row(C::Meanwhile, &[Key::PageDown], A::PageDown, "a page down"),
    row(C::Meanwhile, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::Meanwhile, &[Char('g'), Key::Home], A::First, "to the top"),
    row(C::Meanwhile, &[Char('G'), Key::End], A::Last, "to the end"),
    // Before a treatment is saved
    shown(C::Guard, &[Char('y')], A::Yes, "save all the same", "save it all the same"),
    shown(C::Guard, &[Char('n'), Key::Esc, Key::Enter], A::No, "back to the form", "back to the form; nothing is lost"),
    row(C::Guard, LOCK, A::Lock, LOCKING),
    row(C::Guard, DOWN, A::Down, "a line down"),
    row(C::Guard, UP, A::Up, "a line up"),
    row(C::Guard, &[Key::PageDown], A::PageDown, "a page down"),
    row(C::Guard, &[Key::PageUp], A::PageUp, "a page up"),
    row(C::Guard, &[Char('g'), Key::Home], A::First, "to the top"),
    row(C::Guard, &[Char('G'), Key::End], A::Last, "to the end"),
];
