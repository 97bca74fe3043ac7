-- The provider's own sheet, as its file was written; only grows. The newest row counts: when it says withdrawn, the sheet of
-- that text was taken out of use then, and none is in use.

CREATE TABLE provider_sheet (
    number    INTEGER PRIMARY KEY,
    text      TEXT NOT NULL CHECK (text <> ''),
    saved_at  TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??'),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT;

CREATE TRIGGER provider_sheet_only_grows BEFORE UPDATE ON provider_sheet
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
