-- Where a merge of two machines' journals found more than one row on top: the number of one of them, in its table. Only these are
-- looked at for conflicts, so that a journal that was never merged pays nothing for asking.

CREATE TABLE parted (
    kind   TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;
