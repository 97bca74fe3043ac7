//! The disk under the journal: whether it is another computer's, and how much room is left.
//!
//! May ask the system about disks.

use std::path::Path;

use super::{Finding, Level};

/// A disk that is not this computer's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FarDisk {
    /// What it is called.
    pub kind: &'static str,
}

/// Disks whose locks and writes may go through another computer or program, by the number that the system gives their kind.
const FAR: [(u64, &str); 12] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFE53_4D42, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0x6573_5546, "FUSE, which many network and cloud folders use"),
    (0x0102_1997, "9P"),
    (0x5346_414F, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00C3_6400, "Ceph"),
    (0x0BD0_0BD0, "Lustre"),
    (0x4750_4653, "GPFS"),
    (0x564C, "NCP"),
];

/// Whether a kind of disk is far, by its number.
#[must_use]
pub fn far_kind(number: u64) -> Option<FarDisk> {
    FAR.iter().find(|(known, _)| *known == number).map(|(_, kind)| FarDisk { kind })
}

/// Whether the journal lies on another computer's disk.
#[must_use]
pub fn far_disk(journal: &Path) -> Option<FarDisk> {
    nearest_there(journal).and_then(kind_number).and_then(far_kind)
}

/// The file, or the nearest folder above it that is there.
fn nearest_there(path: &Path) -> Option<&Path> {
    path.ancestors().find(|above| above.exists())
}

/// The number is read as the four bytes that the list has, whatever its width and sign on this system.
#[cfg(target_os = "linux")]
fn kind_number(path: &Path) -> Option<u64> {
    let number = i128::from(rustix::fs::statfs(path).ok()?.f_type);
    u64::try_from(number & 0xFFFF_FFFF).ok()
}

#[cfg(not(target_os = "linux"))]
fn kind_number(_path: &Path) -> Option<u64> {
    None
}

/// Below this little is left, and a journal with its backups may not have room for long.
const LITTLE: u64 = 100 << 20;
/// Below this a save may fail.
const NOTHING: u64 = 4 << 20;

pub(super) fn examine(journal: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(FarDisk { kind }) = far_disk(journal) {
        findings.push(Finding::bad(
            Level::Look,
            "disk",
            format!("the journal lies on a network or foreign disk ({kind}), where two computers may write at once"),
            "keep it on a disk of this computer, and carry entries over with `mendlog merge`",
        ));
    }
    findings.extend(nearest_there(journal).and_then(free).map(judge_room));
    findings
}

#[cfg(unix)]
fn free(path: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(path).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(not(unix))]
fn free(_path: &Path) -> Option<u64> {
    None
}

fn judge_room(free: u64) -> Finding {
    const ABOUT: &str = "room";
    let found = format!("{} MB are free on the journal's disk", free >> 20);
    let to_do = "free some space: a full disk cannot take another check-in";
    match free {
        0..NOTHING => Finding::bad(Level::ActNow, ABOUT, found, to_do),
        NOTHING..LITTLE => Finding::bad(Level::Look, ABOUT, found, to_do),
        _ => Finding::ok(ABOUT, found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disks_of_other_computers_are_known_by_their_numbers() {
        for (number, word) in [(0x6969, "NFS"), (0xFF53_4D42, "CIFS"), (0xFE53_4D42, "SMB"), (0x6573_5546, "FUSE")] {
            assert!(far_kind(number).unwrap().kind.starts_with(word), "{number:x}");
        }
        // ext4, btrfs, xfs, tmpfs, overlay, zfs, f2fs.
        for near in [0xEF53, 0x9123_683E, 0x5846_5342, 0x0102_1994, 0x794C_7630, 0x2FC1_2FC1, 0xF2F5_2010] {
            assert_eq!(far_kind(near), None, "{near:x}");
        }
    }

    #[test]
    fn little_room_is_told_before_there_is_none() {
        assert_eq!(judge_room(0).level, Level::ActNow);
        assert_eq!(judge_room(50 << 20).level, Level::Look);
        assert_eq!(judge_room(1 << 40).level, Level::Ok);
    }
}
