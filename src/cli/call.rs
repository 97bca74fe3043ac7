//! `mendlog call`: whom to ring now, the number, and three sentences to read out.

use super::Outcome;
use super::output::{NARROW, Paint, print, say, wrapped_to};
use super::setting::{NO_TREATMENT, Setting};
use crate::domain::Triage;
use crate::domain::call::EMERGENCY_NUMBER;
use crate::domain::comparison::NOT_MONITORED;
use crate::report::visit::{CallWords, Recorded, words_for_the_call};

/// Tell whom to ring now, with the number, and three sentences to read out on the phone
///
/// They say what was done and which day it is, what is there since when, the worst first, and what matters about you. Also
/// when nothing stands out: then they say that.
#[derive(Debug, clap::Args)]
pub struct Arguments {}

/// Tells what to have at hand when ringing.
pub fn run(setting: &Setting) -> anyhow::Result<Outcome> {
    let diary = setting.diary()?;
    let protocol_of = |id: &str| setting.library.protocol(id);
    let recorded = Recorded { diary: &diary, changes: &[], protocol_of: &protocol_of, now: setting.now };
    match words_for_the_call(recorded) {
        None => say(NO_TREATMENT),
        Some(words) => print(&lines(&words, setting.paint))?,
    }
    Ok(Outcome::Done)
}

fn lines(words: &CallWords, paint: Paint) -> Vec<String> {
    let in_lines = |lead: &str, text: &str| wrapped_to(NARROW, lead, text);
    let mut lines = in_lines("", &words.whom);
    if words.triage > Triage::Expected {
        lines.push(format!("{}  {}", paint.level(words.triage), words.triage.advice()));
    }
    lines.extend([String::new(), "You can say:".to_owned()]);
    lines.extend(
        words.sentences.iter().zip(1..).flat_map(|(sentence, number)| in_lines(&format!("{number}. "), sentence)),
    );
    lines.push(String::new());
    if words.triage != Triage::Emergency {
        lines.extend(in_lines("", &format!("If it gets hard to breathe or you feel faint: {EMERGENCY_NUMBER}.")));
    }
    lines.extend(in_lines("", NOT_MONITORED));
    lines
}
