//! The published schemas: they name the same fixed lists as the catalogue, take all that we write, and refuse what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use mendlog::domain::{Goal, ProductKind, Standing, Triage};
use mendlog::exchange::assessment_json::{judge, write};
use mendlog::exchange::journal_json::to_string;
use mendlog::exchange::schema::Schema;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::home::{Home, pus_on_day_3};
use crate::journals::{LIBRARY, journal};

fn document(schema: Schema) -> Value {
    serde_json::from_str(schema.text()).unwrap()
}

fn validator(schema: Schema) -> Validator {
    jsonschema::draft202012::new(&document(schema)).unwrap()
}

static JOURNAL: LazyLock<Validator> = LazyLock::new(|| validator(Schema::Journal));
static ASSESSMENT: LazyLock<Validator> = LazyLock::new(|| validator(Schema::Assessment));

/// What a schema has against a document.
fn faults(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_fits_the_schema(diary in journal()) {
        let written = parsed(&to_string(&diary, None).unwrap());
        prop_assert_eq!(faults(&JOURNAL, &written), Vec::<String>::new());
        let mut assessment = Vec::new();
        write(&judge(&diary, |id| LIBRARY.protocol(id), None), &BTreeMap::new(), &mut assessment).unwrap();
        let assessment = serde_json::from_slice(&assessment).unwrap();
        prop_assert_eq!(faults(&ASSESSMENT, &assessment), Vec::<String>::new());
    }
}

