"""Runs the recipe (the argument) in DuckDB, in a folder with assessments.ndjson, and prints what it found as one JSON object."""

import json
import sys

# html.py in this folder has the name of a module that DuckDB needs.
del sys.path[0]

import duckdb

with open(sys.argv[1], encoding="utf-8") as recipe:
    sql = recipe.read()
cursor = duckdb.connect()
cursor.execute(sql)


def rows(query):
    return [list(row) for row in cursor.execute(query).fetchall()]


columns = "line, patient, label, treatment, rule, triage, day, since, state, open, closed_at, closed_by"
print(json.dumps({
    "patients": rows("SELECT count(*) FROM assessments WHERE error IS NULL")[0][0],
    "warnings": rows(f"SELECT {columns} FROM warnings"),
    "parquet": rows(f"SELECT {columns} FROM read_parquet('warnings.parquet')"),
    "by_rule": rows("SELECT triage, rule, warnings, patients, open FROM warnings_by_rule"),
    "unread": rows("SELECT line, error FROM unread"),
    "read_with_warnings": rows("SELECT line, warning FROM read_with_warnings"),
    "silences": rows("SELECT line, rule, triage FROM silences"),
}))
