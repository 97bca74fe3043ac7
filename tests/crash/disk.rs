//! A disk made from a record of file operations: what a machine may find on it after losing power.
//!
//! What was synced is there. Of the rest any part may be: each unsynced write whole, not at all or in sectors; the names of a
//! folder up to some moment since it was last synced.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::random::Dice;
use crate::state;

/// What a disk writes at once.
const SECTOR: usize = 512;

/// One recorded operation.
#[derive(Debug)]
pub enum Operation {
    Create {
        file: u64,
        name: PathBuf,
    },
    Write {
        file: u64,
        at: usize,
        data: Vec<u8>,
    },
    Cut {
        file: u64,
        length: usize,
    },
    Sync {
        file: u64,
        name: PathBuf,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Link {
        from: PathBuf,
        to: PathBuf,
    },
    Unlink {
        name: PathBuf,
    },
    MakeFolder {
        name: PathBuf,
    },
    /// Changes nothing on the disk that matters here.
    Other,
}

/// The operations to try, from the first to the last: all, or so many evenly spread where there are more.
pub fn spread(from: usize, to: usize, most: usize) -> Vec<usize> {
    let step = if crate::random::long() { 1 } else { (to - from) / most + 1 };
    (from..=to).filter(|at| (at - from).is_multiple_of(step) || *at == to).collect()
}

/// Reads what the shim recorded.
pub fn recorded(log: &Path) -> Vec<Operation> {
    let bytes = fs::read(log).unwrap();
    let mut rest = &bytes[..];
    let mut operations = Vec::new();
    while !rest.is_empty() {
        operations.push(next(&mut rest));
    }
    operations
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (taken, after) = rest.split_at(count);
    *rest = after;
    taken
}

fn next(rest: &mut &[u8]) -> Operation {
    let what = take(rest, 1)[0];
    let file = u64::from_ne_bytes(take(rest, 8).try_into().unwrap());
    let place = i64::from_ne_bytes(take(rest, 8).try_into().unwrap());
    let place = usize::try_from(place).unwrap();
    let lengths = [(); 3].map(|()| u32::from_ne_bytes(take(rest, 4).try_into().unwrap()) as usize);
    let name = |bytes: &[u8]| PathBuf::from(String::from_utf8(bytes.to_vec()).unwrap());
    let one = name(take(rest, lengths[0]));
    let other = name(take(rest, lengths[1]));
    let data = take(rest, lengths[2]).to_vec();
    match what {
        b'c' => Operation::Create { file, name: one },
        b'w' => Operation::Write { file, at: place, data },
        b't' => Operation::Cut { file, length: place },
        b's' => Operation::Sync { file, name: one },
        b'r' => Operation::Rename { from: one, to: other },
        b'l' => Operation::Link { from: one, to: other },
        b'u' => Operation::Unlink { name: one },
        b'm' => Operation::MakeFolder { name: one },
        _ => Operation::Other,
    }
}

/// A change of a file's content that the disk may not have yet.
#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

#[derive(Clone, Default)]
struct Content {
    synced: Vec<u8>,
    waiting: Vec<Change>,
}

/// What a name stands for.
#[derive(Clone, Copy, PartialEq)]
enum Node {
    Folder,
    File(usize),
}

/// A change of names that the disk may not have yet. Each belongs to the folder that holds the name.
#[derive(Clone)]
struct Naming {
    folder: PathBuf,
    set: Vec<(PathBuf, Option<Node>)>,
}

/// A disk while a program writes to it.
pub struct Disk {
    root: PathBuf,
    files: Vec<Content>,
    numbers: HashMap<u64, usize>,
    synced: BTreeMap<PathBuf, Node>,
    names: BTreeMap<PathBuf, Node>,
    waiting: Vec<Naming>,
}

impl Disk {
    /// A disk on which everything in a folder is synced, before a program runs in a copy of it.
    pub fn of(folder: &Path, root: &Path) -> Self {
        let mut disk = Self {
            root: root.to_owned(),
            files: Vec::new(),
            numbers: HashMap::new(),
            synced: BTreeMap::new(),
            names: BTreeMap::new(),
            waiting: Vec::new(),
        };
        for file in state::files(folder) {
            let name = file.strip_prefix(folder).unwrap().to_owned();
            for above in name.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty()) {
                disk.synced.insert(above.to_owned(), Node::Folder);
            }
            disk.synced.insert(name.clone(), Node::File(disk.files.len()));
            disk.files.push(Content { synced: fs::read(&file).unwrap(), waiting: Vec::new() });
            // The program ran in a copy, where only a file that is still in its place has the number told.
            if let Ok(found) = fs::metadata(root.join(&name)) {
                disk.numbers.insert(found.ino(), disk.files.len() - 1);
            }
        }
        disk.synced.insert(PathBuf::from("tmp"), Node::Folder);
        disk.names = disk.synced.clone();
        disk
    }

