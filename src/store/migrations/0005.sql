-- The patient's ratings of the result over the months, kept like entries: outcome_revision and outcome_score only grow, and
-- the table "outcome" points at the newest row.

CREATE TABLE outcome (
    id        TEXT NOT NULL PRIMARY KEY,
    treatment TEXT NOT NULL REFERENCES treatment (id),
    deleted   INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    newest    INTEGER NOT NULL REFERENCES outcome_revision (number)
) STRICT;

CREATE INDEX outcome_by_treatment ON outcome (treatment) WHERE deleted = 0;

CREATE TABLE outcome_revision (
    number      INTEGER PRIMARY KEY,
    outcome     TEXT NOT NULL REFERENCES outcome (id) DEFERRABLE INITIALLY DEFERRED,
    treatment   TEXT NOT NULL REFERENCES treatment (id),
    at          TEXT NOT NULL
        CHECK (substr(at, 1, 10) IS date(substr(at, 1, 10))
               AND (length(at) = 10 OR at GLOB '??????????T??:??:??*[+-]??:??')),
    recorded_at TEXT
        CHECK (substr(recorded_at, 1, 10) IS date(substr(recorded_at, 1, 10))
               AND recorded_at GLOB '??????????T??:??:??*[+-]??:??'),
    saved_at    TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??'),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT;

CREATE INDEX outcome_revision_by_outcome ON outcome_revision (outcome);

-- A row says that the aspect was rated; no score says "not sure". No row: not rated.
CREATE TABLE outcome_score (
    revision INTEGER NOT NULL REFERENCES outcome_revision (number),
    aspect   TEXT NOT NULL,
    score    INTEGER CHECK (score BETWEEN 1 AND 5),
    PRIMARY KEY (revision, aspect)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER outcome_revision_only_grows BEFORE UPDATE ON outcome_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER outcome_score_only_grows BEFORE UPDATE ON outcome_score
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
