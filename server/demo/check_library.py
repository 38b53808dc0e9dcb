"""The library's part of check.py: who may share, approve, use and judge what, and that files and words fit together."""
import collections
import json
import pathlib
import re

LIBRARY = pathlib.Path(__file__).resolve().parent / "library"
TYPES = {"lesson_materials", "scheme_of_work", "assessment", "knowledge_organiser", "policy", "staff_training",
         "template_form", "reading", "other"}
STAGES = ("eyfs", "ks1", "ks2", "ks3", "ks4", "ks5")
STAGE_OF = dict(nursery="eyfs", reception="eyfs", y1="ks1", y2="ks1", y3="ks2", y4="ks2", y5="ks2", y6="ks2", y7="ks3",
                y8="ks3", y9="ks3", y10="ks4", y11="ks4", y12="ks5", y13="ks5")
LICENCES = {"all_rights", "cc0", "cc_by", "cc_by_sa", "cc_by_nc", "cc_by_nc_sa", "ogl"}
SUBJECTS = {"English", "Mathematics", "Science", "Art and design", "Computing", "Design and technology", "Geography",
            "History", "Music", "Physical education", "Languages", "Citizenship", "Religious education", "Biology",
            "Chemistry", "Physics", "French", "German", "Spanish", "PSHE", "SEND", "EAL", "Early years", "Careers",
            "Online safety", "Phonics and reading", "Oracy", "Pastoral", "Combined science", "Cooking and nutrition",
            "Latin", "Relationships and health education"}
NEEDED = "key at author organisation title summary type licence"
OPTIONAL = ("subject stages years unit exam_board tier pins threads keywords attribution third_party team shared_with "
            "published review_in address files note label copy_of coauthors versions approval_asked approvals featured "
            "uses stories scores questions answers")
STEPS = {"coauthors": "at person", "versions": "at by note", "approval_asked": "at", "approvals": "at by",
         "featured": "at by", "uses": "at by organisation",
         "stories": "at by organisation what with_whom changed happened",
         "scores": "at by clear accurate adaptable inclusive", "questions": "at by title text",
         "answers": "at by title text"}
FILE_BYTES_MAX, ALL_BYTES_MAX = 200_000, 1_500_000


