//! What the judgement promises, one promise at a time: small made-up courses judged by one or two rules of their own, so that
//! every edge (the hour, the day, the grade from which something holds) is tried on both its sides.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "judgement/aloud.rs"]
mod aloud;
#[path = "judgement/answers.rs"]
mod answers;
#[path = "judgement/bands.rs"]
mod bands;
#[path = "judgement/came_close.rs"]
mod came_close;
#[path = "judgement/care.rs"]
mod care;
#[path = "judgement/care_words.rs"]
mod care_words;
#[path = "judgement/circumstances.rs"]
mod circumstances;
#[path = "judgement/dates_alone.rs"]
mod dates_alone;
#[path = "judgement/grades.rs"]
mod grades;
#[path = "judgement/journal.rs"]
mod journal;
#[path = "judgement/life_of_a_warning.rs"]
mod life_of_a_warning;
#[path = "judgement/moments.rs"]
mod moments;
#[path = "judgement/now.rs"]
mod now;
#[path = "judgement/phone.rs"]
mod phone;
#[path = "judgement/records.rs"]
mod records;
#[path = "judgement/sheet_ranges.rs"]
mod sheet_ranges;
#[path = "judgement/signs.rs"]
mod signs;
#[path = "judgement/small_course.rs"]
mod small_course;
#[path = "judgement/steps_down.rs"]
mod steps_down;
#[path = "judgement/taken_back.rs"]
mod taken_back;
#[path = "judgement/text.rs"]
mod text;
#[path = "judgement/used_early.rs"]
mod used_early;
#[path = "judgement/walk.rs"]
mod walk;
#[path = "judgement/why_told.rs"]
mod why_told;
#[path = "judgement/words.rs"]
mod words;
