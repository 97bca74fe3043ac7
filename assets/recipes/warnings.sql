-- The warnings of a cohort, by DuckDB. Made before:  mendlog assess cohort.ndjson --ndjson > assessments.ndjson

-- One row for each patient. The columns are named, so that a journal without warnings, or a line that could not be read,
-- does not change what the table looks like.
CREATE TABLE assessments AS
FROM read_json('assessments.ndjson', format = 'newline_delimited', columns = {
  line: 'BIGINT', patient: 'VARCHAR', label: 'VARCHAR', error: 'VARCHAR', reading_warnings: 'VARCHAR[]',
  now: 'STRUCT(triage VARCHAR,
               open_warnings STRUCT("treatment" VARCHAR, rule VARCHAR, triage VARCHAR, "day" INTEGER, since VARCHAR, state VARCHAR,
                                    closed_at VARCHAR, closed_by VARCHAR)[],
               closed_warnings STRUCT("treatment" VARCHAR, rule VARCHAR, triage VARCHAR, "day" INTEGER, since VARCHAR, state VARCHAR,
                                      closed_at VARCHAR, closed_by VARCHAR)[],
               silence STRUCT(rule VARCHAR, triage VARCHAR, observed VARCHAR, expected VARCHAR)[])'
});

-- One row for each warning: who, on which day after the treatment, which rule, how loud, since when, and whether it is open.
CREATE TABLE warnings AS
SELECT line, patient, label, unnest(warning), warning.state <> 'closed' AS open
FROM (
  SELECT line, patient, label, unnest(list_concat(now.open_warnings, now.closed_warnings)) AS warning
  FROM assessments
  WHERE error IS NULL
)
ORDER BY line, warning.since, warning.rule;

-- How often each rule spoke, and how loud.
CREATE TABLE warnings_by_rule AS
SELECT triage, rule, count(*) AS warnings, count(DISTINCT line) AS patients, count(*) FILTER (WHERE open) AS open
FROM warnings
GROUP BY triage, rule
ORDER BY warnings DESC, rule;

-- Lines that could not be read are no patients without warnings: look at them.
CREATE TABLE unread AS
SELECT line, error FROM assessments WHERE error IS NOT NULL;

-- What was left out or taken otherwise than the journal says: fields and protocols not known here, sheets not gone by.
CREATE TABLE read_with_warnings AS
SELECT line, patient, label, unnest(reading_warnings) AS warning FROM assessments WHERE error IS NULL
ORDER BY line;

-- What it means that nothing was entered lately: it is no warning, has no row above, and is no sign that all is well.
CREATE TABLE silences AS
SELECT line, patient, label, unnest(silence) FROM (SELECT line, patient, label, unnest(now.silence) AS silence FROM assessments)
ORDER BY line, silence.rule;

-- The same for Spark, pandas, R and others.
COPY warnings TO 'warnings.parquet' (FORMAT parquet);
