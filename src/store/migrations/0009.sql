-- After how many seconds without a key the screens lock a locked journal; null stands for never, no row for what is offered.
-- How a screen behaves is nothing that was noted, so it has no history.
CREATE TABLE lock_after (
    only    INTEGER PRIMARY KEY CHECK (only = 1),
    seconds INTEGER CHECK (seconds BETWEEN 1 AND 3600)
) STRICT;
