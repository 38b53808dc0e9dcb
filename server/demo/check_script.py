"""The script's part of check.py: profiles, calendars, practice, support, reviews and buying, told as commands. That
each step names what exists by then, in words that fit, and that every state is there at the end."""
import collections
import datetime
import re

import check_buying
import check_purchases

FIELDS = {  # of each command: needed, and optional
    "edit_profile": ("person fields", ""),
    "set_profile_sights": ("person sights", ""),
    "set_suggestible": ("person suggestible", ""),
    "edit_calendar": ("organisation terms training_days bank_holidays source", ""),
    "accept_answer": ("topic ordinal", ""),
    "create_practice": ("organisation title result context pupils stages problems steps cost cost_note time time_note "
                        "evidence_strength evidence impact cannot_claim differently visits_offered resources pins",
                        "subject evidence_kind contact support_request"),
    "share_practice": ("practice", "team shared_with"),
    "publish_practice": ("practice review_by", ""),
    "withdraw_practice": ("practice", ""),
    "invite_practice_coauthor": ("practice person", ""),
    "accept_practice_coauthorship": ("practice", ""),
    "feature_practice": ("practice featured", ""),
    "try_practice": ("practice organisation", ""),
    "tell_adoption": ("adoption week with_whom changed happened", ""),
    "set_adoption": ("adoption state reason", ""),
    "ask_about_practice": ("practice title text", ""),
    "post_message": ("topic text", ""),
    "create_link": ("type from to", ""),
    "create_support_request": ("organisation title need stages send_needs priority outcomes wanted_from wanted_to ways "
                               "days confidentiality", "subject exam_board wanted team origin origin_message"),
    "open_support_request": ("support_request", ""),
    "take_support_request": ("support_request", ""),
    "decline_support_request": ("support_request reason", ""),
    "withdraw_support_request": ("support_request reason", ""),
    "agree_hand_on": ("support_request agreed", ""),
    "hand_on_support_request": ("support_request broker_node reason", ""),
    "ask_candidate": ("support_request person days message override_reason", ""),
    "accept_match": ("support_match", ""),
    "decline_match": ("support_match reason", ""),
    "create_agreement": ("support_request aims days funding pence_a_day funding_note starts ends exit", ""),
    "sign_agreement": ("support_agreement capacity content_hash", ""),
    "answer_midterm": ("support_agreement working change", ""),
    "create_visit": ("support_agreement date starts ends type place purpose", ""),
    "record_visit": ("support_visit happened next full_day", ""),
    "acknowledge_visit": ("support_visit", ""),
    "submit_evaluation": ("support_request outcomes changed next may_be_told", ""),
    "rate_usefulness": ("support_evaluation usefulness note", ""),
    "check_quality": ("support_evaluation note", ""),
    "create_review_cycle": ("organisation title school_year framework phases visit_days travel_km invited", ""),
    "open_review_cycle": ("review_cycle", ""),
    "join_review_cycle": ("review_cycle school days_given interests interests_why", ""),
    "set_rota": ("review_cycle pairs", ""),
    "start_review_cycle": ("review_cycle", ""),
    "edit_review_scope": ("review questions context confidentiality exceptions first_day last_day", "excellence"),
    "request_review": ("review", ""),
    "propose_team": ("review lead reviewers", ""),
    "declare_interest": ("review points", ""),
    "clear_interest": ("interest reason", ""),
    "accept_team": ("review", ""),
    "name_colleague": ("review colleague report here", ""),
    "edit_self_review": ("review heading strengths needs evidence", "grade"),
    "submit_self_review": ("review", ""),
    "create_review_activity": ("review date starts ends what place reviewer", "colleague question"),
    "create_evidence_note": ("review text questions", "heading activity"),
    "create_report": ("review", ""),
    "edit_report_section": ("review heading sentences", "grade"),
    "edit_report_summary": ("review summary", ""),
    "send_report": ("review", ""),
    "comment_on_report": ("review number text", ""),
    "answer_report_comment": ("report_comment outcome answer", ""),
    "record_dissent": ("review number text", ""),
    "sign_report": ("review capacity content_hash", ""),
    "create_report_grant": ("review reader reason", "ends"),
    "read_report": ("report_grant way", ""),
    "create_review_action": ("review title owner due measure", "sentence"),
    "tell_review_action": ("review_action state now progress", ""),
    "write_review_plan": ("review workshop_on workshop_with workshop_notes no_actions keep_lead", ""),
    "check_impact": ("review outcome words", ""),
    "share_themes": ("review shared themes", ""),
    "close_review": ("review", ""),
} | check_buying.FIELDS | check_purchases.FIELDS
LONGEST = collections.defaultdict(lambda: 1000, {  # characters of a text, by the name of its field
    "title": 160, "what": 120, "name": 120, "result": 300, "pupils": 300, "cost_note": 300, "time_note": 300,
    "priority": 300, "place": 300, "funding_note": 300, "source": 300, "reply": 300, "context": 2000, "evidence": 2000,
    "impact": 2000, "differently": 2000, "need": 2000, "outcomes": 2000, "aims": 2000, "text": 10000, "questions": 500,
    "strengths": 2000, "needs": 2000, "summary": 2000, "words": 300, "interests_why": 300, "start": 120, "now": 120,
    "aim": 120, "workshop_notes": 10000})
