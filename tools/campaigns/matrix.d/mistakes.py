"""Mistakes in what decides who may read and do what, and whether the policy's cases mind each of them.

Usage: mistakes.py STATE --seed N --seconds N [--most N] [--table-only] [--slice] [--resume]

Of two sorts: in the table (tests/laws/policy_mutants.cpp makes those), and in the sources below, which are built with
all their mistakes in them, each switched on by its number (../coverage.d). The cases are asked in one run of the law
tests (tests/laws/policy_mistakes_test.cpp); what they do not mind is shown to the other tests that pass by it. Results
lie in STATE/mistakes/results, survivors in STATE/survivors. Lines "figure: VALUE UNIT NAME" are for frame.sh.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "coverage.d"))
import mutants as coverage  # noqa: E402
from linking import RELEASE, ROOT, link  # noqa: E402
from rewriting import Mutant, mutants_of, short  # noqa: E402

GOAL = 90  # percent minded
LEAST_IN_SLICE = 50  # minded by the cases of one part, of those in the table
PROGRAM = RELEASE / "tests" / "law_tests"
CASES = "policy mistakes: *"
# What else is shown the mistakes that the cases do not mind, beside the store's tests.
coverage.LAWS = ("reviews oracle:*", "buying oracle:*", "purchases oracle:*", "what the policy*,profiles:*,17 *,34 *",
                 "law *,law: *,the seal:*,a list that is fetched*")
# Asks whether there is such a record, and of nobody's rights: where there always is one, nothing can mind it.
RECORD = ("(?:it|found|node|post|pool|quote|report|contract|profile|other|theirs|place|mine|request|team|secret|rule"
          "|standing_?)")
PRESENCE = re.compile(rf"^(the guard \(!{RECORD}( \|\| !{RECORD})*\) never|of && without \({RECORD}\)"
                      rf"|of \|\| without \(!{RECORD}\))")
# Files of the store's tests that ask nobody's rights: disks, copies, words.
OTHER_FILES = re.compile(r"-sf=\*/tests/store/(backup|calendar|domain|engine|files|golden|migrations|pupil|search)")
SIMPLE_BODY = re.compile(r"^ *void (?:operator\(\)|\w+)\(.*\) (?:const )?\{ (\w.*;) \}$", re.M)
READER = re.compile(r"^ *void operator\(\)\((\w+) const& ?\w*\) const \{", re.M)


def deciding_files():
    """Who a person is, who reads a record, and what the door asks."""
    patterns = ("audience*.cpp", "permissions*.cpp", "person_standing.cpp")
    return [path for pattern in patterns for path in sorted((ROOT / "store").glob(pattern))]


def mistakes_of(path):
    """What coverage.d makes of any source, and of audiences besides: a body of one line left out, a kind of record that
    everybody reads, and one that administrators of the network read."""
    text = path.read_text()
    out = [mutant for mutant in mutants_of(text) if not PRESENCE.match(mutant.what)]
    taken = {(mutant.start, mutant.end) for mutant in out}
    for found in SIMPLE_BODY.finditer(text):
        if path.name.startswith("audience") and found.span(1) not in taken:
            line = text.count("\n", 0, found.start()) + 1
            out.append(Mutant(line, f"no {short(found[1])}", *found.span(1), "{ if (!mutant({})) ", " }"))
    for found in READER.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        for who, atom in (("everybody reads", "AudienceType::everyone, 0"),
                          ("administrators of the network read",
                           "AudienceType::administrators, tree::root(view).value")):
            out.append(Mutant(line, f"{who} each {found[1]}", found.end(), found.end(),
                              f" if (mutant({{}})) add(out, {atom}); ", " "))
    return out


class Sources:
    """The law tests and the store's with the mistakes of all these files in them."""

    def __init__(self, folder):
        self.programs = {name: folder / name for name in ("store_tests", "law_tests")}
        self.texts, self.chosen, first = {}, {}, 1
        for path in deciding_files():
            mistakes = mistakes_of(path)
            self.chosen[path] = (first, mistakes)
            for number, mistake in enumerate(mistakes, first):
                self.texts[f"s{number}"] = f"store/{path.name}:{mistake.line}: {mistake.what}"
            first += len(mistakes)
        self.folder = folder

    def build(self):
        """Forgets the mistakes that do not compile."""
        build = self.as_build()
        build.compile_all()
        build.link()
        (self.folder / "groups.json").unlink(missing_ok=True)
        (self.folder / "dropped").write_text("".join(f"s{number}\n" for number in sorted(build.dropped)))

    def as_build(self):
        build = coverage.Build(self.folder, self.chosen)
        build.programs = self.programs
        return build

    def groups(self):
        """The other tests in groups, quickest first, with the mistakes that each passes by."""
        kept = self.folder / "groups.json"
        if not kept.exists():
            every = coverage.tests_of
            coverage.tests_of = lambda *words: [it for it in every(*words) if not OTHER_FILES.match(it[0])]
            kept.write_text(json.dumps(coverage.reach(self.as_build())))
        return [(seconds, program, words, set(numbers))
                for seconds, program, words, numbers in json.loads(kept.read_text())]

    def forget_dropped(self):
        for name in (self.folder / "dropped").read_text().split():
            self.texts.pop(name, None)


