-- Care: tasks done, things used, and what the provider said about them. Only grows: taking something back is a further row,
-- and of the rows that say the same of the same moment the newest counts.

CREATE TABLE care_note (
    number     INTEGER PRIMARY KEY,
    treatment  TEXT NOT NULL REFERENCES treatment (id),
    kind       TEXT NOT NULL CHECK (kind IN ('tick', 'use', 'told')),
    -- The id of the task or hold.
    about      TEXT NOT NULL CHECK (about <> ''),
    at         TEXT NOT NULL
        CHECK (substr(at, 1, 10) IS date(substr(at, 1, 10))
               AND (length(at) = 10 OR at GLOB '??????????T??:??:??*[+-]??:??')),
    -- Of what was told: until so many hours or a day after the treatment, to do it, or to leave it out.
    says       TEXT CHECK (says IN ('hours', 'day', 'do', 'leave_out') AND kind = 'told' OR says IS NULL AND kind <> 'told'),
    count      INTEGER CHECK (count BETWEEN 0 AND 65535 AND says IN ('hours', 'day')
                              OR count IS NULL AND says IS NOT 'hours' AND says IS NOT 'day'),
    saved_at   TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??'),
    taken_back INTEGER NOT NULL CHECK (taken_back IN (0, 1))
) STRICT;

CREATE INDEX care_note_by_treatment ON care_note (treatment, kind, about, at);

CREATE TRIGGER care_note_only_grows BEFORE UPDATE ON care_note
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
