/* Loaded into the program under test (LD_PRELOAD) so that file operations fail or the program dies at a chosen one.
 *
 * FAULT_ROOT  only what lies in this folder is counted, logged or made to fail
 * FAULT_LOG   a file that takes a record of every operation, with its data
 * FAULT       what happens, and at which operation, counted from 1:
 *   kill:N     the program dies before operation N
 *   torn:N     half of the bytes of operation N are written, then the program dies
 *   full:N     from operation N on, whatever takes room fails with ENOSPC
 *   once:N     operation N alone fails with EIO
 *   broken:N   from operation N on, everything fails with EIO
 *   readonly:N from operation N on, everything fails with EROFS
 *   nolocks:N  every attempt to lock from the first on fails with ENOLCK
 *   denied:N   every attempt to lock from the first on fails with EACCES, though nobody holds the file
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096

enum action { NOTHING, KILL, TORN, FULL, ONCE, BROKEN, READONLY, NOLOCKS, DENIED };
enum room { TAKES_NONE, TAKES_ROOM };

static char root[PATH_MAX];
static size_t root_length;
static enum action action;
static long at, count;
static int log_file = -1;
static char *names[MOST_FILES];


__attribute__((constructor)) static void begin(void) {
    static const char *const words[] = {"", "kill", "torn", "full", "once", "broken", "readonly", "nolocks", "denied"};
    const char *folder = getenv("FAULT_ROOT"), *fault = getenv("FAULT"), *log = getenv("FAULT_LOG");
    if (folder) {
        snprintf(root, sizeof root, "%s", folder);
        root_length = strlen(root);
    }
    for (int word = 1; fault && word < 9; word++) {
        size_t length = strlen(words[word]);
        if (!strncmp(fault, words[word], length) && fault[length] == ':') {
            action = (enum action)word;
            at = atol(fault + length + 1);
        }
    }
    if (log) log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static const char *full_name(int folder, const char *name, char *space) {
    size_t length = 0;
    if (name[0] == '/') return name;
    if (folder == AT_FDCWD) {
        if (!getcwd(space, PATH_MAX)) return "";
        length = strlen(space);
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t got = syscall(SYS_readlinkat, AT_FDCWD, link, space, (size_t)PATH_MAX - 1);
        length = got < 0 ? 0 : (size_t)got;
    }
    snprintf(space + length, PATH_MAX - length, "/%s", name);
    return space;
}

static int is_ours(const char *name) {
    return root_length && name && !strncmp(name, root, root_length) && (name[root_length] == '/' || !name[root_length]);
}

static const char *name_of(int file) { return file >= 0 && file < MOST_FILES ? names[file] : NULL; }

static void put(const void *bytes, size_t length) {
    while (length) {
        ssize_t got = syscall(SYS_write, log_file, bytes, length);
        if (got <= 0) _exit(97);
        bytes = (const char *)bytes + got;
        length -= (size_t)got;
    }
}

/* One record: what, which file, at which place, names, data. */
static void tell(char what, uint64_t file, int64_t place, const char *one, const char *other, const void *data, size_t size) {
    uint32_t lengths[3] = {(uint32_t)strlen(one), (uint32_t)strlen(other), (uint32_t)size};
    int before = errno;
    if (log_file < 0) return;
    put(&what, 1), put(&file, 8), put(&place, 8), put(lengths, sizeof lengths);
    put(one, lengths[0]), put(other, lengths[1]), put(data, size);
    errno = before;
}