class Check:
    def __init__(self, tools, organisations, people, teams):
        self.bad, self.fields, self.text, self.one_of, self.moment, self.unique, self.load = tools
        self.org, self.person, self.team = organisations, people, teams
        self.resources, self.files, self.counts = {}, set(), collections.Counter()

    def around(self, key):
        """The organisation and those above it."""
        while key:
            yield key
            key = self.org[key]["parent"]

    def roles(self, who, organisation):
        above = set(self.around(organisation))
        return [m for m in self.person[who]["memberships"] if m["organisation"] in above]

    def reads(self, who, r):
        if r.get("team"):
            return any(m["person"] == who for m in self.team[r["team"]]["members"])
        wide = r.get("shared_with")
        return wide is not None and any(wide in self.around(m["organisation"]) or m["organisation"] in self.around(wide)
                                        for m in self.person[who]["memberships"])

    def parties(self, r):
        return {r["author"]} | {c["person"] for c in r.get("coauthors", [])}

    def description(self, where, r):
        self.text(where + " title", r["title"], 160, False)
        self.text(where + " summary", r["summary"], 2000)
        self.one_of(where + " type", r["type"], TYPES)
        self.one_of(where + " licence", r["licence"], LICENCES)
        self.one_of(where + " subject", r.get("subject"), SUBJECTS | {None})
        for year in r.get("years", []):
            if STAGE_OF.get(year) not in r.get("stages", []):
                self.bad(where, f"{year} is in none of its stages")
        if list(r.get("stages", [])) != sorted(r.get("stages", []), key=STAGES.index):
            self.bad(where, "stages out of order")
        for pin in r.get("pins", []):
            if pin["unit"] not in self.units or pin.get("lesson", None) not in self.units[pin["unit"]] | {None}:
                self.bad(where, f"pin {pin}")
        if r["author"] not in self.person or r["organisation"] not in self.org:
            return self.bad(where, "author or organisation")
        if not self.roles(r["author"], r["organisation"]):
            self.bad(where, f"{r['author']} is not of {r['organisation']}")

    def audience(self, where, r):
        shared = [x for x in ("team", "shared_with") if r.get(x)]
        if len(shared) != (1 if r.get("published", True) else 0):
            self.bad(where, "shared with one team or organisation, a draft with nobody")
        if r.get("shared_with") and r["shared_with"] not in self.around(r["organisation"]):
            self.bad(where, "shared beside or below its organisation")
        if r.get("team") and not any(m["person"] == r["author"] and m["relation"] != "guest"
                                     for m in self.team[r["team"]]["members"]):
            self.bad(where, f"{r['author']} is not in {r['team']}")
        narrow = r["licence"] == "all_rights" or r.get("third_party", "none") != "none"
        if narrow and (r.get("team") or r.get("shared_with") == "partnership"):
            self.bad(where, "licence or third parties do not allow this audience")
        if not 1 <= r.get("review_in", 365) <= 3 * 365:
            self.bad(where, "reviewed within three years")

    def content(self, where, step, began):
        if bool(step.get("files")) == bool(step.get("address")):
            self.bad(where, "files or an address")
        for name in step.get("files", []):
            self.files.add(name)
            if not (LIBRARY / "files" / name).is_file():
                self.bad(where, f"no file {name}")
        if step.get("address") and not re.match(r"https://www\.example\.org/", step["address"]):
            self.bad(where, f"link to {step['address']}")
        if self.moment(where, step["at"]) < began:
            self.bad(where, f"{step['at']} is before it was made")

    def steps(self, where, r, began):
        for field, wanted in STEPS.items():
            for step in r.get(field, []):
                self.counts[field] += 1
                here = f"{where} {field} {step['at']}"
                self.fields(here, step, wanted, "files address label accepts")
                if self.moment(here, step["at"]) < began:
                    self.bad(here, "before it was made")
                for who in (step.get("by"), step.get("person")):
                    if who and who not in self.person:
                        self.bad(here, f"person {who}")
                for name, words in step.items():
                    if name in ("what", "with_whom", "changed", "happened", "note") and words:
                        self.text(f"{here} {name}", words, 1000)
        for step in r.get("versions", []):
            self.content(where + " version", step, began)
            if step["by"] not in self.parties(r) or not step["note"]:
                self.bad(where, "a version by somebody else, or without a note")

    def judged(self, where, r):
        for step in r.get("approvals", []):
            leads = [m for m in self.roles(step["by"], r["organisation"])
                     if m["role"] in ("headteacher", "trust_leader")
                     or m["role"] == "subject_lead" and r.get("subject") in m["subjects"] + [None]]
            if not leads or step["by"] in self.parties(r):
                self.bad(where, f"{step['by']} may not approve it")
        used = {}
        for step in r.get("uses", []):
            if step["organisation"] in used:
                self.bad(where, f"{step['organisation']} uses it twice")
            used[step["organisation"]] = self.moment(where, step["at"])
            school = self.org[step["organisation"]]
            if (not self.reads(step["by"], r) or not self.roles(step["by"], step["organisation"])
                    or school["kind"] == "partner"):
                self.bad(where, f"use by {step['by']} for {step['organisation']}")
        for step in r.get("stories", []):
            if used.get(step["organisation"], 0) >= self.moment(where, step["at"]):
                self.bad(where, f"a story of {step['organisation']} before its use")
            if not self.roles(step["by"], step["organisation"]):
                self.bad(where, f"story by {step['by']}")
        self.unique(where + " scores", [s["by"] for s in r.get("scores", [])])
        for step in r.get("scores", []):
            if step["by"] in self.parties(r) or not self.reads(step["by"], r):
                self.bad(where, f"score by {step['by']}")
            if not all(1 <= step[x] <= 4 for x in ("clear", "accurate", "adaptable", "inclusive")):
                self.bad(where, "scores are 1 to 4")
        asked = {q["title"]: self.moment(where, q["at"]) for q in r.get("questions", [])}
        for step in r.get("answers", []):
            if asked.get(step["title"], 0) >= self.moment(where, step["at"]):
                self.bad(where, f"an answer to {step['title']} before it")
        for step in r.get("questions", []) + r.get("answers", []):
            self.text(where + " question", step["text"], 10000)
            if not self.reads(step["by"], r) and step["by"] not in self.parties(r):
                self.bad(where, f"{step['by']} does not read it")

    def resource(self, area, r):
        where = f"library {area} {r.get('key')}"
        self.fields(where, r, NEEDED, OPTIONAL)
        if r["key"] in self.resources:
            self.bad(where, "key twice")
        self.resources[r["key"]] = r
        began = self.moment(where, r["at"])
        self.description(where, r)
        self.audience(where, r)
        self.content(where, r, began)
        self.steps(where, r, began)
        self.judged(where, r)
        self.counts[r["licence"]] += 1

    def copies(self):
        for key, r in self.resources.items():
            source = self.resources.get(r.get("copy_of"))
            if "copy_of" in r and (source is None or not r.get("note") or not self.reads(r["author"], source) or
                                   source["licence"] == "all_rights" or
                                   self.moment(key, source["at"]) >= self.moment(key, r["at"])):
                self.bad(f"library {key}", f"copy of {r['copy_of']}")
            self.counts["copies"] += "copy_of" in r

    def collections(self):
        for c in self.load("library/collections.json"):
            where = f"library collection {c['key']}"
            self.fields(where, c, "key at author organisation title summary items",
                        "subject stages years team shared_with")
            self.text(where + " title", c["title"], 160, False)
            self.audience(where, dict(c, licence="cc0"))
            self.unique(where, [i["resource"] for i in c["items"]])
            for item in c["items"]:
                r = self.resources.get(item["resource"])
                if (r is None or not self.reads(c["author"], r)
                        or self.moment(where, r["at"]) >= self.moment(where, c["at"])):
                    self.bad(where, f"item {item['resource']}")
            if len(c["items"]) < 3:
                self.bad(where, "too short")
            self.counts["collections"] += 1

    def contents(self):
        there = {f.name: f for f in (LIBRARY / "files").iterdir()}
        if set(there) != self.files:
            self.bad("library", f"files and resources differ: {sorted(set(there) ^ self.files)}")
        for name, file in there.items():
            if not re.fullmatch(r"[A-Za-z0-9-]+\.[a-z]+", name) or not 0 < file.stat().st_size <= FILE_BYTES_MAX:
                self.bad("library", f"{name}: name or size")
            if name.rsplit(".")[1] in ("md", "txt", "csv"):
                numbers = re.findall(r"\b[A-Z]\d{11}[0-9A-Z]\b", file.read_text(encoding="utf-8"))
                self.counts["made-up pupils' numbers"] += len(numbers)
                holders = [r for r in self.resources.values()
                           if name in r.get("files", []) and r.get("published", True)]
                if numbers and holders:
                    self.bad("library", f"{name} holds pupils' numbers and would be published")
        size = sum(f.stat().st_size for f in there.values())
        if size > ALL_BYTES_MAX:
            self.bad("library", f"{size} bytes of files")
        formats = collections.Counter(n.rsplit(".")[1] for n in there)
        print(f"{len(self.resources)} resources, {len(there)} files of {size} bytes:", dict(formats))

    def run(self):
        lines = {name: [json.loads(line) for line in (LIBRARY / f"{name}.jsonl").open(encoding="utf-8")]
                 for name in ("units", "lessons")}
        self.units = {u["id"]: set() for u in lines["units"]}
        for lesson in lines["lessons"]:
            for unit in lesson["unit"]:
                self.units[unit].add(lesson["slug"])
        for file in sorted((LIBRARY / "resources").glob("*.json")):
            for r in self.load(f"library/resources/{file.name}"):
                self.resource(file.stem, r)
        self.copies()
        self.collections()
        self.contents()
        print("library:", ", ".join(f"{v} {k}" for k, v in self.counts.items()))
        shown = [r for r in self.resources.values() if len(r.get("scores", [])) >= 3]
        wanted = {"resources": len(self.resources) >= 60, "collections": self.counts["collections"] >= 2,
                  "scores shown": len(shown) >= 5, "copies": self.counts["copies"] >= 4,
                  "pupils' numbers to be held": self.counts["made-up pupils' numbers"] >= 2,
                  "a link": any("address" in r for r in self.resources.values()),
                  "one past its review": any(r.get("review_in", 365) < int(r["at"].split()[0])
                                             for r in self.resources.values())}
        for what, there in wanted.items():
            if not there:
                self.bad("library", f"too few: {what}")
