//! The file itself: its sheets, its tree, its bookmarks, and what it says about itself.
//!
//! May use nothing else.

use chrono::Datelike;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::error::KrillaError;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::tagging::ArtifactType;
use krilla::{Document, SerializeSettings};

use super::flow::Sheet;
use super::letters::Letters;
use super::prose::spoken;
use super::sheets::{Drawn, Hand};
use super::{Laid, SIDE, TOP};
use crate::report::page::{Page, Paper};

/// How far above the text the name of the page stands on later sheets.
const HEAD: f32 = 16.0;

/// Whether the writer's checks for screen readers are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Checks {
    /// Those for PDF/UA-1; a file that fails them is not written.
    Pdfua1,
    /// None; the file is tagged all the same.
    None,
}

/// A file to be.
pub(super) struct File<'a> {
    /// What it says.
    pub page: &'a Page,
    /// The size of its sheets.
    pub paper: Paper,
    /// The letters it is written in.
    pub letters: &'a Letters,
    /// Which checks are on.
    pub checks: Checks,
}

impl File<'_> {
    /// Its bytes.
    pub(super) fn write(&self, laid: &Laid) -> Result<Vec<u8>, KrillaError> {
        let mut document = Document::new_with(self.settings());
        let mut drawn = Drawn::default();
        for number in 0..laid.sheets.len() {
            self.sheet(&mut document, laid, number, &mut drawn);
        }
        document.set_metadata(self.about());
        document.set_outline(drawn.outline());
        document.set_tag_tree(laid.structure.tree(&drawn.identifiers));
        document.finish()
    }

    fn settings(&self) -> SerializeSettings {
        let checked = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
        let configuration = match self.checks {
            Checks::Pdfua1 => checked.unwrap_or_default(),
            Checks::None => Configuration::default(),
        };
        SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() }
    }

    fn sheet(&self, document: &mut Document, laid: &Laid, number: usize, drawn: &mut Drawn) {
        let (width, height) = self.paper.size();
        let settings = PageSettings::from_wh(width, height).unwrap_or_default();
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        let mut hand = Hand { surface: &mut surface, letters: self.letters };
        if number > 0 {
            hand.furniture(ArtifactType::Header, &laid.foot.head(), (SIDE, TOP - HEAD));
        }
        if let Some(content) = laid.sheets.get(number) {
            content.draw(&mut hand, number, drawn);
        }
        let (frame, text) = laid.foot.bottom(number + 1, laid.sheets.len(), self.letters);
        let place = laid.foot.place(height);
        hand.furniture(ArtifactType::Footer, &frame, place);
        hand.draw(&text.paints, place, drawn);
        surface.finish();
        sheet.finish();
    }

    /// What the file says about itself; the date is that of the page, not of the clock.
    fn about(&self) -> Metadata {
        let made = self.page.made_on;
        let year = u16::try_from(made.year()).unwrap_or_default();
        let [month, day] = [made.month(), made.day()].map(|part| u8::try_from(part).unwrap_or(1));
        Metadata::new()
            .title(spoken(&self.page.title))
            .language("en".to_owned())
            .creator("Mendlog".to_owned())
            .creation_date(DateTime::new(year).month(month).day(day))
    }
}

impl Sheet {
    fn draw(&self, hand: &mut Hand<'_, '_>, number: usize, drawn: &mut Drawn) {
        for (top, block) in &self.blocks {
            for (place, name) in &block.bookmarks {
                drawn.outline.push((name.clone(), number, TOP + top + place));
            }
            hand.draw(&block.paints, (SIDE, TOP + top), drawn);
        }
    }
}

impl Hand<'_, '_> {
    /// Draws what stands on every sheet and is not read out.
    fn furniture(&mut self, kind: ArtifactType, block: &super::block::Block, corner: (f32, f32)) {
        self.start_decoration(kind);
        for paint in &block.paints {
            self.paint(&paint.what, corner);
        }
        self.surface.end_tagged();
    }
}
