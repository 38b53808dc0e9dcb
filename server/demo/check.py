#!/usr/bin/env python3
"""Checks the demo network: every reference, role, guest, posting and time rule. Exit 1 on any problem."""
import collections
import json
import pathlib
import re
import sys

import check_library
import check_script

HERE = pathlib.Path(__file__).resolve().parent
problems = []


def bad(where, what):
    problems.append(f"{where}: {what}")


def load(name):
    def pairs(items):
        keys = [k for k, _ in items]
        for k in {k for k in keys if keys.count(k) > 1}:
            bad(name, f"key {k} twice in one object")
        return dict(items)
    return json.loads((HERE / name).read_text(encoding="utf-8"), object_pairs_hook=pairs)


def fields(where, record, wanted, optional=""):
    different = (set(record) ^ set(wanted.split())) - set(optional.split())
    if different:
        bad(where, f"fields differ: {sorted(different)}")


def text(where, value, longest, lines=True):
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        return bad(where, "empty, untrimmed or not a text")
    if len(value) > longest:
        bad(where, f"{len(value)} characters, at most {longest}")
    if any((ord(c) < 32 and not (lines and c == "\n")) or ord(c) == 127 or "\u202a" <= c <= "\u202e"
           or "\u2066" <= c <= "\u2069" for c in value):
        bad(where, "control characters or line breaks")
    for url in re.findall(r"https?://[^\s)]+", value):
        if not re.match(r"https?://(www\.)?example\.org(/|$)", url):
            bad(where, f"link to {url}")


def one_of(where, value, allowed):
    if value not in allowed:
        bad(where, f"{value!r} is none of {', '.join(map(str, sorted(map(str, allowed))))}")


def moment(where, at, working_hours=True):
    """'N HH:MM' as a number that grows with time."""
    m = re.fullmatch(r"(\d{1,3}) (\d\d):(\d\d)", at or "")
    if not m:
        bad(where, f"time {at!r}")
        return 0
    days, minutes = int(m[1]), int(m[2]) * 60 + int(m[3])
    if days > 190 or int(m[3]) > 59:
        bad(where, f"time {at} out of range")
    if working_hours and not 7 * 60 <= minutes <= 19 * 60:
        bad(where, f"time {at} outside 07:00 to 19:00")
    if days == 0 and minutes >= 8 * 60 + 30:
        bad(where, f"time {at}: day 0 ends at 08:30")
    return -days * 1440 + minutes


def unique(where, values):
    for value, n in collections.Counter(values).items():
        if n > 1:
            bad(where, f"{value} occurs {n} times")


# Organisations
CREST = {
    "shape": {"shield", "roundel", "lozenge", "square"},
    "pattern": {"plain", "halves", "chevron", "bend", "cross", "bars"},
    "symbol": {"none", "oak", "book", "lamp", "star", "river", "hill", "bird", "key", "anchor", "wheat", "sun"},
}
CREST["first"] = CREST["second"] = {"pine", "navy", "maroon", "plum", "rust", "ochre", "teal", "slate", "forest",
                                    "royal"}
organisations = load("organisations.json")
unique("organisations.json", [o["key"] for o in organisations])
unique("organisations.json", [o["name"] for o in organisations])
org = {o["key"]: o for o in organisations}
for o in organisations:
    where = f"organisation {o['key']}"
    fields(where, o, "key name kind parent phase character town partner_kind ethos motto website leads_on crest state "
                     "register")
    text(where + " name", o["name"], 120, False)
    one_of(where + " state", o["state"], {"joined", "listed"})
    if o["state"] == "joined":
        text(where + " ethos", o["ethos"], 500, False)
        text(where + " website", o["website"], 300, False)
    if o["state"] == "joined" and o["kind"] != "partner":
        text(where + " motto", o["motto"], 120, False)
        fields(where + " crest", o["crest"], "shape pattern symbol first second")
        for field, value in o["crest"].items():
            one_of(where + " crest", value, CREST[field])
        if not 1 <= len(o["leads_on"]) <= 12:
            bad(where, f"leads on {len(o['leads_on'])} things")
        unique(where + " leads on", o["leads_on"])
    if o["kind"] == "trust":
        fields(where + " register", o["register"], "group_uid group_id companies_house opened postcode")
    elif o["kind"] == "school":
        r = o["register"]
        fields(where + " register", r, "urn number type ages pupils capacity opened easting northing postcode")
        if r["urn"] < 990001 or not 0 < r["pupils"] <= r["capacity"] or not r["ages"][0] < r["ages"][1] <= 19:
            bad(where, f"register {r}")
        if not (460000 <= r["easting"] <= 495000 and 480000 <= r["northing"] <= 515000):
            bad(where, f"lies off the map: {r['easting']}, {r['northing']}")
    elif o["register"]:
        bad(where, "only trusts and schools are in the register")
    text(where + " town", o["town"], 120, False)
    one_of(where + " kind", o["kind"], {"network", "trust", "school", "partner"})
    phases = {"primary", "secondary", "special", "all_through"} if o["kind"] == "school" else {None}
    one_of(where + " phase", o["phase"], phases)
    one_of(where + " partner_kind", o["partner_kind"],
           {"diocese", "university", "local_authority", "supplier", "charity"} if o["kind"] == "partner" else {None})
    parents = {"network": {None}, "trust": {"network"}, "school": {"trust", "network"}, "partner": {"network", "trust"}}
    parent_kind = org.get(o["parent"], {"kind": "unknown"})["kind"] if o["parent"] else None
    one_of(where + " parent", parent_kind, parents[o["kind"]])