ONE_OF = {
    "cost": "nothing under_100 under_500 under_2000 more", "time": "no_extra hours days weeks all_year",
    "evidence_kind": "own_figures external_study observation", "evidence_strength": "early promising strong",
    "state": "adopted stopped not_started on_track at_risk done", "way": "page print",
    "outcome": "on_track partly not_yet changed kept",
    "funding": "none school_pays trust_pays funded_programme",
    "capacity": "requester requester_head supporter supporter_head host lead_reviewer",
    "exam_board": "aqa edexcel eduqas ocr wjec other",
} | check_buying.ONE_OF | check_purchases.ONE_OF
LISTS = {
    "phases": "eyfs ks1 ks2 ks3 ks4 ks5", "stages": "eyfs ks1 ks2 ks3 ks4 ks5", "ways": "call visit coaching documents",
    "offers": "visit host_visit coach moderate speak review_peers answer_questions",
    "exam_boards": ONE_OF["exam_board"], "working_days": "monday tuesday wednesday thursday friday",
    "send_experience": "spld mld sld pmld semh slcn hearing vision multi_sensory physical autism other",
    "send_needs": "spld mld sld pmld semh slcn hearing vision multi_sensory physical autism other",
}
MAY_BE_EMPTY = {"reason", "note", "message", "override_reason", "result", "cost_note", "time_note", "evidence",
                "impact", "cannot_claim", "differently", "funding_note", "interests_why", "context", "confidentiality",
                "needs", "no_actions"} | check_buying.MAY_BE_EMPTY | check_purchases.MAY_BE_EMPTY
SIGHTS = {"network", "trust", "school", "teams", "self"}
AFTER = {  # where a command leaves its record
    "create_practice": "draft", "publish_practice": "published", "withdraw_practice": "withdrawn",
    "try_practice": "trying", "create_support_request": "draft", "open_support_request": "open",
    "decline_support_request": "declined", "withdraw_support_request": "withdrawn",
    "submit_evaluation": "evaluated", "ask_candidate": "asked", "accept_match": "accepted",
    "decline_match": "declined", "create_visit": "planned", "record_visit": "recorded",
    "create_review_cycle": "draft", "open_review_cycle": "open", "start_review_cycle": "running",
    "request_review": "requested", "propose_team": "team_proposed", "accept_team": "confirmed",
    "submit_self_review": "self_review_submitted", "create_evidence_note": "visiting", "create_report": "draft_report",
    "send_report": "factual_check", "write_review_plan": "action_plan", "close_review": "closed",
} | check_buying.AFTER | check_purchases.AFTER
REVIEW_STATES = ("draft requested scoped team_proposed interests_declared confirmed self_review_submitted visiting "
                 "draft_report factual_check final action_plan impact_check closed").split()
PLAN_WEEKDAYS = 22      # what begins by itself thirty days after a report is signed


