//! A conflict in words: what two machines said of one thing, which version counts, and whether another would be louder.
//!
//! May use `domain` and `protocols`.

use chrono::{DateTime, FixedOffset};

use super::change_words;
use super::today::moment_in_words;
use crate::domain::conflict::{Conflict, Said, Standing, Version};
use crate::domain::{Answer, AssessedEntry, Diary, Difference, Entry, EntryId, Moment, SignId, Triage, assess, now};
use crate::protocols::{self, Library};

/// What everything is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Judging<'a> {
    /// The journal as it is, the versions that count in it.
    pub diary: &'a Diary,
    /// What is known about healing, with the sheet in use.
    pub library: &'a Library,
    /// The moment.
    pub now: DateTime<FixedOffset>,
}

/// A conflict in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is about.
    pub title: String,
    /// The check-in it is about.
    pub entry: Option<EntryId>,
    /// The versions, the one that counts first.
    pub versions: Vec<ToldVersion>,
    /// What another version would say that is worse; must never be left out.
    pub worse: Vec<String>,
    /// How loud the loudest of that is.
    pub loudest: Option<Triage>,
}

/// One version in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldVersion {
    /// Its name in the journal.
    pub name: String,
    /// What to type for it.
    pub code: String,
    /// When it was saved.
    pub saved_at: DateTime<FixedOffset>,
    /// What it says.
    pub says: String,
}

/// So many values of a version are told.
const VALUES: usize = 8;

impl Told {
    /// Puts a conflict into words.
    #[must_use]
    pub fn new(conflict: &Conflict, by: Judging<'_>) -> Self {
        let worse: Vec<_> = conflict.others.iter().flat_map(|other| worse(conflict, other, by)).collect();
        let one = conflict.others.first().map(|other| (other, &conflict.counts));
        let others = conflict.others.iter().map(|other| (&conflict.counts, other));
        let told = one.into_iter().chain(others);
        let versions = told.map(|(beside, version)| ToldVersion {
            name: version.name.clone(),
            code: version.code(),
            saved_at: version.saved_at,
            says: says(conflict, beside, version, by),
        });
        Self {
            title: title(&conflict.counts.said, by.library),
            entry: conflict.entry().cloned(),
            versions: versions.collect(),
            loudest: worse.iter().filter_map(|(triage, _)| *triage).max(),
            worse: worse.into_iter().map(|(_, words)| words).collect(),
        }
    }

    /// When a version was saved, in words; which one counts is said first.
    #[must_use]
    pub fn lead(&self, place: usize) -> String {
        let saved = self.versions.get(place).map(|version| moment_in_words(Moment::At(version.saved_at)));
        let role = if place == 0 { "counts" } else { "other" };
        format!("{role}, saved {}", saved.unwrap_or_default())
    }
}

/// What a conflict is about, as the beginning of a sentence.
fn title(said: &Said, library: &Library) -> String {
    match said {
        Said::Answers(..) => "What you said about yourself".to_owned(),
        Said::Treatment(treatment) => change_words::treatment(treatment),
        Said::Entry(entry) => change_words::entry(entry),
        Said::Outcome(outcome) => change_words::outcome(outcome),
        Said::Plan(plan) => change_words::plan(plan),
        Said::Care(note) => change_words::care(note, library).trim_end_matches(',').to_owned(),
        Said::Act(event) => change_words::warning(event, library).trim_end_matches(',').to_owned(),
        Said::Sheet(_) => "Your provider's sheet".to_owned(),
    }
}

/// What a version says, as far as the one beside it says something else.
fn says(conflict: &Conflict, beside: &Version, version: &Version, by: Judging<'_>) -> String {
    match (version.standing, &version.said) {
        (Standing::Deleted, Said::Care(_) | Said::Act(_)) => return "taken back".to_owned(),
        (Standing::Deleted, Said::Sheet(_)) => return "no sheet is in use".to_owned(),
        (Standing::Deleted, _) => return "deleted".to_owned(),
        (Standing::Kept, Said::Sheet(text)) => {
            let library = by_sheet(Some(text), by);
            return library
                .sheet()
                .map_or("a sheet that cannot be read".to_owned(), crate::domain::sheet::SheetNote::title);
        }
        (Standing::Kept, _) if beside.standing == Standing::Deleted => return "kept".to_owned(),
        (Standing::Kept, _) => {}
    }
    let (there, here) = (conflict.as_if(by.diary, beside), conflict.as_if(by.diary, version));
    let differs = Difference::between(&there, &here, &by.library.catalog).differs;
    let values: Vec<_> = differs.iter().flat_map(|differs| &differs.values).collect();
    let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "not said".to_owned());
    let told: Vec<_> =
        values.iter().take(VALUES).map(|value| format!("{} {}", value.name, said(&value.after))).collect();
    match values.len().saturating_sub(VALUES) {
        0 => told.join(", "),
        more => format!("{}, and {more} more", told.join(", ")),
    }
}

/// What another version would say that is worse than the one that counts, with how loud it would be.
fn worse(conflict: &Conflict, other: &Version, by: Judging<'_>) -> Vec<(Option<Triage>, String)> {
    let counting = judged(conflict, &conflict.counts, by);
    let otherwise = judged(conflict, other, by);
    let own = own(conflict, &counting, &otherwise);
    let signs = signs(conflict, other, by).map(|words| (None, words));
    let beside = beside(conflict, &counting, &otherwise);
    let standing = (otherwise.standing > counting.standing).then(|| {
        let words = format!(
            "By the other version it would stand now at {}, not {}. {}",
            otherwise.standing.word(),
            counting.standing.word(),
            otherwise.standing.advice()
        );
        (Some(otherwise.standing), words)
    });
    let said = own.iter().chain(&beside).filter_map(|(triage, _)| *triage).max();
    let standing = standing.filter(|(triage, _)| *triage > said);
    own.into_iter().chain(signs).chain(beside).chain(standing).collect()
}

