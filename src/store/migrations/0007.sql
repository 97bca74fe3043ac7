-- Every row that is never overwritten gets a name of its own ("stamp") that is the same in every copy of the journal, and tells
-- on top of which rows it was put. The row that counts for a thing is one that nothing was put on top of; where two machines
-- put one each, it is the one that is not deleted, then the one saved later, then the one with the greater stamp.
--
-- An act is one thing the patient did, with all the rows it made, so that it can be undone as a whole. Rows from before there
-- were acts, rows of another machine, and the first answers to set-up belong to no act.

CREATE TABLE act (
    number INTEGER PRIMARY KEY,
    at     TEXT NOT NULL
        CHECK (substr(at, 1, 10) IS date(substr(at, 1, 10)) AND at GLOB '??????????T??:??:??*[+-]??:??'),
    doing  TEXT NOT NULL CHECK (doing <> ''),
    way    TEXT NOT NULL CHECK (way IN ('done', 'undone', 'redone')),
    undoes INTEGER UNIQUE REFERENCES act (number),
    CHECK ((way = 'done') = (undoes IS NULL))
) STRICT;

CREATE TABLE follows (
    revision TEXT NOT NULL,
    earlier  TEXT NOT NULL CHECK (earlier <> revision),
    PRIMARY KEY (revision, earlier)
) STRICT, WITHOUT ROWID;

CREATE INDEX follows_by_earlier ON follows (earlier);

-- Doing something about a warning can be taken back, like a note about care. The table is built anew, and every row moves over
-- as it is.
DROP TRIGGER warning_event_only_grows;
DROP INDEX warning_event_once;

CREATE TABLE warning_event_taken_back (
    number             INTEGER PRIMARY KEY,
    treatment          TEXT NOT NULL REFERENCES treatment (id),
    rule               TEXT NOT NULL,
    at                 TEXT NOT NULL
        CHECK (substr(at, 1, 10) IS date(substr(at, 1, 10)) AND at GLOB '??????????T??:??:??*[+-]??:??'),
    act                TEXT NOT NULL CHECK (act IN ('acknowledged', 'called', 'answered', 'closed', 'seen')),
    words              TEXT NOT NULL CHECK (words = '' OR act IN ('answered', 'closed', 'seen')),
    better_within_days INTEGER CHECK (better_within_days BETWEEN 1 AND 28),
    saved_at           TEXT NOT NULL
        CHECK (substr(saved_at, 1, 10) IS date(substr(saved_at, 1, 10)) AND saved_at GLOB '??????????T??:??:??*[+-]??:??'),
    taken_back         INTEGER NOT NULL CHECK (taken_back IN (0, 1)),
    CHECK ((act = 'seen') = (better_within_days IS NOT NULL))
) STRICT;

INSERT INTO warning_event_taken_back
SELECT number, treatment, rule, at, act, words, better_within_days, at, 0 FROM warning_event;

DROP TABLE warning_event;

ALTER TABLE warning_event_taken_back RENAME TO warning_event;

CREATE INDEX warning_event_by_treatment ON warning_event (treatment, rule, at);
CREATE INDEX treatment_revision_by_treatment ON treatment_revision (treatment);
CREATE INDEX plan_revision_by_plan ON plan_revision (plan);

-- The names of the rows that are there are built from what they are about, so that two copies of one journal agree on them.

DROP TRIGGER profile_revision_only_grows;
ALTER TABLE profile_revision ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE profile_revision ADD COLUMN made_by INTEGER REFERENCES act (number);
UPDATE profile_revision SET stamp = 'profile ' || number || ' ' || saved_at;
CREATE UNIQUE INDEX profile_revision_by_stamp ON profile_revision (stamp);
CREATE INDEX profile_revision_by_act ON profile_revision (made_by) WHERE made_by IS NOT NULL;
INSERT INTO follows (revision, earlier)
SELECT stamp, earlier FROM (
    SELECT stamp, lag(stamp) OVER (ORDER BY number) AS earlier FROM profile_revision
) WHERE earlier IS NOT NULL;
CREATE TRIGGER profile_revision_only_grows BEFORE UPDATE ON profile_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER profile_revision_is_stamped BEFORE INSERT ON profile_revision WHEN new.stamp = ''
BEGIN SELECT raise(ABORT, 'every row has a name of its own'); END;

DROP TRIGGER treatment_revision_only_grows;
ALTER TABLE treatment_revision ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE treatment_revision ADD COLUMN made_by INTEGER REFERENCES act (number);
UPDATE treatment_revision SET stamp = 'treatment ' || number || ' ' || saved_at || ' ' || treatment;
CREATE UNIQUE INDEX treatment_revision_by_stamp ON treatment_revision (stamp);
CREATE INDEX treatment_revision_by_act ON treatment_revision (made_by) WHERE made_by IS NOT NULL;
INSERT INTO follows (revision, earlier)
SELECT stamp, earlier FROM (
    SELECT stamp, lag(stamp) OVER (PARTITION BY treatment ORDER BY number) AS earlier FROM treatment_revision
) WHERE earlier IS NOT NULL;
CREATE TRIGGER treatment_revision_only_grows BEFORE UPDATE ON treatment_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER treatment_revision_is_stamped BEFORE INSERT ON treatment_revision WHEN new.stamp = ''
BEGIN SELECT raise(ABORT, 'every row has a name of its own'); END;