def in_table(program):
    said = subprocess.run([program, "-tc=policy mutants:*"], cwd=ROOT, text=True, capture_output=True, check=True,
                          env={**os.environ, "STAFFROOM_MUTANTS_LISTED": "1"})
    return {f"t{number}": text for number, text in re.findall(r"^mutant (\d+) (.*)$", said.stdout, re.M)}


class Notes:
    """What has become of each: {name: (what became of it, what the answer was)}; "killed" by an
    answer, "differs" from the written table though no answer did, minded by another "test"; "lives" after the
    cases, "survives" after all tests."""

    def __init__(self, path, resumed):
        self.path = path
        if not resumed:
            path.unlink(missing_ok=True)
        self.passed = {}  # by how many questions those that live were passed by
        self.survives = {}

    def read(self):
        out = {}
        for line in self.path.read_text().split("\n") if self.path.exists() else []:
            if line.count("\t") != 2:
                continue
            name, what, words = line.split("\t")
            if what == "lives":
                self.passed[name] = max(int(words), self.passed.get(name, 0))
            elif what == "survives":
                self.survives[name] = words
            else:
                out[name] = (what, words)
        return out

    def shown(self):
        """Those that all other tests have been shown, and did not mind."""
        self.read()
        return self.survives

    def add(self, name, what, words):
        with self.path.open("a") as out:
            out.write(f"{name}\t{what}\t{words}\n")


def ask_cases(program, names, notes, folder, seed, end, first):
    """All cases, or as many parts of them as there is time for; where they stopped. Fails when a case is answered
    otherwise than it should be with no mistake made."""
    listed = folder / "asked"
    listed.write_text("".join(name + "\n" for name in names))
    said = subprocess.run(
        [program, "-ns", "-tc=" + CASES], cwd=ROOT, text=True, capture_output=True, check=False,
        env={**os.environ, "STAFFROOM_MISTAKES": str(listed), "STAFFROOM_RESULTS": str(notes.path),
             "STAFFROOM_SEED": str(seed), "STAFFROOM_SECONDS": str(max(1, int(end - time.monotonic()))),
             "STAFFROOM_FIRST": str(first)})
    if said.returncode != 0:
        sys.exit(f"the cases without a mistake fail, or the program ended:\n{said.stdout[-4000:]}{said.stderr[-2000:]}")
    print("".join(line + "\n" for line in said.stdout.split("\n") if line.startswith("figure:")), end="")
    at, of = re.search(r"^parts: (\d+) of (\d+)$", said.stdout, re.M).groups()
    return int(at), int(of)


