//! `mendlog rate`: rates the result, and shows the ratings over the months.

use super::output::{print, say, table, wrapped};
use super::setting::{NO_TREATMENT, Setting};
use super::{Outcome, chosen_date, wrong};
use crate::app::rating_form::treatment_at;
use crate::domain::text::clean_line;
use crate::domain::{self, AspectId, Catalog, Diary, Score, Scored, Treatment};
use crate::host;
use crate::report::outcome_chart::{OutcomeChart, Strokes};
use crate::report::outcomes::{NO_DANGER_SIGNS, answered, in_words, lower_in_words, number};

/// Rate how your skin is by now; without scores, show the ratings so far
///
/// What you leave out is not rated. Ratings are changed and deleted in the screen (`mendlog`, then M and o).
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mendlog rate --tone 3 --texture 4 --scars 3 --pigment not_sure --satisfaction 4
  mendlog rate --tone 4 --at yesterday
  mendlog rate                                   the ratings so far

Scores: 1 the least, 5 the best, or not_sure. `mendlog rate --words` tells what each means.")]
pub struct Arguments {
    /// How even the colour is
    #[arg(long, value_name = "SCORE")]
    tone: Option<String>,
    /// How smooth it looks and feels
    #[arg(long, value_name = "SCORE")]
    texture: Option<String>,
    /// How little scars or stretch marks show
    #[arg(long, value_name = "SCORE")]
    scars: Option<String>,
    /// How little dark or light patches show
    #[arg(long, value_name = "SCORE")]
    pigment: Option<String>,
    /// How content you are
    #[arg(long, value_name = "SCORE")]
    satisfaction: Option<String>,
    /// When it was like this: today, yesterday, YYYY-MM-DD or "YYYY-MM-DD HH:MM"; now when left out
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    /// Show the ratings so far, also after saving one
    #[arg(long)]
    list: bool,
    /// Tell what the scores mean, and do nothing else
    #[arg(long, conflicts_with_all = ["tone", "texture", "scars", "pigment", "satisfaction", "at", "list"])]
    words: bool,
}

/// Columns and rows of the chart.
const CHART: (usize, usize) = (80, 33);

/// Saves a rating, or shows those there are.
pub fn run(arguments: &Arguments, setting: &Setting, ascii: bool) -> anyhow::Result<Outcome> {
    let catalog = &setting.library.catalog;
    if arguments.words {
        print(&meanings(catalog))?;
        return Ok(Outcome::Done);
    }
    let mut diary = setting.diary()?;
    let scores = arguments.scores()?;
    if scores.is_empty() && arguments.at.is_some() {
        return Err(wrong("nothing was given to rate; write for example `mendlog rate --tone 3`. Nothing was saved."));
    }
    if !scores.is_empty() {
        save(arguments, scores, &mut diary, setting)?;
    }
    if arguments.list || arguments.is_silent() {
        show(&diary, setting, ascii)?;
    }
    Ok(Outcome::Done)
}

