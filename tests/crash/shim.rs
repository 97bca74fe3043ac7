//! The fault shim, compiled once for all tests, and the program run with it.

use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::LazyLock;

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::folders;
use crate::home::PROGRAM;
use crate::terminal::Terminal;

/// The library to load before the program, or why there is none.
static SHIM: LazyLock<Result<(TempDir, PathBuf), String>> = LazyLock::new(|| {
    let folder = folders::folder();
    let library = folder.path().join("shim.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crash/shim.c");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(compiler);
    command.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source);
    match command.output() {
        Ok(output) if output.status.success() => Ok((folder, library)),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => Err(error.to_string()),
    }
});

/// Whether faults can be made here; says loudly when not.
pub fn is_there() -> bool {
    match &*SHIM {
        Ok(_) => true,
        Err(why) => {
            eprintln!("SKIPPED, NOTHING WAS PROVED: the fault shim could not be compiled: {why}");
            false
        }
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// The program dies before this operation.
    Kill(usize),
    /// It dies in the middle of this write.
    Torn(usize),
    /// The disk is full from here on.
    Full(usize),
    /// The disk fails once.
    Once(usize),
    /// The disk fails from here on.
    Broken(usize),
    /// The disk can only be read from here on.
    ReadOnly(usize),
    /// The folder knows no locks.
    NoLocks,
    /// The folder refuses locks.
    Denied,
}

impl Fault {
    fn in_words(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Kill(at) => format!("kill:{at}"),
            Self::Torn(at) => format!("torn:{at}"),
            Self::Full(at) => format!("full:{at}"),
            Self::Once(at) => format!("once:{at}"),
            Self::Broken(at) => format!("broken:{at}"),
            Self::ReadOnly(at) => format!("readonly:{at}"),
            Self::NoLocks => "nolocks:1".to_owned(),
            Self::Denied => "denied:1".to_owned(),
        }
    }
}

/// How the program ended.
#[derive(Debug)]
pub struct Ended {
    pub status: ExitStatus,
    pub said: String,
}

impl Ended {
    pub fn was_killed(&self) -> bool {
        self.status.signal() == Some(9)
    }
}

fn surroundings(home: &Path, now: &str, fault: Fault, log: Option<&Path>) -> Vec<(&'static str, String)> {
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let mut variables = vec![
        ("HOME", text(home)),
        ("TMPDIR", text(&home.join("tmp"))),
        ("PATH", std::env::var("PATH").unwrap()),
        ("TERM", "xterm-256color".to_owned()),
        ("LANG", "C.UTF-8".to_owned()),
        ("MENDLOG_NOW", now.to_owned()),
        ("LD_PRELOAD", text(&SHIM.as_ref().unwrap().1)),
        ("FAULT_ROOT", text(home)),
        ("FAULT", fault.in_words()),
    ];
    variables.extend(log.map(|log| ("FAULT_LOG", text(log))));
    variables
}

/// Runs the program in a home folder, with a fault; what is typed goes to a terminal of its own.
pub fn run(home: &Path, now: &str, line: &[&str], typed: &[&str], fault: Fault, log: Option<&Path>) -> Ended {
    let variables = surroundings(home, now, fault, log);
    if !typed.is_empty() {
        return run_typed(home, line, typed, variables);
    }
    let mut command = Command::new(PROGRAM);
    command.args(line).env_clear().envs(variables).current_dir(home).stdin(Stdio::null());
    let output = command.output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Ended { status: output.status, said }
}

/// Lines are typed ahead: a program that was killed would wait for none of them.
fn run_typed(home: &Path, line: &[&str], typed: &[&str], variables: Vec<(&'static str, String)>) -> Ended {
    let mut terminal = Terminal::start(command(home, line, variables), 80, 24);
    for words in typed {
        terminal.press(&format!("{words}\n"));
    }
    let left = terminal.left();
    let status = match left.signal {
        Some(_) => ExitStatus::from_raw(9),
        None => ExitStatus::from_raw(i32::try_from(left.code).unwrap() << 8),
    };
    Ended { status, said: left.words }
}

/// The screens in a terminal, with a fault.
pub fn open(home: &Path, now: &str, fault: Fault) -> Terminal {
    Terminal::start(command(home, &[], surroundings(home, now, fault, None)), 80, 24)
}

fn command(home: &Path, line: &[&str], variables: Vec<(&'static str, String)>) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(line);
    command.env_clear();
    command.cwd(home);
    for (name, value) in variables {
        command.env(name, value);
    }
    command
}
