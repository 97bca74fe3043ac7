//! Many journals, one a line: read, judged on all cores and written in the order they came, in constant memory.
//!
//! Uses `domain` and its siblings in `exchange`.

mod lines;
mod queue;
mod verdict;

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{self, JoinHandle};

use rayon::prelude::*;

use crate::domain::Triage;
use crate::exchange::Rules;
use crate::exchange::assessment_json::Rows;
use lines::Line;
use queue::Queue;
use verdict::{Answer, Verdict};

pub use verdict::{Bench, Figures, Unread};

/// What is written for a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Its assessment on one line.
    Assessments,
    /// Rows of a table.
    Rows(Rows),
}

/// What came of a whole cohort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// So many lines had something on them.
    pub lines: u64,
    /// So many of them could not be read.
    pub unread: u64,
    /// The first of these.
    pub first_unread: Vec<Unread>,
    /// So many were read with something left out or taken otherwise than they say, which their assessments name.
    pub with_warnings: u64,
    /// How loud the loudest journal stands.
    pub loudest: Triage,
}

/// So many bytes of lines wait to be judged at most, for each core: some dozens of journals, so that none is idle for long.
const ROOM_OF_A_CORE: usize = 1 << 19;

/// So many bytes are read at once.
const READ_AT_ONCE: usize = 1 << 18;

/// So many bytes are written at once.
const WRITTEN_AT_ONCE: usize = 1 << 18;

/// So many lines that could not be read are named.
const NAMED: usize = 5;

/// Judges each line of the input and writes what is asked for. One thread reads, all cores judge, one thread writes; no more
/// than some megabytes, or the longest line, are held at a time. A line that cannot be read is answered by an error in its
/// place and changes nothing else; blank lines are passed over.
///
/// # Errors
/// When the input cannot be read on, after everything before was answered; when `out` cannot be written.
pub fn judge_lines(
    input: impl Read + Send + 'static,
    bench: &Bench<'_>,
    out: impl Write + Send,
) -> io::Result<Summary> {
    let queue = Arc::new(Queue::of(ROOM_OF_A_CORE * rayon::current_num_threads()));
    let reading = read_ahead(input, &queue);
    let judged = thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(1);
        let writing = scope.spawn(move || write_all(&receiver, out));
        let judging = judge_all(&queue, bench, &sender);
        drop(sender);
        queue.close();
        let written = writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        judging.and(written)
    });
    // Where nobody wants the answers, nobody waits for more lines: the thread that does may wait for ever, and is left alone.
    let summary = judged?;
    reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    Ok(summary)
}

type Numbered = (u64, Line);

/// Reads lines into the queue, which closes at the end.
fn read_ahead(input: impl Read + Send + 'static, queue: &Arc<Queue<Numbered>>) -> JoinHandle<io::Result<()>> {
    let queue = Arc::clone(queue);
    thread::spawn(move || {
        let mut input = BufReader::with_capacity(READ_AT_ONCE, input);
        let most = usize::try_from(Rules::MAX_BYTES).unwrap_or(usize::MAX);
        let mut read = || {
            for number in 1.. {
                let Some(line) = lines::next(&mut input, most)? else { break };
                let bytes = line.bytes();
                if !line.is_blank() && queue.put((number, line), bytes).is_err() {
                    break;
                }
            }
            Ok(())
        };
        let ended = read();
        queue.close();
        ended
    })
}

/// Judges what waits, together and on all cores, and hands it on in order; ends early where nobody takes it.
fn judge_all(queue: &Queue<Numbered>, bench: &Bench<'_>, done: &SyncSender<Vec<Answer>>) -> io::Result<()> {
    while let Some(waiting) = queue.take_all() {
        let waiting = Vec::from(waiting);
        let answers = waiting.into_par_iter().map(|(number, line)| bench.answer(number, &line));
        let answers: io::Result<Vec<_>> = answers.collect();
        if done.send(answers?).is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes answers as they come, at once, so that a reader who waits for one gets it.
fn write_all(answers: &Receiver<Vec<Answer>>, out: impl Write) -> io::Result<Summary> {
    let mut out = BufWriter::with_capacity(WRITTEN_AT_ONCE, out);
    let mut summary = Summary::default();
    while let Ok(answers) = answers.recv() {
        for Answer { text, verdict } in answers {
            out.write_all(&text)?;
            summary.take(verdict);
        }
        out.flush()?;
    }
    Ok(summary)
}

impl Summary {
    fn take(&mut self, verdict: Result<Verdict, Unread>) {
        self.lines += 1;
        match verdict {
            Ok(Verdict { triage, reading_warnings }) => {
                self.loudest = self.loudest.max(triage);
                self.with_warnings += u64::from(reading_warnings > 0);
            }
            Err(unread) => {
                self.unread += 1;
                if self.first_unread.len() < NAMED {
                    self.first_unread.push(unread);
                }
            }
        }
    }
}
