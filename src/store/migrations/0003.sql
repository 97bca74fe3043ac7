-- "I was seen, they said …" is one more thing a patient does about a warning, with the days within which it should be better.
--
-- A table's list of words cannot be changed in place: it is built anew, and every row moves over as it is.

CREATE TABLE warning_event_with_visits (
    number             INTEGER PRIMARY KEY,
    treatment          TEXT NOT NULL REFERENCES treatment (id),
    rule               TEXT NOT NULL,
    at                 TEXT NOT NULL
        CHECK (substr(at, 1, 10) IS date(substr(at, 1, 10)) AND at GLOB '??????????T??:??:??*[+-]??:??'),
    act                TEXT NOT NULL CHECK (act IN ('acknowledged', 'called', 'answered', 'closed', 'seen')),
    words              TEXT NOT NULL CHECK (words = '' OR act IN ('answered', 'closed', 'seen')),
    better_within_days INTEGER CHECK (better_within_days BETWEEN 1 AND 28),
    CHECK ((act = 'seen') = (better_within_days IS NOT NULL))
) STRICT;

INSERT INTO warning_event_with_visits (number, treatment, rule, at, act, words)
SELECT number, treatment, rule, at, act, words FROM warning_event;

DROP TABLE warning_event;

ALTER TABLE warning_event_with_visits RENAME TO warning_event;

-- Doing the same at the same moment is one event.
CREATE UNIQUE INDEX warning_event_once ON warning_event (treatment, rule, at, act, words, ifnull(better_within_days, 0));

CREATE TRIGGER warning_event_only_grows BEFORE UPDATE ON warning_event
BEGIN SELECT raise(ABORT, 'old values are kept as they were'); END;
