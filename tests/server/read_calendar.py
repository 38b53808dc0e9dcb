"""Reads a calendar file as another program would (icalendar), and writes what it found as JSON."""

import json
import sys
from datetime import datetime

from icalendar import Calendar

with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())


def when(value):
    moment = value.dt
    if isinstance(moment, datetime):
        return {"at": moment.isoformat(), "day": False}
    return {"at": moment.isoformat(), "day": True}


events = []
for event in calendar.walk("VEVENT"):
    events.append({
        "uid": str(event["UID"]),
        "summary": str(event["SUMMARY"]),
        "url": str(event["URL"]),
        "location": str(event.get("LOCATION", "")),
        "start": when(event["DTSTART"]),
        "end": when(event["DTEND"]) if "DTEND" in event else None,
        "stamp": event["DTSTAMP"].dt.isoformat(),
        "errors": [str(error) for error in event.errors],
    })
print(json.dumps({
    "name": str(calendar["X-WR-CALNAME"]),
    "version": str(calendar["VERSION"]),
    "refresh": str(calendar["REFRESH-INTERVAL"].to_ical().decode()),
    "errors": [str(error) for error in calendar.errors],
    "events": events,
}))