static uint64_t number_of(int file) {
    struct stat found;
    int before = errno;
    uint64_t number = fstat(file, &found) ? 0 : found.st_ino;
    errno = before;
    return number;
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

/* Counts an operation; tells by what error it fails, 0 when it does not. */
static int fault(enum room room) {
    long now = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    if (action == KILL && now == at) die();
    if (action == FULL && now >= at && room == TAKES_ROOM) return ENOSPC;
    if ((action == ONCE && now == at) || (action == BROKEN && now >= at)) return EIO;
    if (action == READONLY && now >= at) return EROFS;
    return 0;
}

#define FAIL_WITH(error) do { int wrong = (error); if (wrong) { errno = wrong; return -1; } } while (0)

/* One that was counted and changed nothing that matters: records and counts stay in step. */
static void tell_nothing(void) { tell('n', 0, 0, "", "", "", 0); }

static int is_torn(void) { return action == TORN && count == at; }

/* Opening. Only what makes or empties a file counts. */
static int opened(int folder, const char *name, int flags, mode_t mode) {
    char space[PATH_MAX];
    const char *full = full_name(folder, name, space);
    struct stat found;
    if (!is_ours(full)) return (int)syscall(SYS_openat, folder, name, flags, mode);
    int is_new = (flags & O_CREAT) && fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) != 0;
    int empties = (flags & O_TRUNC) != 0;
    if ((flags & O_CREAT) || empties) FAIL_WITH(fault(is_new ? TAKES_ROOM : TAKES_NONE));
    else if (action == READONLY && count >= at && (flags & O_ACCMODE) != O_RDONLY) FAIL_WITH(EROFS);
    int file = (int)syscall(SYS_openat, folder, name, flags, mode);
    if (file < 0) {
        if ((flags & O_CREAT) || empties) tell_nothing();
        return file;
    }
    if (file < MOST_FILES) free(names[file]), names[file] = strdup(full);
    if (is_new) tell('c', number_of(file), 0, full, "", "", 0);
    else if (empties) tell('t', number_of(file), 0, full, "", "", 0);
    else if (flags & O_CREAT) tell_nothing();
    return file;
}

#define OPEN(function, first, folder)                                                                      \
    int function(first const char *name, int flags, ...) {                                                 \
        va_list more;                                                                                      \
        va_start(more, flags);                                                                             \
        mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;                          \
        va_end(more);                                                                                      \
        return opened(folder, name, flags, mode);                                                          \
    }
#define NO_FOLDER
#define ONE_FOLDER int folder,
OPEN(open, NO_FOLDER, AT_FDCWD)
OPEN(open64, NO_FOLDER, AT_FDCWD)
OPEN(openat, ONE_FOLDER, folder)
OPEN(openat64, ONE_FOLDER, folder)
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return creat(name, mode); }

int close(int file) {
    if (name_of(file)) free(names[file]), names[file] = NULL;
    return (int)syscall(SYS_close, file);
}

/* Writing. */
static ssize_t written(int file, const void *data, size_t size, off_t place, int has_place) {
    if (!is_ours(name_of(file)))
        return has_place ? syscall(SYS_pwrite64, file, data, size, place) : syscall(SYS_write, file, data, size);
    FAIL_WITH(fault(TAKES_ROOM));
    if (is_torn()) size /= 2;
    if (!has_place) {
        int flags = (int)syscall(SYS_fcntl, file, F_GETFL);
        place = lseek(file, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
    }
    ssize_t done = has_place ? syscall(SYS_pwrite64, file, data, size, place) : syscall(SYS_write, file, data, size);
    if (is_torn()) die();
    if (done > 0) tell('w', number_of(file), place, name_of(file), "", data, (size_t)done);
    else tell_nothing();
    return done;
}
ssize_t write(int file, const void *data, size_t size) { return written(file, data, size, 0, 0); }
ssize_t pwrite(int file, const void *data, size_t size, off_t place) { return written(file, data, size, place, 1); }
ssize_t pwrite64(int file, const void *data, size_t size, off64_t place) { return written(file, data, size, place, 1); }

ssize_t writev(int file, const struct iovec *parts, int number) {
    if (!is_ours(name_of(file))) return syscall(SYS_writev, file, parts, number);
    ssize_t sum = 0;
    for (int part = 0; part < number; part++) {
        ssize_t done = written(file, parts[part].iov_base, parts[part].iov_len, 0, 0);
        if (done < 0) return sum ? sum : -1;
        sum += done;
        if ((size_t)done < parts[part].iov_len) break;
    }
    return sum;
}

/* Copying inside the kernel would go past the counter: copying by reading and writing does not. */
ssize_t copy_file_range(int from, off64_t *from_place, int to, off64_t *to_place, size_t size, unsigned flags) {
    if (is_ours(name_of(to))) FAIL_WITH(ENOSYS);
    return syscall(SYS_copy_file_range, from, from_place, to, to_place, size, flags);
}
ssize_t sendfile(int to, int from, off_t *place, size_t size) {
    if (is_ours(name_of(to))) FAIL_WITH(EINVAL);
    return syscall(SYS_sendfile, to, from, place, size);
}
ssize_t sendfile64(int to, int from, off64_t *place, size_t size) { return sendfile(to, from, place, size); }

static int cut(int file, off_t length) {
    if (!is_ours(name_of(file))) return (int)syscall(SYS_ftruncate, file, length);
    FAIL_WITH(fault(TAKES_NONE));
    int done = (int)syscall(SYS_ftruncate, file, length);
    if (!done) tell('t', number_of(file), length, name_of(file), "", "", 0);
    else tell_nothing();
    return done;
}
int ftruncate(int file, off_t length) { return cut(file, length); }
int ftruncate64(int file, off64_t length) { return cut(file, length); }

static int synced(int file, long how) {
    if (!is_ours(name_of(file))) return (int)syscall(how, file);
    FAIL_WITH(fault(TAKES_NONE));
    int done = (int)syscall(how, file);
    if (!done) tell('s', number_of(file), 0, name_of(file), "", "", 0);
    else tell_nothing();
    return done;
}
int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }

