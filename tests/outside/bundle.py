"""Does each file (the arguments) load as a FHIR R4 Bundle, with references that resolve inside it?

Read by fhir.resources (its R4B models, which are R4's for every resource we write) with dates as calendar dates.
"""

import json
import re
import sys

from fhir.resources.R4B.bundle import Bundle

CLOCK = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?" + CLOCK + ")?")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?" + CLOCK)
MOMENTS = {"effectiveDateTime", "performedDateTime", "authored", "start", "end", "valueDateTime"}


def faults(text):
    bundle = json.loads(text)
    try:
        Bundle.model_validate_json(text)
    except Exception as refused:  # pydantic's and the package's own errors share no base
        yield f"does not load: {refused}"
        return
    entries = bundle["entry"]
    urls = [entry["fullUrl"] for entry in entries]
    if len(set(urls)) != len(urls):
        yield "two entries have the same fullUrl"
    for entry in entries:
        resource = entry["resource"]
        if entry["fullUrl"] != "urn:uuid:" + resource["id"]:
            yield f"{entry['fullUrl']} holds the resource {resource['id']}"
        own = {"#" + inner["id"] for inner in resource.get("contained", [])}
        yield from inside(resource, set(urls), own)
    yield from answers(bundle)


def inside(value, urls, own):
    """References that lead nowhere, moments that are none, empty texts, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from inside(one, urls, own)
    if not isinstance(value, dict):
        return
    for key, one in value.items():
        if key in ("reference", "questionnaire") and one not in urls | own:
            yield f"{one} is not in the bundle"
        if key in MOMENTS and not MOMENT.fullmatch(one):
            yield f"{key} {one} is no moment"
        if key == "issued" and not INSTANT.fullmatch(one):
            yield f"issued {one} is no instant"
        if one in ("", [], {}) or (isinstance(one, str) and not one.strip()):
            yield f"{key} is empty"
        yield from inside(one, urls, own)


def answers(bundle):
    """Answers that the questionnaire does not offer, or out of its order."""
    resources = [entry["resource"] for entry in bundle["entry"]]
    forms = {one["url"]: dict(offered(one["item"])) for one in resources if one["resourceType"] == "Questionnaire"}
    for response in (one for one in resources if one["resourceType"] == "QuestionnaireResponse"):
        form, places = forms[response["questionnaire"]], []
        for item in flat(response["item"]):
            if item["linkId"] not in form:
                yield f"{item['linkId']} is not asked"
                continue
            place, choices = form[item["linkId"]]
            places.append(place)
            given = [one["valueCoding"] for one in item.get("answer", []) if "valueCoding" in one]
            if any(choice not in choices for choice in given):
                yield f"{item['linkId']} has an answer that is not offered: {given}"
        if places != sorted(places):
            yield "answers out of the order of the form"


def flat(items):
    for item in items:
        yield item
        yield from flat(item.get("item", []))


def offered(items):
    for place, item in enumerate(flat(items)):
        yield item["linkId"], (place, [one["valueCoding"] for one in item.get("answerOption", [])])


found = [(name, fault) for name in sys.argv[1:] for fault in faults(open(name, encoding="utf-8").read())]
for name, fault in found[:20]:
    print(f"REFUSED {name}: {fault}")
sys.exit(1 if found else 0)