unique("organisations.json urn", [o["register"]["urn"] for o in organisations if o["kind"] == "school"])
unique("organisations.json crest", [json.dumps(o["crest"]) for o in organisations if o["crest"]])
if sum(o["state"] == "listed" for o in organisations) != 2:
    bad("organisations.json", "two schools are listed and have not joined")
if sum(o["kind"] == "network" for o in organisations) != 1:
    bad("organisations.json", "exactly one network")

# People
people = load("people.json")
unique("people.json", [p["key"] for p in people])
unique("people.json", [p["email"] for p in people])
unique("people.json", [p["name"] for p in people])
person = {p["key"]: p for p in people}
roles_on = {
    "network": {"staff", "subject_lead", "business_manager", "governor", "trust_leader", "administrator"},
    "trust": {"staff", "subject_lead", "business_manager", "governor", "trust_leader", "administrator"},
    "school": {"staff", "subject_lead", "business_manager", "headteacher", "governor", "administrator"},
    "partner": {"partner", "administrator"},
}
for p in people:
    where = f"person {p['key']}"
    fields(where, p, "key name email memberships title")
    text(where + " name", p["name"], 120, False)
    text(where + " title", p["title"], 120, False)
    if not re.fullmatch(r"[a-z0-9.-]+@[a-z0-9-]+\.example", p["email"]):
        bad(where, f"email {p['email']}")
    if not p["memberships"]:
        bad(where, "no membership")
    unique(where, [m["organisation"] for m in p["memberships"]])
    for m in p["memberships"]:
        fields(where, m, "organisation role subjects duties", "starts_in ends_in")
        if m["organisation"] not in org:
            bad(where, f"organisation {m['organisation']}")
            continue
        if org[m["organisation"]]["state"] != "joined":
            bad(where, f"{m['organisation']} has not joined")
        one_of(where + " role", m["role"], roles_on[org[m["organisation"]]["kind"]])
        for duty in m["duties"]:
            one_of(where + " duty", duty, {"broker", "hub_manager", "signatory"})
        if bool(m["subjects"]) != (m["role"] == "subject_lead"):
            bad(where, "subjects are for subject leads, and a subject lead has some")
is_partner = {p["key"]: all(org[m["organisation"]]["kind"] == "partner" for m in p["memberships"]) for p in people}
for o in organisations:
    def holders(role):
        return [p["key"] for p in people
                for m in p["memberships"] if (m["organisation"], m["role"]) == (o["key"], role)]
    heads = holders("headteacher")
    admins = holders("administrator")
    if o["state"] == "joined" and o["kind"] == "school" and len(heads) != 1:
        bad(f"organisation {o['key']}", f"{len(heads)} headteachers")
    if o["kind"] in ("network", "trust") and not admins:
        bad(f"organisation {o['key']}", "no administrator")

