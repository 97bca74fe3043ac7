"""Is each file (the arguments) a calendar with events that any program can show, each with an alarm and a neutral title?

Prints the number of events of each.
"""

import sys

from icalendar import Calendar


def faults(raw):
    if not raw.endswith(b"\r\n") or b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""):
        yield "lines do not end with CRLF"
    if any(len(line) > 75 for line in raw.split(b"\r\n")):
        yield "a line has more than 75 octets"
    calendar = Calendar.from_ical(raw)
    yield from (f"{part.name}: {fault}" for part in calendar.walk() for fault in part.errors)
    events = calendar.walk("VEVENT")
    if not events:
        yield "no event"
    if len({str(event.get("UID")) for event in events}) != len(events):
        yield "two events have the same UID, or none"
    for event in events:
        missing = [name for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY") if name not in event]
        if missing:
            yield f"an event has no {', '.join(missing)}"
            continue
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if start.tzinfo is not None or end.tzinfo is not None or not start < end:
            yield f"{start} to {end} is no time by the patient's own clock"
        if event["DTSTAMP"].dt.tzinfo is None:
            yield "DTSTAMP is not in UTC"
        if event["SUMMARY"] != "Journal" or "DESCRIPTION" in event or "LOCATION" in event:
            yield f"{event['SUMMARY']} is no neutral title"
        alarms = event.walk("VALARM")
        if len(alarms) != 1 or alarms[0].get("ACTION") != "DISPLAY" or "TRIGGER" not in alarms[0]:
            yield f"the event at {start} has no alarm"


refused = False
for name in sys.argv[1:]:
    raw = open(name, "rb").read()
    for fault in faults(raw):
        refused = True
        print(f"REFUSED {name}: {fault}")
    if not refused:
        print(len(Calendar.from_ical(raw).walk("VEVENT")))
sys.exit(1 if refused else 0)