class Check:
    def __init__(self, tools, places, subjects):
        self.bad, self.fields, self.text, self.one_of, self.moment, self.load = tools
        self.places, self.subjects = places, subjects
        self.made = {}          # "practice/ladders": when, and by whom
        self.states = {}        # of what was made
        self.joined, self.signed = collections.defaultdict(list), collections.defaultdict(set)
        self.uncleared, self.final = {}, {}     # of reviews: how many of the team, and when
        self.counts, self.profiled = collections.Counter(), {}
        self.buying, self.purchases = check_buying.Check(self.bad, places), check_purchases.Check(self.bad)

    def reference(self, where, value, now):
        kind, key = value[1:].split("/", 1)
        if kind in ("day", "year", "first", "last"):
            if not re.fullmatch(r"-?\d{1,3}", key):
                self.bad(where, f"day {key}")
            return
        if kind == "visit":     # "@visit/lifeboat/7+1"
            school, _, days = key.partition("/")
            if school not in self.places["organisation"] or not re.fullmatch(r"\d{1,3}(\+\d)?", days):
                self.bad(where, f"visit {key}")
            return
        if kind in ("hash", "next"):
            kind, key = key.split("/", 1)
        if kind in check_purchases.REFERENCES:
            kind, key = "purchase", key.split("/", 1)[0]
        name = f"{kind}/{key}"
        if name in self.made:
            if self.made[name] >= now:
                self.bad(where, f"{name} is made later")
        elif key not in self.places.get(kind, {}):
            self.bad(where, f"unknown {name}")
        elif self.places[kind][key] is not None and self.moment(where, self.places[kind][key]) >= now:
            self.bad(where, f"{name} comes later")

    def words(self, where, name, value, now):
        if isinstance(value, dict):
            for inner, it in value.items():
                self.words(f"{where} {inner}", inner, it, now)
        elif isinstance(value, list):
            if name in LISTS and (set(value) - set(LISTS[name].split()) or len(set(value)) != len(value)):
                self.bad(where, f"{value}")
            for it in value:
                self.words(where, name, it, now)
        elif isinstance(value, str) and re.match(r"@[a-z_]+/", value):
            self.reference(where, value, now)
        elif isinstance(value, str) and name not in LISTS:
            if value or name not in MAY_BE_EMPTY:
                self.text(where, value, LONGEST[name])
            for identifier in re.findall(r"\b\d{10}\b|\b[A-Z]\d{11,12}[A-Z]?\b", value):
                self.bad(where, f"looks like an identifier: {identifier}")
            if name in ("subject", "subjects"):
                self.one_of(where, value, self.subjects)

    def profile(self, where, step):
        with_ = step["with"]
        if with_["person"] != "@person/" + step["by"]:
            self.bad(where, "only one's own profile")
        if step["call"] == "edit_profile":
            self.profiled[step["by"]] = with_["fields"]
            days = with_["fields"].get("capacity", {}).get("days_a_term", 0)
            if not 0 <= days <= 6:
                self.bad(where, f"{days} days a term")
        for it in with_.get("sights", []):
            self.one_of(where, it["sight"], SIGHTS)
            self.counts["sights of one's own"] += 1
        self.counts["not suggestible"] += with_.get("suggestible") is False

    def calendar(self, where, with_):
        days = []
        for term in with_["terms"]:
            days += [term["starts"], term["ends"]]
        if days != sorted(days):
            self.bad(where, "terms out of order")
        for day in days + [it["date"] for it in with_["training_days"]]:
            if datetime.date.fromisoformat(day).weekday() > 4:
                self.bad(where, f"{day} is no weekday")

    def follow(self, step, now):
        """What became of the record that the command is about."""
        call, with_, made_as = step["call"], step["with"], step.get("as")
        if made_as:
            if made_as in self.made:
                self.bad(f"script {made_as}", "made twice")
            self.made[made_as] = now
        subject = made_as if call.startswith(("create_", "try_", "ask_candidate")) else next(
            (v[1:] for k, v in with_.items() if k in ("practice", "adoption", "support_request", "support_match",
                                                      "support_visit", "review_cycle") + check_buying.SUBJECTS
             and isinstance(v, str)), None)
        if "review" in with_:
            subject = with_["review"][1:]
            self.follow_review(subject, call, with_, now)
        if call == "clear_interest":  # "@interest/primary-dyeworks-bowes"
            cycle, school, _ = with_["interest"].split("/", 1)[1].split("-")
            review = f"review/{cycle}/{school}"
            self.uncleared[review] -= 1
            if self.uncleared[review] == 0:
                self.states[review] = "interests_declared"
        if call == "join_review_cycle":
            self.joined[subject].append(with_["school"].split("/", 1)[1])
        if call == "start_review_cycle":
            for school in self.joined[subject]:
                name = f"review/{subject.split('/', 1)[1]}/{school}"
                self.made[name], self.states[name] = now, "draft"
        if call in AFTER and subject:
            self.states[subject] = AFTER[call]
        if call == "set_adoption":
            self.states[with_["adoption"][1:]] = with_["state"]
            if with_["state"] == "stopped" and len(with_["reason"]) < 40:
                self.bad(f"script {with_['adoption']}", "stopped without a good reason")
        if call == "accept_match":
            self.counts["accepted"] += 1
        if call == "rate_usefulness":
            self.counts["useful"] += 1
        if call == "publish_practice":
            self.counts["past their review"] += with_["review_by"].startswith("@day/-")
        if call == "hand_on_support_request":
            self.states[with_["support_request"][1:]] = "handed_on"
            self.states["next/" + made_as] = "open"

    def follow_review(self, review, call, with_, now):
        """Where a review stands that more than one command moves."""
        if call == "edit_review_scope" and self.states.get(review) != "draft":
            self.states[review] = "scoped"
        if call == "propose_team":
            self.uncleared[review] = 1 + len(with_["reviewers"])
        if call == "declare_interest":
            self.counts["interests"] += len(with_["points"])
        if call == "sign_report":
            self.signed[review].add(with_["capacity"])
            if len(self.signed[review]) == 2:
                self.states[review], self.final[review] = "final", now

    def step(self, file, step):
        where = f"script {file} {step.get('at')} {step.get('call')}"
        self.fields(where, step, "at by call with", "as")
        now = self.moment(where, step["at"])
        by_a_link = step["call"] == "send_quote" and step["by"] == ""
        if step["by"] not in self.places["person"] and not by_a_link:
            self.bad(where, f"person {step['by']}")
        if step["call"] not in FIELDS:
            return self.bad(where, "unknown command")
        self.fields(where, step["with"], *FIELDS[step["call"]])
        for name, value in step["with"].items():
            is_long = step["call"] in check_purchases.FIELDS and isinstance(value, str)
            self.words(f"{where} {name}", check_purchases.LONG.get(name, name) if is_long else name, value, now)
            if name in ONE_OF and isinstance(value, str):
                self.one_of(f"{where} {name}", value, ONE_OF[name].split())
        if "profile" in step["call"] or "suggestible" in step["call"]:
            self.profile(where, step)
        if step["call"] == "edit_calendar":
            self.calendar(where, step["with"])
        if step["call"] in check_buying.FIELDS:
            self.buying.step(where, step)
        self.follow(step, now)
        if step["call"] in check_purchases.FIELDS:
            self.purchases.step(where, step, self.states)
        self.counts[step["call"]] += 1

    def run(self, files):
        steps = [(self.moment(name, step["at"]), name, step) for name in files for step in self.load(f"script/{name}")]
        for _, name, step in sorted(steps, key=lambda it: it[0]):
            self.step(name, step)
        for review, when in self.final.items():     # what happens by itself
            if self.states[review] == "action_plan" and when < -PLAN_WEEKDAYS * 1440:
                self.states[review] = "impact_check"
        silent = set(self.places["person"]) - set(self.profiled)
        by_kind = collections.defaultdict(collections.Counter)
        for name, state in self.states.items():
            by_kind[name.split("/")[0]][state] += 1
        for kind, states in by_kind.items():
            print(f"{kind}:", ", ".join(f"{n} {state}" for state, n in sorted(states.items())))
        print(f"{len(self.profiled)} people have a profile, {len(silent)} none")
        part_time = sum("working_days" in it for it in self.profiled.values())
        full = sum(it.get("capacity", {}).get("days_a_term") == 0 for it in self.profiled.values())
        wanted = {
            "posts": sum(by_kind["practice"].values()) >= 14,
            "drafts and withdrawn posts": by_kind["practice"]["draft"] >= 2 and by_kind["practice"]["withdrawn"] >= 1,
            "a post past its review": self.counts["past their review"] >= 1,
            "featured posts": self.counts["feature_practice"] >= 3,
            "adoptions": all(by_kind["adoption"][it] >= 2 for it in ("trying", "adopted", "stopped")),
            "requests": sum(by_kind["support_request"].values()) >= 14,
            "states of requests": all(by_kind["support_request"][it] for it in (
                "draft", "open", "declined", "withdrawn", "handed_on", "evaluated")),
            "accepted askings": self.counts["accepted"] >= 6, "usefulness": self.counts["useful"] >= 1,
            "accepted answers": self.counts["accept_answer"] >= 2, "links": self.counts["create_link"] >= 2,
            "phases of reviews": all(by_kind["review"][it] for it in REVIEW_STATES),
            "cycles": all(by_kind["review_cycle"][it] for it in ("draft", "open", "running")),
            "declared interests": self.counts["interests"] >= 2, "readings of reports": self.counts["read_report"] >= 3,
            "calendars": self.counts["edit_calendar"] >= 4, "people without a profile": 10 <= len(silent) <= 40,
            "part-time people": part_time >= 6, "people with no days": full >= 4,
            "people who are not suggested": self.counts["not suggestible"] >= 2,
            "sights of one's own": self.counts["sights of one's own"] >= 5,
        }
        for what, there in (wanted | self.buying.wanted(by_kind) | self.purchases.wanted(by_kind)).items():
            if not there:
                self.bad("script", f"too few: {what}")
