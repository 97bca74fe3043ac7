//! `mendlog protocol show`: the ranges by day, as they are described and as they are for this patient.

use chrono::NaiveDate;

use super::show_care;
use crate::cli::explain::source;
use crate::cli::output::{WIDTH, print, say, table, wrapped};
use crate::cli::setting::{Setting, treatment_named};
use crate::cli::{answers, wrong};
use crate::domain::{
    Band, Bands, CareTopic, Catalog, Course, Day, Diary, Modifier, Moment, Patient, Protocol, SymptomId, Treatment,
};

/// After this day nothing changes from day to day any more.
const LAST_DAY: i32 = 60;

/// Show what is described day by day, and how it is for you
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Which symptom, such as redness; all of them when left out
    symptom: Option<String>,
    /// For which treatment: its number or id in `mendlog treatment list`; the latest when left out
    #[arg(long, value_name = "TREATMENT")]
    treatment: Option<String>,
}

/// Prints whose figures are used, the ranges, and what moves them for this patient.
pub fn run(arguments: &Arguments, setting: &Setting) -> anyhow::Result<()> {
    let (library, trouble) = setting.library_in_use()?;
    if let Some(trouble) = trouble {
        say(&trouble);
    }
    let diary = setting.diary()?;
    let treatment = match &arguments.treatment {
        Some(name) => Some(treatment_named(&diary, name)?),
        None => diary.treatments_by_time().last().copied(),
    };
    let protocol = library.protocol(treatment.map_or("", |treatment| &treatment.protocol));
    let symptoms = symptoms(arguments, &protocol.catalog)?;
    let mut lines = whose(protocol);
    lines.push(String::new());
    lines.extend(described(protocol, &symptoms));
    if let Some(treatment) = treatment {
        lines.extend(for_patient(protocol, &symptoms, &diary, treatment));
    }
    if let [one] = symptoms.as_slice() {
        lines.extend(protocol.course(one).into_iter().flat_map(|course| rests_on(course, &protocol.catalog)));
    } else {
        lines.extend(instructions(protocol));
        lines.extend(show_care::care(protocol));
    }
    print(&lines)
}

fn symptoms(arguments: &Arguments, catalog: &Catalog) -> anyhow::Result<Vec<SymptomId>> {
    match &arguments.symptom {
        Some(typed) => Ok(vec![answers::symptom(typed, catalog)?]),
        None if catalog.symptoms.is_empty() => Err(wrong("no symptom is described")),
        None => Ok(catalog.symptoms.iter().map(|symptom| symptom.id.clone()).collect()),
    }
}

fn whose(protocol: &Protocol) -> Vec<String> {
    let figures = match protocol.sheet.as_deref() {
        Some(sheet) => {
            let own = sheet.standard_courses.iter().map(|course| protocol.catalog.symptom_name(&course.symptom));
            let own = own.map(str::to_lowercase).collect::<Vec<_>>().join(", ");
            let own = if own.is_empty() {
                "It gives no ranges of its own".to_owned()
            } else {
                format!("Its own ranges: {own}")
            };
            format!(
                "{}, under your provider's sheet {}. {own}; the others are published ones.",
                protocol.name,
                sheet.title()
            )
        }
        None => format!("{} {}, published figures. No provider's sheet is in use.", protocol.name, protocol.version),
    };
    let mut lines = wrapped("", &figures);
    lines.extend(wrapped("", &protocol.review));
    lines
}

fn described(protocol: &Protocol, symptoms: &[SymptomId]) -> Vec<String> {
    let nobody = Treatment::new("".into(), Moment::On(NaiveDate::default()));
    let bands = Bands::new(protocol, &Patient::default(), &nobody);
    let mut lines = vec!["What is described, by day after the treatment".to_owned()];
    lines.extend(by_day(&bands, symptoms, &protocol.catalog));
    lines.push(String::new());
    lines.extend(wrapped("", "2/3: usually up to grade 2, at most 3. 1: up to grade 1. -: none. Grades: 0 none, 1 slight, 2 clear, 3 marked, 4 extreme."));
    lines
}

fn for_patient(protocol: &Protocol, symptoms: &[SymptomId], diary: &Diary, treatment: &Treatment) -> Vec<String> {
    let performed = treatment.performed_at.date(diary.day_end).format("%-d %B %Y");
    let mut lines = vec![String::new(), format!("For you, after the treatment of {performed}")];
    let moving: Vec<_> =
        protocol.modifiers_for(&diary.patient, treatment).filter(|modifier| moves(modifier, symptoms)).collect();
    if moving.is_empty() {
        lines.push("Nothing that you told moves these ranges.".to_owned());
        return lines;
    }
    let bands = Bands::new(protocol, &diary.patient, treatment);
    lines.extend(by_day(&bands, symptoms, &protocol.catalog));
    lines.push(String::new());
    lines.push("Because of".to_owned());
    lines.extend(moving.into_iter().flat_map(|modifier| because(modifier, &protocol.catalog)));
    lines
}