/// How everything is judged when a version counts.
struct Judged {
    entries: Vec<AssessedEntry>,
    standing: Triage,
}

impl Judged {
    fn of(&self, id: &EntryId) -> Option<&AssessedEntry> {
        self.entries.iter().find(|judged| judged.entry.id == *id)
    }
}

fn judged(conflict: &Conflict, version: &Version, by: Judging<'_>) -> Judged {
    let diary = conflict.as_if(by.diary, version);
    let sheet;
    let library = match &version.said {
        Said::Sheet(text) => {
            let text = (version.standing == Standing::Kept).then_some(text.as_str());
            sheet = by_sheet(text, by);
            &sheet
        }
        _ => by.library,
    };
    let assess = |treatment| assess(&diary.healing(treatment), library.protocol(&treatment.protocol)).entries;
    let entries = diary.treatments.iter().flat_map(assess).collect();
    Judged { entries, standing: now(&diary, |id| library.protocol(id), Moment::At(by.now)).triage }
}

/// The library with another sheet, or none.
fn by_sheet(text: Option<&str>, by: Judging<'_>) -> Library {
    protocols::load().map_or_else(|_| by.library.clone(), |plain| change_words::by_sheet(&plain, text))
}

/// The check-in itself, where the conflict is about one.
fn own(conflict: &Conflict, counting: &Judged, otherwise: &Judged) -> Option<(Option<Triage>, String)> {
    let id = conflict.entry()?;
    let (here, there) = (counting.of(id).map(|judged| judged.triage), otherwise.of(id)?);
    (Some(there.triage) > here).then(|| {
        let because = there.findings.first().map(|finding| format!(" ({})", finding.rule.title)).unwrap_or_default();
        let (word, advice) = (there.triage.word(), there.triage.advice());
        (Some(there.triage), format!("The other version of this check-in would say: {word}{because}. {advice}"))
    })
}

/// Danger signs that only the other version says yes to.
fn signs(conflict: &Conflict, other: &Version, by: Judging<'_>) -> Option<String> {
    let (Said::Entry(here), Said::Entry(there), Standing::Kept) = (&conflict.counts.said, &other.said, other.standing)
    else {
        return None;
    };
    let is_there = |entry: &Entry, sign: &SignId| entry.signs.get(sign) == Some(&Answer::Yes);
    let only = there.signs.keys().filter(|sign| is_there(there, sign) && !is_there(here, sign));
    let names: Vec<_> = only.map(|sign| by.library.catalog.sign_name(sign).to_lowercase()).collect();
    let danger = if names.len() == 1 { "a danger sign" } else { "danger signs" };
    (!names.is_empty()).then(|| format!("The other version says YES to {danger}: {}.", names.join(", ")))
}

/// Other check-ins that would be judged louder, the loudest of them told.
fn beside(conflict: &Conflict, counting: &Judged, otherwise: &Judged) -> Option<(Option<Triage>, String)> {
    let others = otherwise.entries.iter().filter(|judged| Some(&judged.entry.id) != conflict.entry());
    let louder = others.filter_map(|there| {
        let here = counting.of(&there.entry.id).map_or(Triage::Expected, |judged| judged.triage);
        (there.triage > here).then_some((there.triage, there.day, here))
    });
    let louder: Vec<_> = louder.collect();
    let (triage, day, here) = louder.iter().max()?;
    let more = match louder.len() {
        1 => String::new(),
        count => format!(" (and {} more would be louder)", count - 1),
    };
    let (word, was) = (triage.word(), here.word());
    let words = format!("By the other version day {day} would be judged {word}, not {was}{more}. {}", triage.advice());
    Some((Some(*triage), words))
}

/// Treatments of one date, of which only one was known before: perhaps one treatment, entered on two machines.
#[must_use]
pub fn twins(before: &Diary, after: &Diary) -> Vec<String> {
    let mut told = Vec::new();
    for new in after.treatments.iter().filter(|one| before.treatment(&one.id).is_none()) {
        let date = new.performed_at.date(after.day_end);
        let twin = before
            .treatments
            .iter()
            .find(|known| after.treatment(&known.id).is_some() && known.performed_at.date(before.day_end) == date);
        if twin.is_some() {
            told.push(format!(
                "There are two treatments of the same day now, {}: one from each machine. If they are one, look at both with \
                 `mendlog treatment list`; move what belongs to the other by changing its check-ins, and delete the one that is \
                 too much (R in the screens). Until then each is judged by itself, so look at the warnings of both.",
                date.format("%-d %B %Y")
            ));
        }
    }
    told
}

/// How many conflicts wait, in a sentence for the foot of the screen; none when none does.
#[must_use]
pub fn notice(conflicts: &[Told]) -> Option<String> {
    let first = conflicts.iter().find_map(|told| told.worse.first());
    let count = match conflicts.len() {
        0 => return None,
        1 => "Of 1 thing your two machines say something different".to_owned(),
        count => format!("Of {count} things your two machines say something different"),
    };
    let worse = first.map(|worse| format!(" {worse}")).unwrap_or_default();
    Some(format!("{count}: x shows both.{worse}"))
}
