//! What stands at the foot of a report: the program, whose ranges, what it is not, and a mark of its contents.
//!
//! May use `domain`.

use uuid::Uuid;

use super::Recorded;
use super::chapter::Chapter;
use crate::domain::Protocol;
use crate::domain::text::clean_line;
use crate::report::page::Page;

/// Said on every report.
const WHAT_IT_IS_NOT: &str = "Patient-reported, not monitored, figures not clinically reviewed.";

/// So many letters of the mark tell two printouts apart.
const LETTERS: usize = 8;

/// Under this the mark of a report is made; it belongs to reports and to nothing else.
const REPORTS: Uuid = Uuid::from_u128(0x6d65_6e64_6c6f_6752_8570_6f72_7473_0001);

/// The foot without the mark.
pub(super) fn foot(recorded: Recorded<'_>, chapters: &[Chapter<'_>]) -> String {
    let mut ranges: Vec<String> = chapters.iter().map(|chapter| ranges(chapter.protocol)).collect();
    if ranges.is_empty() {
        ranges.push(self::ranges((recorded.protocol_of)("")));
    }
    ranges.dedup();
    format!("Mendlog {}. {} {WHAT_IT_IS_NOT}", env!("CARGO_PKG_VERSION"), ranges.join(" "))
}

/// Whose ranges were used, and which version of them.
fn ranges(protocol: &Protocol) -> String {
    let published = format!("published {}, version {}", protocol.name.to_lowercase(), protocol.version);
    match &protocol.sheet {
        Some(sheet) => format!("{}, over {published}.", clean_line(&sheet.stamp())),
        None => format!("Ranges: {published}."),
    }
}

/// The page with a mark of all that it says, charts point by point, so that two printouts can be compared.
pub(super) fn marked(mut page: Page) -> Page {
    let mark = Uuid::new_v5(&REPORTS, format!("{page:?}").as_bytes()).simple().to_string().to_uppercase();
    page.foot = format!("{} Mark {}.", page.foot, &mark[..LETTERS]);
    page
}
