-- What is being typed, a row for each window, so that a crash loses nothing and no window touches what another one types.
-- A window belongs to a process of a machine since its last start; number 0 stands for one that is known to be gone.
ALTER TABLE draft RENAME TO draft_of_all;
CREATE TABLE draft (
    window   TEXT NOT NULL PRIMARY KEY,
    machine  TEXT NOT NULL,
    boot     TEXT NOT NULL,
    process  INTEGER NOT NULL CHECK (process >= 0),
    begun    TEXT NOT NULL,
    text     TEXT NOT NULL,
    saved_at TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??')
) STRICT;
INSERT INTO draft (window, machine, boot, process, begun, text, saved_at)
    SELECT 'of a window before there were names', '', '', 0, '', text, saved_at FROM draft_of_all;
DROP TABLE draft_of_all;