impl Arguments {
    fn typed(&self) -> [(&'static str, &Option<String>); 5] {
        [
            ("tone", &self.tone),
            ("texture", &self.texture),
            ("scars", &self.scars),
            ("pigment", &self.pigment),
            ("satisfaction", &self.satisfaction),
        ]
    }

    fn is_silent(&self) -> bool {
        self.typed().iter().all(|(_, typed)| typed.is_none())
    }

    fn scores(&self) -> anyhow::Result<Vec<(AspectId, Scored)>> {
        let given = self.typed().into_iter().filter_map(|(name, typed)| Some((name, typed.as_deref()?)));
        given.map(|(name, typed)| Ok((name.into(), score(name, typed)?))).collect()
    }
}

fn score(name: &str, typed: &str) -> anyhow::Result<Scored> {
    let word = typed.trim().to_lowercase().replace('-', "_");
    if word == "not_sure" || word == "?" {
        return Ok(Scored::NotSure);
    }
    let score = word.parse::<u8>().ok().and_then(|number| Score::try_from(number).ok());
    score.map(Scored::At).ok_or_else(|| {
        let shown = clean_line(typed);
        wrong(format!(
            "--{name} {shown}: a score is 1 (the least), 2, 3, 4, 5 (the best) or not_sure; leave it out when you did not \
             look. Nothing was saved."
        ))
    })
}

fn save(
    arguments: &Arguments,
    scores: Vec<(AspectId, Scored)>,
    diary: &mut Diary,
    setting: &Setting,
) -> anyhow::Result<()> {
    let catalog = &setting.library.catalog;
    if diary.treatments.is_empty() {
        return Err(wrong(NO_TREATMENT));
    }
    let at = chosen_date::moment(arguments.at.as_deref(), setting.now, diary.day_end)?;
    let treatment = treatment_at(diary, at).map_err(|words| wrong(format!("{words} Nothing was saved.")))?;
    let mut outcome = domain::Outcome::new(host::new_id().into(), treatment.id.clone(), at);
    outcome.recorded_at = Some(setting.now);
    outcome.ratings = scores.into_iter().collect();
    setting.journal()?.save_outcome(&outcome, setting.now)?;
    let said = answered(&outcome, catalog).map(|(aspect, scored)| {
        let name = aspect.name.to_lowercase();
        format!("{name} {}", in_words(aspect, scored))
    });
    say(&format!("Saved: {}.", said.collect::<Vec<_>>().join("; ")));
    let before =
        by_time(diary).into_iter().rev().find(|(_, other)| other.at.date(diary.day_end) <= at.date(diary.day_end));
    if let Some(words) = lower_in_words(&outcome, before.map(|(_, other)| other), catalog) {
        say(&words);
    }
    diary.outcomes.push(outcome);
    Ok(())
}

/// The ratings with their treatments, the earliest first.
fn by_time(diary: &Diary) -> Vec<(&Treatment, &domain::Outcome)> {
    let treatments = diary.treatments_by_time().into_iter();
    treatments.flat_map(|treatment| diary.outcomes_of(treatment).into_iter().map(move |one| (treatment, one))).collect()
}

fn show(diary: &Diary, setting: &Setting, ascii: bool) -> anyhow::Result<()> {
    let catalog = &setting.library.catalog;
    let ratings = by_time(diary);
    let Some((first, _)) = ratings.first() else {
        say("Nothing is rated yet: `mendlog rate --tone 3 --texture 4`, or `mendlog`, then M and r.");
        return Ok(());
    };
    let head = ["", "day"].into_iter().map(str::to_owned);
    let mut rows = vec![head.chain(catalog.aspects.iter().map(|aspect| aspect.name.to_lowercase())).collect()];
    rows.extend(ratings.iter().map(|(treatment, outcome)| row(treatment, outcome, diary, catalog)));
    let mut lines = table(&rows);
    lines.push(String::new());
    let strokes = if ascii || !host::terminal().unicode { Strokes::ASCII } else { Strokes::UNICODE };
    let width = host::columns().map_or(CHART.0, |columns| usize::from(columns).min(CHART.0));
    lines.extend(OutcomeChart::new(diary, first, catalog, setting.now).lines(width, CHART.1, strokes));
    lines.push(String::new());
    lines.extend(wrapped("", NO_DANGER_SIGNS));
    print(&lines)
}

fn row(treatment: &Treatment, outcome: &domain::Outcome, diary: &Diary, catalog: &Catalog) -> Vec<String> {
    let day = treatment.day_of(outcome.at, diary.day_end);
    let scores =
        catalog.aspects.iter().map(|aspect| outcome.ratings.get(&aspect.id).copied().map_or("-".to_owned(), number));
    [outcome.at.date(diary.day_end).to_string(), day.to_string()].into_iter().chain(scores).collect()
}

fn meanings(catalog: &Catalog) -> Vec<String> {
    let mut lines = Vec::new();
    for aspect in &catalog.aspects {
        lines.push(format!("{}: {}", aspect.name, aspect.question));
        lines.extend(Score::ALL.map(|score| format!("  {score}  {}", aspect.words(score))));
    }
    lines.push(String::new());
    lines.extend(wrapped("", "The wording is our own (grade S). No clinician has reviewed it."));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, clap::Parser)]
    struct Line {
        #[command(flatten)]
        rate: Arguments,
    }

    fn parsed(words: &[&str]) -> Arguments {
        use clap::Parser;
        Line::try_parse_from(std::iter::once(&"rate").chain(words)).unwrap().rate
    }

    #[test]
    fn every_aspect_of_the_catalogue_has_an_option() {
        let catalog = crate::protocols::load().unwrap().catalog;
        let options = parsed(&[]).typed().map(|(name, _)| name);
        let aspects: Vec<_> = catalog.aspects.iter().map(|aspect| aspect.id.as_str()).collect();
        assert_eq!(aspects, options);
    }

    #[test]
    fn scores_are_one_to_five_or_not_sure() {
        assert_eq!(parsed(&["--tone", "not-sure"]).scores().unwrap()[0].1, Scored::NotSure);
        assert_eq!(parsed(&["--scars", "5"]).scores().unwrap()[0].1, Scored::At(Score::BEST));
        for typed in ["0", "6", "three", "", "2.5"] {
            let error = parsed(&["--tone", typed]).scores().unwrap_err().to_string();
            assert!(error.contains("1 (the least)"), "{error}");
        }
    }
}
