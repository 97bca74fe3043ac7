//! The screens of any journal, at any size: nothing a terminal obeys in any cell, and no warning cut off.

use mendlog::app::banner::banner;
use mendlog::app::{Extent, Healed, Look, Model, Read, Screen, Start};
use mendlog::domain::text::steers;
use mendlog::domain::{Diary, TreatmentId};
use mendlog::protocols::Library;
use mendlog::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};

use super::checks::{LIBRARY, now};

/// Shows a journal on every screen.
pub fn show(diary: &Diary) {
    show_by(diary, &LIBRARY);
}

/// Shows a journal on every screen, by the figures of a library.
pub fn show_by(diary: &Diary, library: &Library) {
    let start = Start { read: read(diary, 400), draft: None, notice: None, now: now() };
    let mut model = Model::new(library.clone(), Look { colour: true, unicode: true }, start);
    for screen in Screen::TABS {
        model.screen = screen;
        assert_sound(&model, 80, 24);
    }
    assert_sound(&model, 40, 12);
}

/// What the shell would read of a journal for a first picture.
pub fn read(diary: &Diary, newest: usize) -> Read {
    let treatments: Vec<_> = diary.treatments_by_time().into_iter().cloned().collect();
    let latest = treatments.last().map(|treatment| {
        let mut healed = healed(diary, &treatment.id);
        healed.entries.sort_by_key(|entry| treatment.instant_of(entry.at, diary.day_end));
        if healed.entries.len() > newest {
            healed.entries.drain(..healed.entries.len() - newest);
            healed.extent = Extent::Newest;
        }
        healed
    });
    Read {
        profile: (!treatments.is_empty()).then(|| (diary.patient.clone(), diary.day_end)),
        outcomes: diary.outcomes.clone(),
        plans: diary.plans.clone(),
        treatments,
        latest,
        conflicts: Vec::new(),
    }
}

/// All that a journal holds about a treatment.
pub fn healed(diary: &Diary, treatment: &TreatmentId) -> Healed {
    let mut care = mendlog::domain::CareRecord::default();
    diary.care.notes().filter(|note| note.treatment() == treatment).for_each(|note| care.add(&note));
    Healed {
        treatment: treatment.clone(),
        entries: diary.entries.iter().filter(|entry| entry.treatment == *treatment).cloned().collect(),
        events: diary.events.iter().filter(|event| event.treatment == *treatment).cloned().collect(),
        care,
        extent: Extent::All,
    }
}

/// Draws a model and looks at the picture.
///
/// # Panics
/// When a cell could steer a terminal, or a warning that stands is not whole.
pub fn assert_sound(model: &Model, width: u16, height: u16) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a picture in memory");
    terminal.draw(|frame| ui::view(model, frame)).expect("a picture in memory");
    let picture = terminal.backend().buffer();
    let steering = picture.content.iter().find(|cell| cell.symbol().chars().any(steers));
    assert!(steering.is_none(), "a cell holds {:?}", steering.map(Cell::symbol));
    assert_warned(model, picture, (width, height));
}

fn assert_warned(model: &Model, picture: &Buffer, (width, height): (u16, u16)) {
    let Some(banner) = banner(model) else { return };
    let seen = letters(&picture.content.iter().map(Cell::symbol).collect::<String>());
    let holds = |words: &str| seen.contains(&letters(words));
    if width >= 20 && height >= 6 {
        let word = banner.alarms[0].triage.word();
        assert!(holds(word), "{word} is missing at {width}x{height}");
    }
    if model.look.unicode && width >= ui::LEAST.0 && height >= ui::LEAST.1 {
        for words in [&banner.whom, &banner.alarms[0].title] {
            assert!(holds(words), "{words:?} is missing at {width}x{height}");
        }
    }
}

/// The letters and digits alone, so that wrapping makes no difference.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
