-- The first journal.
--
-- Tables named *_revision only grow: a correction, a deletion and its undoing are each a further row, and the newest row
-- counts. The tables "treatment" and "entry" point at the newest row, so that the latest check-ins are found without
-- reading the older ones.
--
-- Moments are text exactly as given, with the offset of the patient's clock, or a date alone when the time of day is
-- unknown. "instant" is the same as microseconds since 1970 in UTC, to sort by; noon stands for a date alone.

CREATE TABLE profile_revision (
    number                       INTEGER PRIMARY KEY,
    skin_type                    INTEGER CHECK (skin_type BETWEEN 1 AND 6),
    acne_prone                   INTEGER CHECK (acne_prone IN (0, 1)),
    herpes_history               INTEGER CHECK (herpes_history IN (0, 1)),
    keloid_history               INTEGER CHECK (keloid_history IN (0, 1)),
    weak_immunity                INTEGER CHECK (weak_immunity IN (0, 1)),
    blood_thinners               INTEGER CHECK (blood_thinners IN (0, 1)),
    isotretinoin_within_6_months INTEGER CHECK (isotretinoin_within_6_months IN (0, 1)),
    day_end                      INTEGER NOT NULL CHECK (day_end BETWEEN 0 AND 23),
    saved_at                     TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??')
) STRICT;

CREATE TABLE treatment (
    id      TEXT NOT NULL PRIMARY KEY,
    instant INTEGER NOT NULL,
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    newest  INTEGER NOT NULL REFERENCES treatment_revision (number)
) STRICT;

CREATE TABLE treatment_revision (
    number              INTEGER PRIMARY KEY,
    treatment           TEXT NOT NULL REFERENCES treatment (id) DEFERRABLE INITIALLY DEFERRED,
    performed_at        TEXT NOT NULL
        CHECK (substr(performed_at, 1, 10) IS date(substr(performed_at, 1, 10))
               AND (length(performed_at) = 10 OR performed_at GLOB '??????????T??:??:??*[+-]??:??')),
    protocol            TEXT NOT NULL,
    device              TEXT CHECK (device IN ('pen', 'roller', 'stamp', 'rf')),
    needle_depth_mm     REAL CHECK (needle_depth_mm > 0 AND needle_depth_mm <= 5),
    area                TEXT,
    prp                 INTEGER CHECK (prp IN (0, 1)),
    at_home             INTEGER CHECK (at_home IN (0, 1)),
    retinoid_resumed_on TEXT CHECK (retinoid_resumed_on IS date(retinoid_resumed_on)),
    provider_name       TEXT NOT NULL,
    provider_phone      TEXT NOT NULL,
    out_of_hours_phone  TEXT NOT NULL,
    cost_amount         TEXT CHECK ((cost_amount IS NULL) = (cost_currency IS NULL)),
    cost_currency       TEXT,
    note                TEXT NOT NULL,
    saved_at            TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??'),
    deleted             INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT;

CREATE TABLE entry (
    id        TEXT NOT NULL PRIMARY KEY,
    treatment TEXT NOT NULL REFERENCES treatment (id),
    instant   INTEGER NOT NULL,
    deleted   INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    newest    INTEGER NOT NULL REFERENCES entry_revision (number)
) STRICT;

CREATE INDEX entry_by_time ON entry (treatment, instant) WHERE deleted = 0;

CREATE TABLE entry_revision (
    number      INTEGER PRIMARY KEY,
    entry       TEXT NOT NULL REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
    treatment   TEXT NOT NULL REFERENCES treatment (id),
    at          TEXT NOT NULL
        CHECK (substr(at, 1, 10) IS date(substr(at, 1, 10))
               AND (length(at) = 10 OR at GLOB '??????????T??:??:??*[+-]??:??')),
    recorded_at TEXT
        CHECK (substr(recorded_at, 1, 10) IS date(substr(recorded_at, 1, 10))
               AND recorded_at GLOB '??????????T??:??:??*[+-]??:??'),
    note        TEXT NOT NULL,
    saved_at    TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??'),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT;

CREATE INDEX entry_revision_by_entry ON entry_revision (entry);

-- A row says that the symptom was rated; no grade says "not sure". No row: not recorded.
CREATE TABLE grade (
    revision INTEGER NOT NULL REFERENCES entry_revision (number),
    symptom  TEXT NOT NULL,
    grade    INTEGER CHECK (grade BETWEEN 0 AND 4),
    PRIMARY KEY (revision, symptom)
) STRICT, WITHOUT ROWID;

-- A row says that the sign was asked for; no answer says "not sure". No row: not asked.
CREATE TABLE sign (
    revision INTEGER NOT NULL REFERENCES entry_revision (number),
    sign     TEXT NOT NULL,
    present  INTEGER CHECK (present IN (0, 1)),
    PRIMARY KEY (revision, sign)
) STRICT, WITHOUT ROWID;

-- What was done about warnings; only grows. Doing the same at the same moment is one event.
CREATE TABLE warning_event (
    number    INTEGER PRIMARY KEY,
    treatment TEXT NOT NULL REFERENCES treatment (id),
    rule      TEXT NOT NULL,
    at        TEXT NOT NULL
        CHECK (substr(at, 1, 10) IS date(substr(at, 1, 10)) AND at GLOB '??????????T??:??:??*[+-]??:??'),
    act       TEXT NOT NULL CHECK (act IN ('acknowledged', 'called', 'answered', 'closed')),
    words     TEXT NOT NULL CHECK (words = '' OR act IN ('answered', 'closed')),
    UNIQUE (treatment, rule, at, act, words)
) STRICT;

-- The check-in that is being typed, so that a crash loses nothing.
CREATE TABLE draft (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    text     TEXT NOT NULL,
    saved_at TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??')
) STRICT;

-- Which version of each protocol was shown since when; only grows.
CREATE TABLE protocol_shown (
    number   INTEGER PRIMARY KEY,
    protocol TEXT NOT NULL,
    version  TEXT NOT NULL,
    since    TEXT NOT NULL
        CHECK (substr(since, 1, 10) IS date(substr(since, 1, 10)) AND since GLOB '??????????T??:??:??*[+-]??:??')
) STRICT;

CREATE INDEX protocol_shown_by_protocol ON protocol_shown (protocol);

CREATE TRIGGER profile_revision_only_grows BEFORE UPDATE ON profile_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER treatment_revision_only_grows BEFORE UPDATE ON treatment_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER entry_revision_only_grows BEFORE UPDATE ON entry_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER grade_only_grows BEFORE UPDATE ON grade
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER sign_only_grows BEFORE UPDATE ON sign
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER warning_event_only_grows BEFORE UPDATE ON warning_event
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