# Teams
teams = load("teams.json")
unique("teams.json", [t["key"] for t in teams])
unique("teams.json", [t["name"] for t in teams])
team = {t["key"]: t for t in teams}
for t in teams:
    where = f"team {t['key']}"
    fields(where, t, "key name purpose organisation reach joining area subject phases members join_requests channels")
    for phase in t["phases"]:
        one_of(where + " phase", phase, {"primary", "secondary", "special", "all_through"})
    text(where + " name", t["name"], 120, False)
    text(where + " purpose", t["purpose"], 500)
    if t["organisation"] not in org or t["reach"] not in org:
        bad(where, "organisation or reach unknown")
    one_of(where + " joining", t["joining"], {"open", "by_request", "closed"})
    one_of(where + " area", t["area"], {"curriculum", "training", "business", "leadership", "pastoral"})
    channels = [c["key"] for c in t["channels"]]
    unique(where + " channels", channels)
    if not 2 <= len(channels) <= 4:
        bad(where, f"{len(channels)} channels")
    for c in t["channels"]:
        fields(where, c, "key name purpose posting")
        text(where + " channel name", c["name"], 120, False)
        text(where + " channel purpose", c["purpose"], 500)
        one_of(where + " posting", c["posting"], {"everyone", "members", "leads"})
    unique(where + " members", [m["person"] for m in t["members"]])
    if not 10 <= len(t["members"]) <= 35:
        bad(where, f"{len(t['members'])} members")
    if not 1 <= sum(m["relation"] == "lead" for m in t["members"]) <= 3:
        bad(where, "one to three leads")
    for m in t["members"]:
        fields(where, m, "person relation channels", "ends_in")
        if "ends_in" in m and m["relation"] != "guest":
            bad(where, f"{m['person']}: only a guest's place has a last day")
        if m["person"] not in person:
            bad(where, f"person {m['person']}")
            continue
        one_of(where + " relation", m["relation"], {"lead", "member", "guest"})
        if is_partner[m["person"]] and m["relation"] != "guest":
            bad(where, f"{m['person']} is from a partner and may only be a guest")
        if (m["relation"] == "guest") != bool(m["channels"]):
            bad(where, f"{m['person']}: channels are for guests")
        if set(m["channels"]) - set(channels):
            bad(where, f"{m['person']}: unknown channel")
    inside = {m["person"] for m in t["members"]}
    if t["join_requests"] and t["joining"] != "by_request":
        bad(where, "join requests, but joining is not by request")
    unique(where + " join requests", [r["person"] for r in t["join_requests"]])
    for r in t["join_requests"]:
        fields(where, r, "person note at")
        text(where + " join note", r["note"], 1000)
        moment(where + " join request", r["at"])
        if r["person"] not in person or r["person"] in inside or is_partner.get(r["person"]):
            bad(where, f"join request of {r['person']}")

# Conversations
by_length = sorted((p["name"] for p in people), key=len, reverse=True)
key_of = {p["name"]: p["key"] for p in people}
mention = re.compile(r"(?<![\w.])@(" + "|".join(map(re.escape, by_length)) + r")(?!\w)")
counts = collections.Counter()
active, mentioned, seen = collections.Counter(), collections.Counter(), collections.Counter()
files = sorted((HERE / "conversations").glob("*.json"))
if {f.stem for f in files} != set(team):
    bad("conversations", f"files and teams differ: {sorted({f.stem for f in files} ^ set(team))}")
