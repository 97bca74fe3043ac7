"""Do the files (all arguments but the first) fit the JSON Schema 2020-12 (the first)?"""

import json
import sys

from jsonschema import Draft202012Validator

schema = json.load(open(sys.argv[1], encoding="utf-8"))
Draft202012Validator.check_schema(schema)
refused = 0
for name in sys.argv[2:]:
    for fault in Draft202012Validator(schema).iter_errors(json.load(open(name, encoding="utf-8"))):
        refused += 1
        print(f"REFUSED {name}: {fault.json_path}: {fault.message[:200]}")
sys.exit(1 if refused else 0)