def show_others(groups, left, texts, notes, order, end):
    """To the tests that pass by them, one run for each, with the mistake made from the beginning."""
    shown = notes.shown()
    left = [name for name in left if name not in shown]
    order.shuffle(left)

    def show(name):
        if time.monotonic() > end:
            return
        topic = re.match(r"store/(?:\w+_)?(\w+)\.cpp", texts[name])[1]  # of audience_reviews.cpp: reviews
        by = coverage.verdict(int(name[1:]), topic, groups)
        notes.add(name, "test" if by else "survives", by or ("no test passes by" if by is None else "all pass"))

    with ThreadPoolExecutor(coverage.JOBS) as pool:
        list(pool.map(show, left))


def tell(state, names, texts, results, notes):
    lived = [name for name in names if name not in results]
    lines = [f"{texts[name]}  ({name}, passed by {notes.passed.get(name, 0)} questions; "
             f"{notes.survives.get(name, 'not shown to other tests')})" for name in lived]
    (state / "survivors").write_text("".join(line + "\n" for line in lines))
    for sort, letter in (("in the table", "t"), ("in the sources", "s")):
        tried = [name for name in names if name[0] == letter]
        if not tried:
            continue
        print(f"figure: {len(tried)} =- mistakes {sort}")
        for what, words in (("killed", "minded by answers"), ("differs", "minded by comparing rows"),
                            ("test", "minded by other tests")):
            if those := [name for name in tried if name in results and results[name][0] == what]:
                print(f"figure: {len(those)} =- of those {sort} {words}")
    waiting = [name for name in lived if name[0] == "s" and name not in notes.survives]
    minded = len(names) - len(lived)
    print(f"figure: {len(lived) - len(waiting)} =- mistakes that live")
    if waiting:
        # Those that were shown to the other tests are a sample: the same part of the rest is minded.
        by_tests = sum(name in results and results[name][0] == "test" for name in names)
        shown = by_tests + sum(name in notes.survives for name in lived)
        print(f"figure: {len(waiting)} =- not shown to other tests, of which a sample was: {shown}")
        minded += len(waiting) * by_tests / shown if shown else 0
    share = 100 * minded / len(names)
    print(f"figure: {share:.1f} =% minded{' by that sample' if waiting and shown else ''}")
    if share < GOAL:
        print(f"below: mistakes minded, goal {GOAL} %; those that live stand in {state / 'survivors'}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("state", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--most", type=int, default=100000)
    parser.add_argument("--table-only", action="store_true")
    parser.add_argument("--slice", action="store_true", help="of one part of the cases: how many they mind at all")
    parser.add_argument("--resume", action="store_true")
    said = parser.parse_args()
    end = time.monotonic() + said.seconds
    folder = said.state.resolve() / "mistakes"
    folder.mkdir(parents=True, exist_ok=True)

    program, texts = PROGRAM, in_table(PROGRAM)
    if not said.table_only:
        sources = Sources(folder)
        if not (said.resume and (folder / "dropped").exists()):
            sources.build()
        sources.forget_dropped()
        program = sources.programs["law_tests"]
        texts |= sources.texts
    order = random.Random(said.seed)
    names = sorted(order.sample(sorted(texts), min(said.most, len(texts))))
    notes = Notes(folder / "results", said.resume)
    results = notes.read()

    begun = folder / "first"
    first = int(begun.read_text()) if said.resume and begun.exists() else 0
    at, of = ask_cases(program, [name for name in names if name not in results], notes, folder, said.seed, end, first)
    begun.write_text(f"{at}\n")
    print(f"figure: {100 * at // of} =% of the cases asked")
    results = notes.read()
    left = [name for name in names if name not in results and name[0] == "s"]
    if at == of and left and time.monotonic() < end:
        show_others(sources.groups(), left, texts, notes, order, end)
    results = notes.read()
    if not said.slice:
        tell(said.state, names, texts, results, notes)
        return
    print(f"figure: {len(results)} =- mistakes minded")
    if len(results) < LEAST_IN_SLICE:
        print(f"below: mistakes minded, {LEAST_IN_SLICE} at least")


if __name__ == "__main__":
    main()