per_team = {}
for f in files:
    conversation = load(f"conversations/{f.name}")
    fields(f.name, conversation, "team topics")
    if conversation["team"] != f.stem or f.stem not in team:
        bad(f.name, "team key")
        continue
    t = team[f.stem]
    posting = {c["key"]: c["posting"] for c in t["channels"]}
    relation = {m["person"]: m for m in t["members"]}
    unique(f.name, [x["title"] for x in conversation["topics"]])
    if set(posting) - {x["channel"] for x in conversation["topics"]}:
        bad(f.name, f"nothing in {sorted(set(posting) - {x['channel'] for x in conversation['topics']})}")

    def sees(key, channel):
        m = relation.get(key)
        return m is not None and (m["relation"] != "guest" or channel in m["channels"])

    def may_post(key, channel):
        if not sees(key, channel):
            return False
        return {"everyone": True, "members": relation[key]["relation"] != "guest",
                "leads": relation[key]["relation"] == "lead"}[posting[channel]]

    written = 0
    for x in conversation["topics"]:
        where = f"{f.name} '{x['title']}'"
        fields(where, x, "channel title author at state summary summary_by summary_at messages", "question")
        text(where, x["title"], 160, False)
        one_of(where + " state", x["state"], {"open", "agreed"})
        channel, messages = x["channel"], x["messages"]
        if channel not in posting:
            bad(where, f"channel {channel}")
            continue
        if not 3 <= len(messages) <= 18:
            bad(where, f"{len(messages)} messages")
        if (x["author"], x["at"]) != (messages[0]["author"], messages[0]["at"]):
            bad(where, "the first message opens the topic")
        if x["state"] == "agreed" and not x["summary"]:
            bad(where, "agreed without a summary")
        if x["summary"] is not None:
            text(where + " summary", x["summary"], 2000)
            if moment(where, x["summary_at"]) < moment(where, x["at"]):
                bad(where, "summary before the topic")
            if not sees(x["summary_by"], channel) or relation[x["summary_by"]]["relation"] == "guest":
                bad(where, f"summary by {x['summary_by']}")
        elif x["summary_by"] or x["summary_at"]:
            bad(where, "summary_by without summary")
        before = -10**9
        for n, m in enumerate(messages, 1):
            here = f"{where} #{n}"
            fields(here, m, "author at text reply_to mentions reactions edited")
            text(here, m["text"], 10000)
            now = moment(here, m["at"])
            if now <= before:
                bad(here, f"{m['at']} is not after the message before")
            before = now
            if not may_post(m["author"], channel):
                bad(here, f"{m['author']} may not post in {channel}")
            if m["reply_to"] is not None and not 1 <= m["reply_to"] < n:
                bad(here, f"reply_to {m['reply_to']}")
            found = [key_of[name] for name in mention.findall(m["text"])]
            if sorted(set(found)) != sorted(m["mentions"]):
                bad(here, f"mentions {m['mentions']}, in the text {found}")
            if len(re.findall(r"(?<![\w.])@", m["text"])) != len(found):
                bad(here, "an @ that names nobody")
            for k in m["mentions"]:
                if not sees(k, channel):
                    bad(here, f"mentions {k}, who does not read {channel}")
                if k == m["author"]:
                    bad(here, "mentions its own author")
                mentioned[k] += 1
            if m["edited"] not in (True, False):
                bad(here, "edited")
            for word, keys in m["reactions"].items():
                one_of(here + " reaction", word, {"helpful", "trying_this", "thanks"})
                unique(here + " reaction", keys)
                counts["reactions"] += len(keys)
                for k in keys:
                    if not sees(k, channel) or k == m["author"]:
                        bad(here, f"reaction {word} by {k}")
            for identifier in re.findall(r"\b\d{10}\b|\b[A-Z]\d{11,12}[A-Z]?\b", m["text"]):
                bad(here, f"looks like an identifier: {identifier}")
            if m["text"] in seen:
                bad(here, "the same text twice")
            seen[m["text"]] += 1
            active[m["author"]] += 1
            days = int(m["at"].split()[0])
            counts["messages of the last 10 days"] += days <= 10
            counts["messages of day 0"] += days == 0
            counts["replies"] += m["reply_to"] is not None
            counts["mentions"] += len(m["mentions"])
            counts["words"] += len(m["text"].split())
            counts["edited"] += m["edited"]
        written += len(messages)
        counts["agreed topics"] += x["state"] == "agreed"
        counts["summaries"] += x["summary"] is not None
    counts["topics"] += len(conversation["topics"])
    counts["messages"] += written
    per_team[f.stem] = (len(t["members"]), len(conversation["topics"]), written)

# Library
library = check_library.Check((bad, fields, text, one_of, moment, unique, load), org, person, team)
library.run()

# Profiles, calendars, practice, support. When things of these kinds begin; None: before everything.
places = {"person": dict.fromkeys(person), "organisation": dict.fromkeys(org), "team": dict.fromkeys(team),
          "unit": dict.fromkeys(library.units),
          "resource": {key: r["at"] for key, r in library.resources.items()},
          "topic": {f"{f.stem}/{x['title']}": x["at"]
                    for f in files for x in load(f"conversations/{f.name}")["topics"]}}
check_script.Check((bad, fields, text, one_of, moment, load), places, check_library.SUBJECTS).run(
    sorted(f.name for f in (HERE / "script").glob("*.json")))

# Accounts
accounts = load("accounts.json")
fields("accounts.json", accounts, "featured")
unique("accounts.json", [a["person"] for a in accounts["featured"]])
for a in accounts["featured"]:
    fields("accounts.json", a, "person why")
    text("accounts.json", a["why"], 300, False)
    if a["person"] not in person:
        bad("accounts.json", f"person {a['person']}")

print(f"{len(organisations)} organisations:", dict(collections.Counter(o["kind"] for o in organisations)))
print(f"{len(people)} people:", dict(collections.Counter(m["role"] for p in people for m in p["memberships"])),
      f"- {sum(len(p['memberships']) > 1 for p in people)} with two memberships")
print(f"{len(teams)} teams, {sum(len(t['channels']) for t in teams)} channels,",
      f"{sum(len(t['join_requests']) for t in teams)} join requests")
for k, (members, topics, written) in per_team.items():
    print(f"  {k}: {members} members, {topics} topics, {written} messages")
print(", ".join(f"{v} {k}" for k, v in counts.items()))
for a in accounts["featured"]:
    k = a["person"]
    print(f"  sign-in {k}: in {sum(any(m['person'] == k for m in t['members']) for t in teams)} teams,",
          f"{active[k]} messages, mentioned {mentioned[k]} times")
silent = [p["key"] for p in people if not active[p["key"]]]
print(f"{len(silent)} people have written nothing: {' '.join(silent)}")
print(f"{len(problems)} problems")
for p in problems:
    print(" -", p)
sys.exit(1 if problems else 0)
