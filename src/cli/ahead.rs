//! `mendlog ahead`: the milestones after a treatment, and where on the way one is.

use serde::Serialize;

use super::Outcome;
use super::output::{print, print_file, say, wrapped};
use super::setting::{NO_TREATMENT, Setting, treatment_named};
use crate::domain::milestone::{Place, Stage, known};
use crate::domain::outcome::{Asking, asking};
use crate::domain::{Catalog, Diary, Moment, SourceId, Treatment, Triage, now};
use crate::report::ahead::{Ahead, asking_in_words};

/// Tell the milestones after a treatment, from the first hour to the third year, and where you are
///
/// Each comes with who says so and how much that weighs. They are what is described, not a promise.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// After which treatment: its number or id in `mendlog treatment list`; the latest when left out
    #[arg(long, value_name = "TREATMENT")]
    treatment: Option<String>,
    /// Print the milestones as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct AheadOut<'a> {
    format: &'static str,
    version: u8,
    treatment: &'a str,
    at: String,
    day: i32,
    milestones: Vec<MilestoneOut<'a>>,
    rating: RatingOut,
    review: &'a str,
}

#[derive(Serialize)]
struct MilestoneOut<'a> {
    id: &'a str,
    title: &'a str,
    begins: String,
    ends: String,
    place: &'static str,
    what: &'a str,
    grade: String,
    support: String,
    sources: &'a [SourceId],
    differ: &'a [SourceId],
}

#[derive(Serialize)]
struct RatingOut {
    due: bool,
    words: String,
}

/// Tells the way ahead at this moment.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<Outcome> {
    let diary = setting.diary()?;
    let treatment = match &arguments.treatment {
        Some(name) => Some(treatment_named(&diary, name)?),
        None => diary.treatments_by_time().last().copied(),
    };
    let Some(treatment) = treatment else {
        say(NO_TREATMENT);
        return Ok(Outcome::Done);
    };
    let protocol = setting.library.protocol(&treatment.protocol);
    let way = Ahead::new(protocol, treatment, diary.day_end, setting.now);
    let asking = asked(&diary, setting);
    if arguments.json {
        let milestones = way.stages.iter().map(|stage| milestone_out(stage, &protocol.catalog)).collect();
        let out = AheadOut {
            format: "mendlog-ahead",
            version: 1,
            treatment: treatment.id.as_str(),
            at: Moment::At(setting.now).to_string(),
            day: way.day.number(),
            milestones,
            rating: RatingOut { due: matches!(asking, Some(Asking::Due(..))), words: words(asking) },
            review: &protocol.review,
        };
        print_file(&(serde_json::to_string_pretty(&out)? + "\n"))?;
    } else {
        print(&told(&way, &diary, treatment, asking, &protocol.catalog))?;
    }
    Ok(Outcome::Done)
}

/// Whether a rating is asked for now: after the latest treatment alone.
fn asked(diary: &Diary, setting: &Setting) -> Option<Asking> {
    let treatments = diary.treatments_by_time();
    let latest = *treatments.last()?;
    let open = now::now(diary, |id| setting.library.protocol(id), Moment::At(setting.now)).triage;
    Some(asking(latest, diary.day_end, &diary.outcomes_of(latest), open.max(Triage::Expected), setting.now))
}

fn words(asking: Option<Asking>) -> String {
    asking.map_or_else(String::new, asking_in_words)
}

fn milestone_out<'a>(stage: &Stage<'a>, catalog: &Catalog) -> MilestoneOut<'a> {
    let milestone = stage.milestone;
    MilestoneOut {
        id: milestone.id.as_str(),
        title: &milestone.title,
        begins: Moment::At(stage.begins).to_string(),
        ends: Moment::At(stage.ends).to_string(),
        place: match stage.place {
            Place::Passed => "passed",
            Place::Here => "here",
            Place::Ahead => "ahead",
        },
        what: &milestone.what,
        grade: milestone.grade(catalog).to_string(),
        support: milestone.support(catalog),
        sources: &milestone.sources,
        differ: &milestone.differ,
    }
}

fn told(
    way: &Ahead<'_>,
    diary: &Diary,
    treatment: &Treatment,
    asking: Option<Asking>,
    catalog: &Catalog,
) -> Vec<String> {
    let performed = treatment.performed_at.date(diary.day_end).format("%-d %B %Y");
    let mut lines = vec![format!("After the treatment of {performed}")];
    for (at, stage) in way.stages.iter().enumerate() {
        if at == way.here {
            lines.extend(here(way));
        }
        lines.push(String::new());
        lines.extend(stage_told(way, stage, catalog));
    }
    if way.here == way.stages.len() {
        lines.extend(here(way));
    }
    lines.push(String::new());
    lines.extend(wrapped("", &words(asking)));
    lines.extend(wrapped("", "What is described, not a promise. No clinician has reviewed these figures."));
    lines
}

fn here(way: &Ahead<'_>) -> [String; 2] {
    [String::new(), format!("--- {} ---", way.you_are_here())]
}

fn stage_told(way: &Ahead<'_>, stage: &Stage<'_>, catalog: &Catalog) -> Vec<String> {
    let milestone = stage.milestone;
    let place = way.away(stage).map_or_else(String::new, |away| format!(", {away}"));
    let mut lines = vec![format!("{} ({}{place})", milestone.title, stage.place.word())];
    lines.extend(wrapped("  ", &format!("{}: {}", milestone.span(), way.dates(stage))));
    lines.extend(wrapped("  ", &milestone.what));
    lines.extend(wrapped("  ", &milestone.support(catalog)));
    let sources = |ids: &[SourceId]| {
        let said = known(ids, catalog).map(|one| format!("{} ({}, grade {})", one.title, one.publisher, one.grade));
        said.collect::<Vec<_>>().join("; ")
    };
    lines.extend(wrapped("  Who says so: ", &sources(&milestone.sources)));
    if !milestone.differ.is_empty() {
        lines.extend(wrapped("  Otherwise: ", &sources(&milestone.differ)));
    }
    lines
}