#[test]
fn what_the_program_prints_fits_the_schema() {
    let home = Home::new();
    for (command, schema) in [
        (&["export"][..], Schema::Journal),
        (&["history", "--json"], Schema::History),
        (&["--demo", "export"], Schema::Journal),
        (&["--demo", "history", "--json"], Schema::History),
    ] {
        assert_eq!(faults(&validator(schema), &home.run(command).json()), Vec::<String>::new(), "{command:?}");
    }
    assert_eq!(home.pipe(&["import", "-"], pus_on_day_3().as_bytes()).code, 0);
    assert_eq!(faults(&JOURNAL, &home.run(&["export"]).json()), Vec::<String>::new());
    let silent = home.pipe(&["assess", "-", "--json", "--at", "2026-03-09"], pus_on_day_3().as_bytes()).json();
    assert_eq!(faults(&ASSESSMENT, &silent), Vec::<String>::new());
    let nothing = home.pipe(&["assess", "-", "--json"], br#"{"format": "mendlog-journal", "version": 1}"#).json();
    assert_eq!(faults(&ASSESSMENT, &nothing), Vec::<String>::new());
    let unread = home.pipe(&["assess", "-", "--ndjson"], b"{\"format\": 1}\n").json();
    assert_eq!((&unread["format"], faults(&ASSESSMENT, &unread)), (&json!("mendlog-assessment-error"), Vec::new()));
}

#[test]
fn the_program_prints_each_schema_and_each_is_a_schema() {
    let home = Home::new();
    for (name, schema) in ["journal", "assessment", "history"].into_iter().zip(Schema::ALL) {
        assert_eq!(home.run(&["schema", name]).out, schema.text());
        assert!(jsonschema::meta::is_valid(&document(schema)), "{name}");
        assert_eq!(document(schema)["title"], format!("mendlog-{name}"));
    }
    assert_eq!(home.run(&["schema", "diary"]).code, 2);
}

/// The strings of a list.
fn words(list: &Value) -> BTreeSet<String> {
    list.as_array().unwrap().iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

#[test]
fn fixed_lists_are_those_of_the_program() {
    let ids = |ids: &mut dyn Iterator<Item = &str>| ids.map(str::to_owned).collect::<BTreeSet<_>>();
    let symptoms = ids(&mut LIBRARY.catalog.symptoms.iter().map(|one| one.id.as_str()));
    let signs = ids(&mut LIBRARY.catalog.signs.iter().map(|one| one.id.as_str()));
    let aspects = ids(&mut LIBRARY.catalog.aspects.iter().map(|one| one.id.as_str()));
    let [journal, assessment, history] = Schema::ALL.map(document);
    let (defs, says) =
        (&journal["$defs"], &history["$defs"]["version"]["properties"]["says"]["anyOf"][0]["properties"]);
    for (named, list) in [
        (&symptoms, &defs["grades"]["propertyNames"]["enum"]),
        (&symptoms, &assessment["$defs"]["symptom"]["enum"]),
        (&symptoms, &says["grades"]["propertyNames"]["enum"]),
        (&signs, &defs["signs"]["propertyNames"]["enum"]),
        (&signs, &assessment["$defs"]["sign"]["enum"]),
        (&signs, &says["signs"]["propertyNames"]["enum"]),
        (&aspects, &defs["outcome"]["properties"]["ratings"]["anyOf"][0]["propertyNames"]["enum"]),
        (&aspects, &says["ratings"]["propertyNames"]["enum"]),
        (
            &ids(&mut Goal::ALL.into_iter().map(Goal::id)),
            &defs["treatment"]["properties"]["goals"]["anyOf"][0]["items"]["enum"],
        ),
        (&ids(&mut ProductKind::ALL.into_iter().map(ProductKind::id)), &defs["product"]["properties"]["kind"]["enum"]),
        (&ids(&mut Triage::ALL.into_iter().map(Triage::id)), &assessment["$defs"]["triage"]["enum"]),
    ] {
        assert_eq!(words(list), *named);
    }
    let standings = &assessment["$defs"]["entry"]["properties"]["standings"]["additionalProperties"]["enum"];
    let told = [Standing::NotSure, Standing::Expected, Standing::AboveUsual, Standing::AboveOuter, Standing::Early];
    assert_eq!(words(standings), ids(&mut told.into_iter().map(Standing::id)));
}

#[test]
fn a_file_that_the_program_refuses_is_refused_by_the_schema() {
    let home = Home::new();
    let good = parsed(&pus_on_day_3());
    let broken = |pointer: &str, value: Value| {
        let mut broken = good.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        broken.pointer_mut(parent).unwrap()[key] = value;
        broken
    };
    for (pointer, value) in [
        ("/format", json!("mendlog-diary")),
        ("/version", json!(2)),
        ("/entries/0/at", json!("2026-13-05")),
        ("/entries/0/at", json!("2026-03-05T20:00:00")),
        ("/entries/0/recorded_at", json!("2026-03-05")),
        ("/entries/0/grades/redness", json!(5)),
        ("/entries/0/grades/redness", json!("maybe")),
        ("/entries/0/grades/rednes", json!(1)),
        ("/entries/0/signs/pus", json!(1)),
        ("/entries/0/signs/puss", json!(true)),
        ("/entries/0/treatment", json!(null)),
        ("/treatments/0/id", json!("")),
        ("/treatments/0/device", json!("laser")),
        ("/treatments/0/needle_depth_mm", json!(0)),
        ("/treatments/0/cost", json!({"amount": "lots", "currency": "USD"})),
        ("/treatments/0/goals", json!(["youth"])),
        ("/treatments/0/provider/phone", json!("9".repeat(121))),
        ("/patient", json!({"skin_type": 7})),
        ("/settings", json!({"day_ends_at": 24})),
        ("/warnings", json!([{"treatment": "t1", "rule": "r", "at": "2026-03-05T20:00:00+01:00", "act": "seen"}])),
        ("/told", json!([{"treatment": "t1", "about": "sun", "at": "2026-03-05"}])),
        ("/outcomes", json!([{"treatment": "t1", "at": "2026-03-05", "ratings": {"tone": 0}}])),
    ] {
        let broken = broken(pointer, value);
        assert!(!JOURNAL.is_valid(&broken), "{pointer}");
        assert_eq!(home.pipe(&["assess", "-"], broken.to_string().as_bytes()).code, 2, "{pointer}");
    }
    for (pointer, value) in [("/mood", json!("low")), ("/entries/0/mood", json!(1)), ("/patient", json!(null))] {
        let open = broken(pointer, value);
        assert_eq!(faults(&JOURNAL, &open), Vec::<String>::new(), "{pointer}");
        assert_ne!(home.pipe(&["assess", "-"], open.to_string().as_bytes()).code, 2, "{pointer}");
    }
}

/// The repository's own journals, whatever they are for.
#[test]
fn journals_in_the_repository_fit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    let corpus = fs::read_dir(root.join("fuzz/corpus/journal_json")).unwrap().map(|file| file.unwrap().path());
    for path in corpus.chain([root.join("assets/demo.json")]) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let catalog = &LIBRARY.catalog;
        let Ok(read) = mendlog::exchange::journal_json::Reader::new(catalog).read(text.as_bytes()) else { continue };
        let written = parsed(&to_string(&read.diary, read.sheet.as_ref()).unwrap());
        assert_eq!(faults(&JOURNAL, &written), Vec::<String>::new(), "{}", path.display());
        seen += 1;
    }
    assert!(seen > 1, "{seen} journals");
}
