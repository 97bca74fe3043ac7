//! Temporary folders that go in any case: when a test is done, when it fails, and when all of them are stopped.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use tempfile::{Builder, TempDir};

/// The folder that holds all others, and who removes it.
static ALL: LazyLock<(PathBuf, Child)> = LazyLock::new(|| {
    // In memory where there is one: syncing takes no time there, and what a sync leaves is worked out by hand.
    let memory = Builder::new().prefix("mendlog-crash-").tempdir_in(Path::new("/dev/shm"));
    let folder = memory.or_else(|_| Builder::new().prefix("mendlog-crash-").tempdir()).unwrap().keep();
    let watcher = watch(&folder);
    let _ = tempfile::env::override_temp_dir(&folder);
    (folder, watcher)
});

/// Statics are not dropped, and nothing is dropped when the tests are stopped: a shell that waits for their end cleans up.
fn watch(folder: &Path) -> Child {
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' HUP INT TERM; cat >/dev/null; rm -rf \"$1\"", "sh"]).arg(folder).process_group(0);
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// A folder of its own, in memory where there is one.
pub fn folder() -> TempDir {
    tempfile::tempdir_in(&ALL.0).unwrap()
}

/// From here on the temporary folders of the whole process lie where they are cleaned up.
pub fn begin() {
    LazyLock::force(&ALL);
}
