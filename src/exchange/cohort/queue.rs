//! A queue between the thread that reads and the threads that judge, which holds no more than so many bytes.
//!
//! Uses nothing of the program.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Lines on their way; whoever puts waits while there is no room, whoever takes waits while there is nothing.
#[derive(Debug)]
pub(super) struct Queue<T> {
    waiting: Mutex<Waiting<T>>,
    changed: Condvar,
    /// So many bytes may wait; one thing larger than that waits alone.
    room: usize,
}

#[derive(Debug)]
struct Waiting<T> {
    things: VecDeque<T>,
    bytes: usize,
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// More may come.
    Open,
    /// Nothing comes any more, or nobody wants it.
    Closed,
}

/// Nobody takes from the queue any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unwanted;

impl<T> Queue<T> {
    pub fn of(room: usize) -> Self {
        let waiting = Waiting { things: VecDeque::new(), bytes: 0, end: End::Open };
        Self { waiting: Mutex::new(waiting), changed: Condvar::new(), room }
    }

    /// Puts a thing of so many bytes at the end, once there is room.
    pub fn put(&self, thing: T, bytes: usize) -> Result<(), Unwanted> {
        let mut waiting = self.lock();
        while waiting.end == End::Open && !waiting.things.is_empty() && waiting.bytes + bytes > self.room {
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        if waiting.end == End::Closed {
            return Err(Unwanted);
        }
        waiting.things.push_back(thing);
        waiting.bytes += bytes;
        self.changed.notify_all();
        Ok(())
    }

    /// Takes everything that waits, in order, once there is something; none at the end.
    pub fn take_all(&self) -> Option<VecDeque<T>> {
        let mut waiting = self.lock();
        while waiting.end == End::Open && waiting.things.is_empty() {
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        waiting.bytes = 0;
        let taken = std::mem::take(&mut waiting.things);
        self.changed.notify_all();
        (!taken.is_empty()).then_some(taken)
    }

    /// Says that nothing comes any more, or that nobody wants it; what waits can still be taken.
    pub fn close(&self) {
        self.lock().end = End::Closed;
        self.changed.notify_all();
    }

    /// A thread that panicked leaves the queue whole: nothing in here can panic halfway.
    fn lock(&self) -> MutexGuard<'_, Waiting<T>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::thread;

    use super::*;

    #[test]
    fn everything_comes_out_in_order_and_little_waits_at_a_time() {
        let queue = Arc::new(Queue::of(10));
        let putting = thread::spawn({
            let queue = Arc::clone(&queue);
            move || {
                (0..1_000).for_each(|number| queue.put(number, 3).unwrap());
                queue.close();
            }
        });
        let mut all = Vec::new();
        while let Some(some) = queue.take_all() {
            assert!(some.len() <= 3, "{} waited", some.len());
            all.extend(some);
        }
        putting.join().unwrap();
        assert_eq!(all, (0..1_000).collect::<Vec<_>>());
    }

    #[test]
    fn a_thing_larger_than_the_room_waits_alone_and_gets_through() {
        let queue = Queue::of(10);
        queue.put('a', 5_000).unwrap();
        assert_eq!(queue.take_all().unwrap(), ['a']);
    }

    #[test]
    fn whoever_puts_is_told_that_nobody_wants_it() {
        let queue = Queue::of(1);
        queue.put((), 1).unwrap();
        let told = thread::scope(|scope| {
            let putting = scope.spawn(|| queue.put((), 1));
            queue.close();
            putting.join().unwrap()
        });
        assert_eq!(told, Err(Unwanted));
    }
}
