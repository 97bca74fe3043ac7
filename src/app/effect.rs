//! What the screens ask of the shell, and what the shell answers.
//!
//! May use `domain`.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::key::Press;
use super::lock::Lock;
use super::passphrase_form::{Asked, Seal};
use super::secret::Secret;
use crate::domain::past::Kind;
use crate::domain::{
    CareNote, CareRecord, Change, Conflict, DayEnd, Diary, Entry, EntryId, LockAfter, Outcome, Patient, Plan,
    Treatment, TreatmentId, Turn, Undone, WarningEvent,
};

/// Something only the shell can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keep what the patient said about themselves, and when their day ends.
    SaveProfile(Patient, DayEnd),
    /// Keep a treatment, new or changed.
    SaveTreatment(Treatment),
    /// Take a treatment away; it can be brought back.
    DeleteTreatment(TreatmentId),
    /// Keep a plan, new or changed.
    SavePlan(Plan),
    /// Take a plan away; it can be brought back.
    DropPlan(Plan),
    /// Keep the treatment that a plan became, and take the plan away: both or neither.
    PerformPlan(Plan, Treatment),
    /// Keep an entry, new or changed.
    SaveEntry(Entry),
    /// Take an entry away; it can be brought back.
    DeleteEntry(Entry),
    /// Keep what was done about a warning, or about several at once.
    AddEvents(Vec<WarningEvent>),
    /// Undo what was done last, or do it again; answered by [`Msg::Turned`]. Not a treatment that an unfinished check-in is
    /// about.
    Turn(Turn, Option<TreatmentId>),
    /// Keep a note about care: a task done, something used, what the provider said.
    SaveCare(CareNote),
    /// Take a note about care back.
    TakeBackCare(CareNote),
    /// Keep a rating of the result, new or changed.
    SaveOutcome(Outcome),
    /// Take a rating away; it can be brought back.
    DeleteOutcome(Outcome),
    /// Keep the unfinished check-in as this text.
    SaveDraft(String),
    /// Forget the unfinished check-in.
    ClearDraft,
    /// Read all entries and events of a treatment; answered by [`Msg::Loaded`].
    Load(TreatmentId),
    /// Find out which entries were changed after they were saved; answered by [`Msg::Edited`].
    ReadEdited,
    /// Read everything that was ever changed; answered by [`Msg::Changes`].
    ReadChanges,
    /// Read the whole journal and everything that was ever changed, for the report for a visit; answered by [`Msg::Visit`].
    ReadVisit,
    /// Read everything that something of a kind, by its name, ever said; answered by [`Msg::Past`].
    ReadPast(Kind, String),
    /// Read everything an entry ever said; answered by [`Msg::Revisions`].
    ReadRevisions(EntryId),
    /// Keep after how long without a key the journal locks itself.
    SaveLockAfter(LockAfter),
    /// Seal the journal in another way; answered by [`Msg::Sealed`] or [`Msg::NotSealed`].
    Seal(Seal),
    /// Lock the journal at once.
    Lock,
    /// Hand a text to the terminal, for it to put where copied text goes; answered by [`Msg::HandedOut`].
    CopyOut(String),
    /// Write these bytes to a new file of this name; answered by [`Msg::HandedOut`].
    WriteOut(String, Vec<u8>),
    /// Find out what two machines say differently; answered by [`Msg::Conflicts`].
    ReadConflicts,
    /// Keep the version of that name of something that two machines say differently; answered by [`Msg::Settled`].
    Settle(String),
    /// Stop the program until the shell continues it.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End the program.
    Quit,
}

impl Effect {
    /// Whether it changes what the journal keeps for good.
    #[must_use]
    pub const fn saves(&self) -> bool {
        !matches!(
            self,
            Self::SaveDraft(_)
                | Self::ClearDraft
                | Self::Load(_)
                | Self::ReadEdited
                | Self::ReadChanges
                | Self::ReadVisit
                | Self::ReadRevisions(_)
                | Self::CopyOut(_)
                | Self::WriteOut(..)
                | Self::Suspend
                | Self::Redraw
                | Self::Quit
        )
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
pub enum Msg {
    /// A key was pressed.
    Press(Press),
    /// Text was pasted.
    Paste(String, DateTime<FixedOffset>),
    /// Time has passed.
    Tick(DateTime<FixedOffset>),
    /// The journal keeps what this effect asked for.
    Saved(Effect),
    /// The journal could not do what this effect asked for, and why, in words.
    NotSaved(Effect, String),
    /// All that the journal holds about one treatment.
    Loaded(Healed),
    /// The entries that were changed after they were saved.
    Edited(BTreeSet<EntryId>),
    /// The journal as it is, and every change that made it so, the earliest first.
    Changes(Box<Diary>, Vec<Change>),
    /// The whole journal and everything that was ever changed in it, for the report for a visit.
    Visit(Box<Diary>, Vec<Change>),
    /// Every change of one thing, the earliest first.
    Past(Vec<Change>),
    /// Everything an entry ever said, the oldest first.
    Revisions(EntryId, Vec<Version>),
    /// What became of undoing what was done last, or of doing it again.
    Turned(Turn, Turned),
    /// Another program has written since the last look, so this was not carried out; what the first picture would need now.
    Behind(Effect, Read),
    /// What became of a text that was to leave the program, in words.
    HandedOut(String),
    /// The journal is sealed as it was wished: its lock, the lines of its recovery key, and what there is to say about backups.
    Sealed(Lock, Vec<Secret>, String),
    /// The journal is sealed as before: which answer is to blame, and why, in words.
    NotSealed(Asked, String),
    /// What two machines say differently.
    Conflicts(Vec<Conflict>),
    /// Something that two machines said differently is settled; all that the journal holds now.
    Settled(Box<Read>, Vec<Healed>),
    /// Another program has written to the journal; this is what the first picture would need now.
    Reread(Read),
}

/// What became of undoing, or of doing again.
#[derive(Clone, Debug, PartialEq)]
pub enum Turned {
    /// It went through: what had been done, and all that the journal holds now.
    Through(Box<Undone>, Box<Read>, Vec<Healed>),
    /// There is nothing that it could be about.
    Nothing,
    /// It would take away the treatment that an unfinished check-in is about.
    WouldTakeAway,
}

/// What an entry said from a moment on, until the next version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The entry as it was then.
    pub entry: Entry,
    /// When it was saved.
    pub saved_at: DateTime<FixedOffset>,
}

/// What the shell reads from the journal for a first picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// What set-up asked; none before the first run.
    pub profile: Option<(Patient, DayEnd)>,
    /// All treatments.
    pub treatments: Vec<Treatment>,
    /// The ratings of the result after all of them.
    pub outcomes: Vec<Outcome>,
    /// All planned treatments.
    pub plans: Vec<Plan>,
    /// What two machines say differently since a merge.
    pub conflicts: Vec<Conflict>,
    /// The entries of the latest treatment, as far as read.
    pub latest: Option<Healed>,
}

/// The entries and events of one treatment.
#[derive(Clone, Debug, PartialEq)]
pub struct Healed {
    /// The treatment.
    pub treatment: TreatmentId,
    /// Its entries.
    pub entries: Vec<Entry>,
    /// What was done about its warnings.
    pub events: Vec<WarningEvent>,
    /// Tasks done, things used, and what the provider said.
    pub care: CareRecord,
    /// Whether that is everything.
    pub extent: Extent,
}

/// How much of a treatment's entries is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// The newest only.
    Newest,
    /// All of them.
    All,
}
