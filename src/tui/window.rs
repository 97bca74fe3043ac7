//! This window and the others: whose typing is whose, and which of them still run.
//!
//! May use the host.

use crate::host;
use crate::store::{Life, Process, Typist};

/// This window, under a name that no other has.
pub fn this() -> Typist {
    let number = std::process::id();
    let begun = host::began(number).unwrap_or_default();
    let process = Process { machine: host::machine(), boot: host::boot(), number, begun };
    Typist { window: host::new_id(), process }
}

/// Whether a window's process still runs.
pub fn life_of(process: &Process) -> Life {
    if process.machine != host::machine() {
        return Life::IsElsewhere;
    }
    if process.boot != host::boot() {
        return Life::IsOver;
    }
    match host::began(process.number) {
        Some(began) if began == process.begun || began.is_empty() || process.begun.is_empty() => Life::Runs,
        // It is gone, or its number went to another process.
        _ => Life::IsOver,
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn this_process_runs_and_one_that_ended_does_not() {
        let this = this().process;
        assert_eq!(life_of(&this), Life::Runs);
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let number = child.id();
        child.wait().unwrap();
        assert_eq!(life_of(&Process { number, ..this.clone() }), Life::IsOver);
        assert_eq!(life_of(&Process { boot: "another start".to_owned(), ..this.clone() }), Life::IsOver);
        assert_eq!(life_of(&Process { machine: "another".to_owned(), ..this }), Life::IsElsewhere);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_number_given_anew_is_another_process() {
        let this = this().process;
        assert!(!this.begun.is_empty() && !this.boot.is_empty());
        assert_eq!(life_of(&Process { begun: "1".to_owned(), ..this }), Life::IsOver);
    }
}