fn moves(modifier: &Modifier, symptoms: &[SymptomId]) -> bool {
    let shifted = modifier.shift.iter().flat_map(|shift| &shift.symptoms);
    let raised = modifier.raise.iter().flat_map(|raise| &raise.symptoms);
    shifted.chain(raised).any(|symptom| symptoms.contains(symptom))
}

fn because(modifier: &Modifier, catalog: &Catalog) -> Vec<String> {
    let mut lines = wrapped("  - ", &format!("{}: {}.", modifier.name, modifier.words(catalog)));
    lines.extend(wrapped("    ", &modifier.why));
    let sources = modifier.sources.iter().filter_map(|id| catalog.source(id));
    let sources: Vec<_> = sources.map(|source| format!("{} ({})", source.title, source.grade.meaning())).collect();
    lines.extend(wrapped("    Who says so: ", &sources.join("; ")));
    lines
}

fn rests_on(course: &Course, catalog: &Catalog) -> Vec<String> {
    let mut lines = vec![String::new()];
    if let Some(onset) = course.onset {
        lines.push(format!("It is described from day {onset} on; earlier is pointed out."));
    }
    lines.extend(wrapped("", &course.support));
    lines.push(String::new());
    lines.push("Who says so".to_owned());
    lines.extend(course.sources.iter().filter_map(|id| catalog.source(id)).flat_map(source));
    lines
}

fn instructions(protocol: &Protocol) -> Vec<String> {
    let Some(sheet) = protocol.sheet.as_deref() else { return Vec::new() };
    let mut lines = vec![String::new(), format!("What {} asks for", sheet.provider)];
    for topic in CareTopic::ALL {
        let words = sheet.care(topic);
        lines.extend(words.into_iter().flat_map(|words| wrapped(&format!("  {:<14}", topic.name()), words)));
    }
    let contact =
        [("Name", &sheet.contact.name), ("Phone", &sheet.contact.phone), ("Out of hours", &sheet.contact.out_of_hours)];
    for (what, words) in contact.into_iter().filter(|(_, words)| !words.is_empty()) {
        lines.extend(wrapped(&format!("  {what:<14}"), words));
    }
    if lines.len() > 2 { lines } else { Vec::new() }
}

/// One row a symptom, one column for each stretch of days on which nothing changes, in as many tables as the width needs.
fn by_day(bands: &Bands, symptoms: &[SymptomId], catalog: &Catalog) -> Vec<String> {
    let at = |day: i32| symptoms.iter().map(|symptom| bands.band(symptom, Day::new(day))).collect::<Vec<_>>();
    let starts: Vec<i32> = (0..=LAST_DAY).filter(|day| *day == 0 || at(*day) != at(*day - 1)).collect();
    let column = |(index, first): (usize, &i32)| {
        let heading = match starts.get(index + 1) {
            None => format!("{first}+"),
            Some(next) if next - first == 1 => first.to_string(),
            Some(next) => format!("{first}-{}", next - 1),
        };
        std::iter::once(heading).chain(at(*first).into_iter().map(cell)).collect()
    };
    let columns: Vec<Vec<String>> = starts.iter().enumerate().map(column).collect();
    let names = std::iter::once("Day").chain(symptoms.iter().map(|symptom| catalog.symptom_name(symptom)));
    let names: Vec<String> = names.map(str::to_owned).collect();
    // A name has at most 12 columns, a cell 5 with its gap, or 7 where a stretch of days has two figures.
    let fitting = (WIDTH - 12) / 6;
    let tables: Vec<_> = columns.chunks(fitting).map(|columns| table(&rows(&names, columns))).collect();
    tables.join(&String::new())
}

fn rows(names: &[String], columns: &[Vec<String>]) -> Vec<Vec<String>> {
    let row = |(index, name): (usize, &String)| {
        std::iter::once(name.clone()).chain(columns.iter().map(|column| column[index].clone())).collect()
    };
    names.iter().enumerate().map(row).collect()
}

fn cell(band: Option<Band>) -> String {
    match band {
        Some(Band { usual, outer }) if usual != outer => format!("{usual}/{outer}"),
        Some(Band { outer, .. }) if outer.number() > 0 => outer.to_string(),
        _ => "-".to_owned(),
    }
}