/* Names. */
static int named_anew(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    char space[PATH_MAX], other_space[PATH_MAX];
    const char *one = full_name(from_folder, from, space), *other = full_name(to_folder, to, other_space);
    if (is_ours(one) || is_ours(other)) FAIL_WITH(fault(TAKES_NONE));
    int done = (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
    if (is_ours(one) || is_ours(other)) tell(done ? 'n' : 'r', 0, 0, one, other, "", 0);
    return done;
}
int rename(const char *from, const char *to) { return named_anew(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    return named_anew(from_folder, from, to_folder, to, 0);
}
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    return named_anew(from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    char space[PATH_MAX], other_space[PATH_MAX];
    const char *one = full_name(from_folder, from, space), *other = full_name(to_folder, to, other_space);
    if (is_ours(other)) FAIL_WITH(fault(TAKES_ROOM));
    int done = (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
    if (is_ours(other)) tell(done ? 'n' : 'l', 0, 0, one, other, "", 0);
    return done;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int folder, const char *name, int flags) {
    char space[PATH_MAX];
    const char *full = full_name(folder, name, space);
    struct stat found;
    if (!is_ours(full)) return (int)syscall(SYS_unlinkat, folder, name, flags);
    /* Looking whether there is anything to remove is no change. */
    if (fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW)) return -1;
    FAIL_WITH(fault(TAKES_NONE));
    int done = (int)syscall(SYS_unlinkat, folder, name, flags);
    tell(done ? 'n' : 'u', 0, 0, full, "", "", 0);
    return done;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) {
    struct stat found;
    int is_folder = !lstat(name, &found) && S_ISDIR(found.st_mode);
    return unlinkat(AT_FDCWD, name, is_folder ? AT_REMOVEDIR : 0);
}

int mkdirat(int folder, const char *name, mode_t mode) {
    char space[PATH_MAX];
    const char *full = full_name(folder, name, space);
    struct stat found;
    if (!is_ours(full)) return (int)syscall(SYS_mkdirat, folder, name, mode);
    if (!fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW)) FAIL_WITH(EEXIST);
    FAIL_WITH(fault(TAKES_ROOM));
    int done = (int)syscall(SYS_mkdirat, folder, name, mode);
    tell(done ? 'n' : 'm', 0, 0, full, "", "", 0);
    return done;
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

int chmod(const char *name, mode_t mode) {
    char space[PATH_MAX];
    if (is_ours(full_name(AT_FDCWD, name, space))) {
        FAIL_WITH(fault(TAKES_NONE));
        tell_nothing();
    }
    return (int)syscall(SYS_fchmodat, AT_FDCWD, name, mode);
}
int fchmod(int file, mode_t mode) {
    if (is_ours(name_of(file))) {
        FAIL_WITH(fault(TAKES_NONE));
        tell_nothing();
    }
    return (int)syscall(SYS_fchmod, file, mode);
}

/* Locks, and copies of a file's number. */
static int controlled(int file, int how, void *what) {
    if ((how == F_SETLK || how == F_SETLKW) && is_ours(name_of(file))) {
        if (action == NOLOCKS) FAIL_WITH(ENOLCK);
        if (action == DENIED && ((struct flock *)what)->l_type != F_UNLCK) FAIL_WITH(EACCES);
    }
    int done = (int)syscall(SYS_fcntl, file, how, what);
    if ((how == F_DUPFD || how == F_DUPFD_CLOEXEC) && done >= 0 && done < MOST_FILES && name_of(file))
        free(names[done]), names[done] = strdup(names[file]);
    return done;
}
#define CONTROL(function)                    \
    int function(int file, int how, ...) {   \
        va_list more;                        \
        va_start(more, how);                 \
        void *what = va_arg(more, void *);   \
        va_end(more);                        \
        return controlled(file, how, what);  \
    }
CONTROL(fcntl)
CONTROL(fcntl64)