    fn inside(&self, name: &Path) -> PathBuf {
        name.strip_prefix(&self.root).unwrap().to_owned()
    }

    /// Does what the program did.
    pub fn carry_out(&mut self, operation: &Operation) {
        match operation {
            Operation::Create { file, name } => {
                self.numbers.insert(*file, self.files.len());
                self.files.push(Content::default());
                self.name(vec![(self.inside(name), Some(Node::File(self.files.len() - 1)))]);
            }
            Operation::Write { file, at, data } => self.change(*file, Change::Write(*at, data.clone())),
            Operation::Cut { file, length } => self.change(*file, Change::Cut(*length)),
            Operation::Sync { file, name } => self.sync(*file, &self.inside(name)),
            Operation::Rename { from, to } => {
                let (from, to) = (self.inside(from), self.inside(to));
                let node = self.names.get(&from).copied();
                self.name(vec![(from, None), (to, node)]);
            }
            Operation::Link { from, to } => {
                let node = self.names.get(&self.inside(from)).copied();
                self.name(vec![(self.inside(to), node)]);
            }
            Operation::Unlink { name } => self.name(vec![(self.inside(name), None)]),
            Operation::MakeFolder { name } => self.name(vec![(self.inside(name), Some(Node::Folder))]),
            Operation::Other => {}
        }
    }

    fn change(&mut self, file: u64, change: Change) {
        if let Some(place) = self.numbers.get(&file) {
            self.files[*place].waiting.push(change);
        }
    }

    fn name(&mut self, set: Vec<(PathBuf, Option<Node>)>) {
        let folder = set.last().and_then(|(name, _)| name.parent()).unwrap_or(Path::new("")).to_owned();
        rename(&mut self.names, &set);
        self.waiting.push(Naming { folder, set });
    }

    fn sync(&mut self, file: u64, name: &Path) {
        let is_folder = name.as_os_str().is_empty() || self.names.get(name) == Some(&Node::Folder);
        if is_folder {
            let (done, waiting) = std::mem::take(&mut self.waiting).into_iter().partition(|one| one.folder == name);
            self.waiting = waiting;
            let done: Vec<Naming> = done;
            for one in &done {
                rename(&mut self.synced, &one.set);
            }
        } else if let Some(place) = self.numbers.get(&file) {
            let content = &mut self.files[*place];
            for change in std::mem::take(&mut content.waiting) {
                apply(&mut content.synced, &change);
            }
        }
    }

    /// Writes what a machine may find after losing power now.
    pub fn after_power_cut(&self, folder: &Path, dice: &mut Dice) {
        let mut names = self.synced.clone();
        let mut reached: HashMap<&Path, bool> = HashMap::new();
        for naming in &self.waiting {
            // Once one name of a folder is missing, all later ones are.
            let is_there = reached.entry(&naming.folder).or_insert(true);
            *is_there = *is_there && dice.throw(3) > 0;
            if *is_there {
                rename(&mut names, &naming.set);
            }
        }
        for (name, node) in &names {
            let has_folder = name.parent().is_none_or(|above| folder.join(above).is_dir());
            match node {
                Node::Folder if has_folder => fs::create_dir(folder.join(name)).unwrap(),
                Node::File(place) if has_folder => {
                    fs::write(folder.join(name), self.files[*place].found(dice)).unwrap();
                    fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o600)).unwrap();
                }
                _ => {}
            }
        }
    }
}

fn rename(names: &mut BTreeMap<PathBuf, Node>, set: &[(PathBuf, Option<Node>)]) {
    for (name, node) in set {
        match node {
            Some(node) => names.insert(name.clone(), *node),
            None => names.remove(name),
        };
    }
}

fn apply(content: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write(at, data) => {
            content.resize(content.len().max(at + data.len()), 0);
            content[*at..at + data.len()].copy_from_slice(data);
        }
        Change::Cut(length) => content.resize(*length, 0),
    }
}

impl Content {
    /// What is found of it: what was synced, and some of the rest.
    fn found(&self, dice: &mut Dice) -> Vec<u8> {
        let mut content = self.synced.clone();
        for change in &self.waiting {
            match (dice.throw(3), change) {
                (0, _) => {}
                (1, Change::Write(at, data)) => {
                    for (number, sector) in data.chunks(SECTOR).enumerate().filter(|_| dice.throw(2) == 0) {
                        apply(&mut content, &Change::Write(at + number * SECTOR, sector.to_vec()));
                    }
                }
                _ => apply(&mut content, change),
            }
        }
        content
    }
}
