//! Where keys are pressed, and which tables of the keymap hold there.
//!
//! Uses nothing of the program.

/// Where keys are pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Anywhere at all.
    Always,
    /// On every screen, unless something lies over it.
    Screens,
    /// The first words of the first run.
    Welcome,
    /// A form, whatever its field.
    Form,
    /// A form's field with text.
    FormText,
    /// A form's field with a date and time.
    FormMoment,
    /// A form's field with a list to choose from.
    FormChoice,
    /// A form's yes/no field.
    FormYesNo,
    /// The check-in on Today.
    Today,
    /// The note of a check-in.
    Note,
    /// The danger signs of a check-in.
    Signs,
    /// Text to read and close: help, call script, confirmation.
    Reading,
    /// The verdict on a check-in, read over a screen.
    Verdict,
    /// Something that could not be kept.
    Trouble,
    /// What to do and what not yet.
    Care,
    /// A task or hold, read as a whole.
    CareReading,
    /// The healing chart.
    Chart,
    /// The list of entries.
    History,
    /// An entry, read as a whole.
    HistoryReading,
    /// Whether to delete an entry.
    HistoryAsking,
    /// The words that entries are looked for by.
    HistoryFilter,
    /// The month view.
    HistoryMonth,
    /// The list of warnings.
    Warnings,
    /// A warning, read as a whole.
    WarningsReading,
    /// What can be done about a warning.
    WarningActs,
    /// The treatments.
    Treatments,
    /// A treatment, read as a whole.
    TreatmentsReading,
    /// Whether to delete a treatment.
    TreatmentsAsking,
    /// The milestones.
    Ahead,
    /// The ratings of the result.
    Ratings,
    /// A milestone or a rating, read as a whole.
    AheadReading,
    /// Whether to delete a rating.
    RatingAsking,
    /// Whether to save a treatment that comes soon after the last.
    Guard,
    /// Whether to save what was changed elsewhere meanwhile.
    Meanwhile,
    /// Two versions of one thing, one of which is to be kept.
    Settling,
    /// The settings.
    Settings,
    /// The screen of a locked journal.
    Unlock,
    /// The passphrase being set, changed or taken off.
    Passphrase,
    /// The recovery key to write down.
    KeyPaper,
    /// Groups of the recovery key, typed from paper.
    KeyCheck,
    /// The report for a visit.
    Visit,
    /// The parts of that report.
    VisitItems,
}

impl Context {
    /// The tables that apply here, the nearest first.
    #[must_use]
    pub const fn chain(self) -> &'static [Self] {
        use Context as C;
        match self {
            C::Always => &[C::Always],
            C::Screens => &[C::Screens, C::Always],
            C::Welcome => &[C::Welcome, C::Always],
            C::Form => &[C::Form, C::Always],
            C::FormText => &[C::FormText, C::Form, C::Always],
            C::FormMoment => &[C::FormMoment, C::Form, C::Always],
            C::FormChoice => &[C::FormChoice, C::Form, C::Always],
            C::FormYesNo => &[C::FormYesNo, C::Form, C::Always],
            C::Today => &[C::Today, C::Screens, C::Always],
            C::Note => &[C::Note, C::Always],
            C::Signs => &[C::Signs, C::Always],
            C::Reading => &[C::Reading, C::Always],
            C::Verdict => &[C::Reading, C::Verdict, C::Always],
            C::Trouble => &[C::Trouble, C::Always],
            C::Care => &[C::Care, C::Screens, C::Always],
            C::CareReading => &[C::CareReading, C::Screens, C::Always],
            C::Chart => &[C::Chart, C::Screens, C::Always],
            C::History => &[C::History, C::Screens, C::Always],
            C::HistoryReading => &[C::HistoryReading, C::Screens, C::Always],
            C::HistoryAsking => &[C::HistoryAsking, C::Always],
            C::HistoryFilter => &[C::HistoryFilter, C::Always],
            C::HistoryMonth => &[C::HistoryMonth, C::Screens, C::Always],
            C::WarningActs => &[C::WarningActs, C::Screens, C::Always],
            C::Warnings => &[C::WarningActs, C::Warnings, C::Screens, C::Always],
            C::WarningsReading => &[C::WarningActs, C::WarningsReading, C::Screens, C::Always],
            C::Treatments => &[C::Treatments, C::Screens, C::Always],
            C::TreatmentsReading => &[C::TreatmentsReading, C::Screens, C::Always],
            C::TreatmentsAsking => &[C::TreatmentsAsking, C::Always],
            C::Ahead => &[C::Ahead, C::Screens, C::Always],
            C::Ratings => &[C::Ratings, C::Screens, C::Always],
            C::AheadReading => &[C::AheadReading, C::Screens, C::Always],
            C::RatingAsking => &[C::RatingAsking, C::Always],
            C::Guard => &[C::Guard, C::Always],
            C::Meanwhile => &[C::Meanwhile, C::Always],
            C::Settling => &[C::Settling, C::Always],
            C::Settings => &[C::Settings, C::Screens, C::Always],
            C::Unlock => &[C::Unlock],
            C::Passphrase => &[C::Passphrase, C::Always],
            C::KeyPaper => &[C::KeyPaper, C::Always],
            C::KeyCheck => &[C::KeyCheck, C::Always],
            C::Visit => &[C::Visit, C::Always],
            C::VisitItems => &[C::VisitItems, C::Always],
        }
    }

    /// The context as a heading of the help.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Always => "Always",
            Self::Screens => "On every screen",
            Self::Welcome => "Welcome",
            Self::Form => "Forms",
            Self::FormText => "Text",
            Self::FormMoment => "Date and time",
            Self::FormChoice => "Choosing",
            Self::FormYesNo => "Yes or no",
            Self::Today => "Today",
            Self::Note => "Note",
            Self::Signs => "Danger signs",
            Self::Reading => "Reading",
            Self::Verdict => "The verdict",
            Self::Trouble => "Not saved",
            Self::Care => "Care",
            Self::CareReading => "One line of the care plan",
            Self::Chart => "Chart",
            Self::History => "History",
            Self::HistoryReading => "One check-in",
            Self::HistoryAsking => "Delete this check-in?",
            Self::HistoryFilter => "Find check-ins",
            Self::HistoryMonth => "The month",
            Self::Warnings => "Warnings",
            Self::WarningsReading => "One warning",
            Self::WarningActs => "What you can do about a warning",
            Self::Treatments => "Treatments",
            Self::TreatmentsReading => "One treatment",
            Self::TreatmentsAsking => "Delete this treatment?",
            Self::Ahead => "Ahead",
            Self::Ratings => "Ratings",
            Self::AheadReading => "One milestone or rating",
            Self::RatingAsking => "Delete this rating?",
            Self::Guard => "Save it all the same?",
            Self::Meanwhile => "Changed in another window",
            Self::Settling => "What two machines say",
            Self::Settings => "Settings",
            Self::Unlock => "A locked journal",
            Self::Passphrase => "The passphrase",
            Self::KeyPaper => "The recovery key",
            Self::KeyCheck => "The recovery key on paper",
            Self::Visit => "The report for your visit",
            Self::VisitItems => "The parts of the report",
        }
    }
}
