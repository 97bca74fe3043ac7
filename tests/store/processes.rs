//! What happens to the journal when the program is killed, shut out or kept waiting. Some tests run themselves again as a
//! process of their own.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use mendlog::domain::Entry;
use mendlog::store::{Journal, StoreError, Window};
use rusqlite::Connection;

use crate::course::{full_entry, full_treatment, journal, now, place};

/// Names the journal for a test that runs as a process of its own.
const AS_CHILD: &str = "MENDLOG_TEST_JOURNAL";

fn childs_journal() -> Option<PathBuf> {
    std::env::var_os(AS_CHILD).map(PathBuf::from)
}

/// This very program, running one test alone on a journal.
fn child(program: &Path, test: &str, journal: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["--exact", test, "--nocapture"]).env(AS_CHILD, journal);
    command
}

fn numbered(number: usize) -> Entry {
    Entry { id: format!("e{number}").into(), ..full_entry() }
}

fn save_without_end(path: &Path) {
    let mut journal = Journal::open(path).unwrap();
    let begun = journal.entries(&"t1".into(), Window::All).unwrap().len();
    for number in begun.. {
        journal.save_entry(&numbered(number), now()).unwrap();
        println!("\nsaved {number}");
        std::io::stdout().flush().unwrap();
    }
}

#[test]
fn a_killed_program_loses_nothing_it_called_saved() {
    if let Some(path) = childs_journal() {
        return save_without_end(&path);
    }
    let (_folder, path) = place();
    Journal::open(&path).unwrap().save_treatment(&full_treatment(), now()).unwrap();
    for round in 1..=6 {
        let this = std::env::current_exe().unwrap();
        let name = "processes::a_killed_program_loses_nothing_it_called_saved";
        let mut program = child(&this, name, &path).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut acknowledged = lines.filter_map(|line| line.strip_prefix("saved ")?.parse::<usize>().ok());
        acknowledged.by_ref().take(3 + 4 * round).for_each(drop);
        program.kill().unwrap();
        program.wait().unwrap();
        let last = acknowledged.last().unwrap_or(0).max(2 + 4 * round);

        let entries = Journal::open(&path).unwrap().entries(&"t1".into(), Window::All).unwrap();
        assert!(entries.len() > last, "{} entries, {last} was acknowledged", entries.len());
        assert!(entries.iter().enumerate().all(|(number, entry)| *entry == numbered(number)), "round {round}");
    }
}

#[test]
fn a_second_window_waits_for_the_first() {
    let (_folder, mut journal) = journal();
    let other = Connection::open(journal.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let slow = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        other.execute_batch("COMMIT").unwrap();
    });
    journal.save_entry(&full_entry(), now()).unwrap();
    slow.join().unwrap();
    assert_eq!(journal.entries(&"t1".into(), Window::All).unwrap(), [full_entry()]);
}

#[test]
fn a_window_that_never_finishes_is_named() {
    let (_folder, mut journal) = journal();
    let other = Connection::open(journal.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = journal.save_entry(&full_entry(), now()).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error:?}");
    assert!(error.to_string().contains("another window"), "{error}");
    assert_eq!(journal.entries(&"t1".into(), Window::All).unwrap(), [], "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    journal.save_entry(&full_entry(), now()).unwrap();
}

/// The administrator's account may write anywhere, so this runs as nobody.
#[cfg(unix)]
#[test]
fn a_write_protected_journal_can_be_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    if let Some(path) = childs_journal() {
        return read_protected(&path);
    }
    let (folder, path) = place();
    let mut journal = Journal::open(&path).unwrap();
    journal.save_treatment(&full_treatment(), now()).unwrap();
    drop(journal);
    let program = folder.path().join("program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let protect = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    protect(&program, 0o555);
    protect(&path, 0o444);
    protect(folder.path(), 0o555);

    let mut command = child(&program, "processes::a_write_protected_journal_can_be_read", &path);
    if fs::metadata(&path).unwrap().uid() == 0 {
        command.uid(65534);
    }
    let output = command.output().unwrap();
    protect(folder.path(), 0o755);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(unix)]
fn read_protected(path: &Path) {
    let before = fs::read(path).unwrap();
    let mut journal = Journal::open(path).unwrap();
    assert_eq!(journal.treatments().unwrap(), [full_treatment()]);
    for result in [journal.save_entry(&full_entry(), now()), journal.save_draft("half a thought", now())] {
        let error = result.unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
        assert!(error.to_string().contains("write-protected"), "{error}");
    }
    drop(journal);
    assert_eq!(fs::read(path).unwrap(), before);
    let new = path.with_file_name("new.db");
    let error = Journal::open(&new).unwrap_err();
    assert!(matches!(error, StoreError::CannotCreate { .. }), "{error:?}");
}