DROP TRIGGER entry_revision_only_grows;
ALTER TABLE entry_revision ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE entry_revision ADD COLUMN made_by INTEGER REFERENCES act (number);
UPDATE entry_revision SET stamp = 'entry ' || number || ' ' || saved_at || ' ' || entry;
CREATE UNIQUE INDEX entry_revision_by_stamp ON entry_revision (stamp);
CREATE INDEX entry_revision_by_act ON entry_revision (made_by) WHERE made_by IS NOT NULL;
INSERT INTO follows (revision, earlier)
SELECT stamp, earlier FROM (
    SELECT stamp, lag(stamp) OVER (PARTITION BY entry ORDER BY number) AS earlier FROM entry_revision
) WHERE earlier IS NOT NULL;
CREATE TRIGGER entry_revision_only_grows BEFORE UPDATE ON entry_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER entry_revision_is_stamped BEFORE INSERT ON entry_revision WHEN new.stamp = ''
BEGIN SELECT raise(ABORT, 'every row has a name of its own'); END;

DROP TRIGGER outcome_revision_only_grows;
ALTER TABLE outcome_revision ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE outcome_revision ADD COLUMN made_by INTEGER REFERENCES act (number);
UPDATE outcome_revision SET stamp = 'outcome ' || number || ' ' || saved_at || ' ' || outcome;
CREATE UNIQUE INDEX outcome_revision_by_stamp ON outcome_revision (stamp);
CREATE INDEX outcome_revision_by_act ON outcome_revision (made_by) WHERE made_by IS NOT NULL;
INSERT INTO follows (revision, earlier)
SELECT stamp, earlier FROM (
    SELECT stamp, lag(stamp) OVER (PARTITION BY outcome ORDER BY number) AS earlier FROM outcome_revision
) WHERE earlier IS NOT NULL;
CREATE TRIGGER outcome_revision_only_grows BEFORE UPDATE ON outcome_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER outcome_revision_is_stamped BEFORE INSERT ON outcome_revision WHEN new.stamp = ''
BEGIN SELECT raise(ABORT, 'every row has a name of its own'); END;

DROP TRIGGER plan_revision_only_grows;
ALTER TABLE plan_revision ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_revision ADD COLUMN made_by INTEGER REFERENCES act (number);
UPDATE plan_revision SET stamp = 'plan ' || number || ' ' || saved_at || ' ' || plan;
CREATE UNIQUE INDEX plan_revision_by_stamp ON plan_revision (stamp);
CREATE INDEX plan_revision_by_act ON plan_revision (made_by) WHERE made_by IS NOT NULL;
INSERT INTO follows (revision, earlier)
SELECT stamp, earlier FROM (
    SELECT stamp, lag(stamp) OVER (PARTITION BY plan ORDER BY number) AS earlier FROM plan_revision
) WHERE earlier IS NOT NULL;
CREATE TRIGGER plan_revision_only_grows BEFORE UPDATE ON plan_revision
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER plan_revision_is_stamped BEFORE INSERT ON plan_revision WHEN new.stamp = ''
BEGIN SELECT raise(ABORT, 'every row has a name of its own'); END;

DROP TRIGGER care_note_only_grows;
ALTER TABLE care_note ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE care_note ADD COLUMN made_by INTEGER REFERENCES act (number);
UPDATE care_note SET stamp = 'care ' || number || ' ' || saved_at || ' ' || treatment || ' ' || about;
CREATE UNIQUE INDEX care_note_by_stamp ON care_note (stamp);
CREATE INDEX care_note_by_act ON care_note (made_by) WHERE made_by IS NOT NULL;
INSERT INTO follows (revision, earlier)
SELECT stamp, earlier FROM (
    SELECT stamp, lag(stamp) OVER (PARTITION BY treatment, kind, about, at, says, count ORDER BY number) AS earlier FROM care_note
) WHERE earlier IS NOT NULL;
CREATE TRIGGER care_note_only_grows BEFORE UPDATE ON care_note
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER care_note_is_stamped BEFORE INSERT ON care_note WHEN new.stamp = ''
BEGIN SELECT raise(ABORT, 'every row has a name of its own'); END;

ALTER TABLE warning_event ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE warning_event ADD COLUMN made_by INTEGER REFERENCES act (number);
UPDATE warning_event SET stamp = 'warning ' || number || ' ' || saved_at || ' ' || treatment || ' ' || rule || ' ' || act;
CREATE UNIQUE INDEX warning_event_by_stamp ON warning_event (stamp);
CREATE INDEX warning_event_by_act ON warning_event (made_by) WHERE made_by IS NOT NULL;
CREATE TRIGGER warning_event_only_grows BEFORE UPDATE ON warning_event
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER warning_event_is_stamped BEFORE INSERT ON warning_event WHEN new.stamp = ''
BEGIN SELECT raise(ABORT, 'every row has a name of its own'); END;

DROP TRIGGER provider_sheet_only_grows;
ALTER TABLE provider_sheet ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
ALTER TABLE provider_sheet ADD COLUMN made_by INTEGER REFERENCES act (number);
UPDATE provider_sheet SET stamp = 'sheet ' || number || ' ' || saved_at;
CREATE UNIQUE INDEX provider_sheet_by_stamp ON provider_sheet (stamp);
CREATE INDEX provider_sheet_by_act ON provider_sheet (made_by) WHERE made_by IS NOT NULL;
INSERT INTO follows (revision, earlier)
SELECT stamp, earlier FROM (
    SELECT stamp, lag(stamp) OVER (ORDER BY number) AS earlier FROM provider_sheet
) WHERE earlier IS NOT NULL;
CREATE TRIGGER provider_sheet_only_grows BEFORE UPDATE ON provider_sheet
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER provider_sheet_is_stamped BEFORE INSERT ON provider_sheet WHEN new.stamp = ''
BEGIN SELECT raise(ABORT, 'every row has a name of its own'); END;

CREATE TRIGGER follows_only_grows BEFORE UPDATE ON follows
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
CREATE TRIGGER act_only_grows BEFORE UPDATE ON act
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
