//! The questions about the patient and their day, and what the answers make.
//!
//! Uses `app::form` and `domain`.

use super::form::{Ask, Field, Form};
use crate::domain::{DayEnd, Patient, PatientFact, SkinType};

/// The Fitzpatrick types in words, 1 to 6.
const SKINS: [&str; 6] = [
    "very fair, always burns",
    "fair, burns easily",
    "medium, burns at times, then tans",
    "olive or light brown, rarely burns",
    "brown, very rarely burns",
    "dark brown or black",
];

/// A skin type in words.
#[must_use]
pub fn skin_in_words(skin: SkinType) -> &'static str {
    SKINS[usize::from(skin.number() - 1).min(SKINS.len() - 1)]
}

/// The questions about the patient, filled with what is known.
#[must_use]
pub fn patient_fields(known: &Patient) -> Vec<Field> {
    let skin = known.skin_type.map(|skin| usize::from(skin.number()) - 1);
    let skins = SKINS.iter().map(|&words| words.to_owned()).collect();
    let mut fields = vec![Field::chosen(Ask::Skin, "Your skin", skins, skin).opening("What changes the course")];
    let facts = PatientFact::ALL.into_iter();
    fields.extend(facts.map(|fact| Field::yes_no(Ask::Fact(fact), fact.question(), known.fact(fact))));
    fields
}

/// The question about the hour at which the day ends.
#[must_use]
pub fn day_fields(known: DayEnd) -> Vec<Field> {
    let hint = "until this hour (0-23), a late check-in still belongs to the evening before";
    let hour = known.hour().to_string();
    vec![Field::typed(Ask::DayEnd, "Your day ends at", hint, &hour).opening("Your day")]
}

/// The form about the patient, as the Settings screen uses it.
#[must_use]
pub fn profile_form(patient: &Patient, day_end: DayEnd) -> Form {
    let mut fields = patient_fields(patient);
    fields.extend(day_fields(day_end));
    Form::new(fields)
}

/// The patient and the hour that the answers describe.
///
/// # Errors
/// What is wrong with which answer, and what would be right.
pub fn read_profile(form: &Form) -> Result<(Patient, DayEnd), Vec<(Ask, String)>> {
    let mut patient = Patient {
        skin_type: form.choice(Ask::Skin).and_then(|at| SkinType::try_from(u8::try_from(at + 1).ok()?).ok()),
        ..Patient::default()
    };
    for fact in PatientFact::ALL {
        *patient.fact_mut(fact) = form.yes_no(Ask::Fact(fact));
    }
    let day_end = read_hour(form.text(Ask::DayEnd)).map_err(|words| vec![(Ask::DayEnd, words)])?;
    Ok((patient, day_end))
}

fn read_hour(text: &str) -> Result<DayEnd, String> {
    let hour = text.trim().trim_end_matches(":00").trim_end_matches('h').trim();
    let known = hour.parse::<u8>().ok().and_then(|hour| DayEnd::try_from(hour).ok());
    known.ok_or_else(|| "Write an hour from 0 (midnight) to 23, such as 3 for three in the morning.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_touched_comes_back_as_it_was() {
        let patient = Patient {
            skin_type: SkinType::try_from(5).ok(),
            acne_prone: Some(false),
            blood_thinners: Some(true),
            ..Patient::default()
        };
        let day_end = DayEnd::try_from(4).unwrap();
        assert_eq!(read_profile(&profile_form(&patient, day_end)), Ok((patient, day_end)));
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, hour) in [("3", 3), ("03:00", 3), (" 0 ", 0), ("23h", 23)] {
            assert_eq!(read_hour(text).unwrap().hour(), hour);
        }
        for text in ["24", "", "-1", "late"] {
            assert!(read_hour(text).unwrap_err().contains("0 (midnight)"));
        }
    }
}
