-- More about a treatment: how it was done, with what, what for, how things were before it; and treatments that are planned.

ALTER TABLE treatment_revision ADD COLUMN passes INTEGER CHECK (passes BETWEEN 1 AND 20);
ALTER TABLE treatment_revision ADD COLUMN severity_before INTEGER CHECK (severity_before BETWEEN 0 AND 4);
ALTER TABLE treatment_revision ADD COLUMN active_lesions INTEGER CHECK (active_lesions IN (0, 1));

-- What a treatment was hoped for, in the order it was told.
CREATE TABLE treatment_goal (
    revision INTEGER NOT NULL REFERENCES treatment_revision (number),
    place    INTEGER NOT NULL,
    goal     TEXT NOT NULL,
    PRIMARY KEY (revision, place)
) STRICT, WITHOUT ROWID;

-- What was used on the skin, and what was given for home, in the order it was told.
CREATE TABLE treatment_product (
    revision INTEGER NOT NULL REFERENCES treatment_revision (number),
    place    INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    name     TEXT NOT NULL,
    used_at  TEXT NOT NULL CHECK (used_at IN ('clinic', 'home')),
    PRIMARY KEY (revision, place)
) STRICT, WITHOUT ROWID;

-- The table "plan" points at the newest row of "plan_revision", which only grows.
CREATE TABLE plan (
    id      TEXT NOT NULL PRIMARY KEY,
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    newest  INTEGER NOT NULL REFERENCES plan_revision (number)
) STRICT;

CREATE TABLE plan_revision (
    number             INTEGER PRIMARY KEY,
    plan               TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
    at                 TEXT NOT NULL
        CHECK (substr(at, 1, 10) IS date(substr(at, 1, 10))
               AND (length(at) = 10 OR at GLOB '??????????T??:??:??*[+-]??:??')),
    provider_name      TEXT NOT NULL,
    provider_phone     TEXT NOT NULL,
    out_of_hours_phone TEXT NOT NULL,
    note               TEXT NOT NULL,
    saved_at           TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??'),
    deleted            INTEGER NOT NULL CHECK (deleted IN (0, 1))
) STRICT;

CREATE TRIGGER treatment_goal_only_grows BEFORE UPDATE ON treatment_goal
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER treatment_product_only_grows BEFORE UPDATE ON treatment_product
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER plan_revision_only_grows BEFORE UPDATE ON plan_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
