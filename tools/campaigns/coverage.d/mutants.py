"""Mutants of the files of store/ that decide: one build of the tests holds all of some files, switched on by number.

Usage: mutants.py STATE --seed N --seconds N [--files N] [--most N] [--resume]

From the seed: so many files, and the order in which their mutants are tried. Which tests pass by which mutant is
recorded first, so that each is given only to tests that could mind it: the store's, the quickest first, then the laws.
A test that fails, ends the process, needs ten times the processor or hangs has killed it. Those that equivalent.toml
names are not tried: no test could tell them from what is right. Results lie in STATE/mutants, survivors in
STATE/survivors. Lines "figure: VALUE UNIT NAME" are for frame.sh.
"""
import argparse
import json
import os
import random
import re
import shlex
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from linking import RELEASE, ROOT, link
from rewriting import mutants_of, rewritten

MISTAKES = Path(__file__).resolve().with_name("mutants.hpp")
EQUIVALENT = Path(__file__).resolve().with_name("equivalent.toml")
JOBS = os.cpu_count() or 1
DECIDES = re.compile(r"\bdecide\(|^Result<void> (check|may)_?\w*\(", re.M)
# The quick laws; then the story of every command, and every cell of the policy.
LAWS = ("law *,law: *", "after every command*,every cell of the written policy*,purchases: what never fails*")
GOAL = 90  # percent killed
PER_FILE = 20  # tries per file at most, so that a long file does not stand for all


def deciding_files():
    """All files whose mutants there are: decide() bodies, the rules that they ask, the door."""
    return [path for path in sorted((ROOT / "store").glob("*.cpp")) if DECIDES.search(path.read_text())]


def numbered(files):
    """{file: (first number, mutants)}: the numbers depend on the sources alone."""
    out, first = {}, 1
    for path in files:
        mutants = mutants_of(path.read_text())
        out[path] = (first, mutants)
        first += len(mutants)
    return out


def equivalent_ones(every):
    """The numbers of the mutants that equivalent.toml names. One that is no more must not stay there unnoticed."""
    out = set()
    for entry in tomllib.loads(EQUIVALENT.read_text())["equivalent"]:
        path = ROOT / "store" / entry["file"]
        first, mutants = every.get(path, (0, []))
        lines = path.read_text().split("\n") if path.exists() else []
        same = {number for number, mutant in enumerate(mutants, first)
                if mutant.what == entry["what"] and lines[mutant.line - 1].strip() == entry["line"]}
        if not same or not entry["why"]:
            raise LookupError(f"{EQUIVALENT.name} names what is no more: {entry['file']}: {entry['what']}")
        out |= same
    return out


def compile_words(path, output, extra):
    """How the release build compiles the file, without optimising much and with our header."""
    commands = json.loads((RELEASE / "compile_commands.json").read_text())
    words = shlex.split(next(it["command"] for it in commands if it["file"] == str(path)))
    words = [word for word in words[:words.index("-o")] if word != "-Werror" and not word.startswith("-W")]
    return [*words, "-O1", "-g0", "-w", *extra, "-o", str(output)]


class Build:
    """The test programs with the mutants of the chosen files in them."""

    def __init__(self, folder, chosen):
        self.folder, self.chosen = folder, chosen
        self.dropped = set()
        self.programs = {name: folder / name for name in ("store_tests", "law_tests")}

    def compile_all(self):
        header = self.folder / "kinds.pch"
        some = next(iter(self.chosen))
        run([*compile_words(some, header, ["-x", "c++-header"]), "-c", ROOT / "protocol" / "kinds.hpp"], RELEASE)
        with ThreadPoolExecutor(JOBS) as pool:
            list(pool.map(lambda path: self.compile_one(path, header), self.chosen))

    def compile_one(self, path, header):
        """Mistakes that do not compile are left out, by the lines that the compiler names."""
        first, mutants = self.chosen[path]
        source, output = self.folder / path.name, self.folder / f"{path.stem}.o"
        kept = list(enumerate(mutants, first))
        for _ in range(6):
            source.write_text(rewritten(path.read_text(), kept))
            words = compile_words(path, output, ["-include-pch", str(header), "-include", str(MISTAKES)])
            done = subprocess.run([*words, "-ferror-limit=0", "-c", str(source)], cwd=RELEASE, text=True,
                                  capture_output=True, check=False)
            if done.returncode == 0:
                return
            wrong = {int(line) for line in re.findall(rf"{re.escape(str(source))}:(\d+):", done.stderr)}
            left = [(number, mutant) for number, mutant in kept if mutant.line not in wrong]
            if len(left) == len(kept):
                break
            self.dropped |= {number for number, _ in kept} - {number for number, _ in left}
            kept = left
        sys.exit(f"{path.name} does not compile with its mutants:\n{done.stderr[:3000]}")

    def link(self):
        """Our objects stand before the library that holds the right ones."""
        for name, program in self.programs.items():
            link(name, program, [self.folder / f"{path.stem}.o" for path in self.chosen])


def run(words, folder):
    subprocess.run([str(word) for word in words], cwd=folder, check=True)


def tests_of(program, folder):
    """The groups of test cases that are run together: the store's by file, the laws."""
    if program.name == "law_tests":
        return [["-tc=" + laws] for laws in LAWS]
    return [[f"-sf=*/tests/store/{path.name}"] for path in sorted((ROOT / "tests" / "store").glob(folder))]


def reach(build):
    """[(seconds, program, arguments, numbers passed by)], the store's quickest first, then the laws."""
    def tried(program, arguments):
        record = build.folder / f"reached-{abs(hash((program, *arguments)))}"
        begun = time.monotonic()
        if not tested(program, arguments, {"STAFFROOM_REACHED": str(record)}, 900):
            sys.exit(f"{program.name} {' '.join(arguments)} fails without a mistake, run in {ROOT}")
        numbers = {int(line) for line in record.read_text().split()} if record.exists() else set()
        record.unlink(missing_ok=True)
        return time.monotonic() - begun, str(program), arguments, sorted(numbers)

    groups = [(program, words) for program in build.programs.values() for words in tests_of(program, "*.cpp")]
    with ThreadPoolExecutor(JOBS) as pool:
        out = list(pool.map(lambda group: tried(*group), groups))
    return sorted(out, key=lambda it: (it[1].endswith("law_tests"), it[0]))


def tested(program, arguments, variables, seconds):
    """Whether the tests end well within so many seconds of processor; a machine that is busy with other things is not
    the mutant's fault, so the clock alone ends only what hangs."""
    environment = {**os.environ, "STAFFROOM_LAW_SHARE": "0.2", **variables}
    words = ["prlimit", f"--cpu={int(seconds)}", str(program), *arguments, "-aa=1"]
    try:
        return subprocess.run(words, cwd=ROOT, env=environment, timeout=600 + 30 * seconds, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def verdict(number, topic, groups):
    """By what the mutant was killed; "" when nothing minds it, None when no test passes by it. The tests of its topic
    ("awards") are the likeliest to mind it, and come first."""
    passing = [group for group in groups if number in group[3]]
    passing.sort(key=lambda group: (group[1].endswith("law_tests"), topic not in group[2][0], group[0]))
    for seconds, program, arguments, _ in passing:
        if not tested(program, arguments, {"STAFFROOM_MISTAKE": str(number)}, 20 + 10 * seconds):
            return arguments[0]
    return "" if passing else None


def prepared(folder, chosen, resumed):
    """The groups of tests with what they pass by; built unless an earlier run did it."""
    notes = folder / "groups.json"
    if resumed and notes.exists():
        kept = json.loads(notes.read_text())
        return [tuple(it) for it in kept["groups"]], set(kept["dropped"])
    build = Build(folder, chosen)
    build.compile_all()
    build.link()
    groups = reach(build)
    notes.write_text(json.dumps({"groups": groups, "dropped": sorted(build.dropped)}))
    (folder / "results").unlink(missing_ok=True)
    return groups, build.dropped


def sample(chosen, left_out, seed):
    """[(number, path, mutant)] in the order in which they are tried; the same for a seed, whatever is left out."""
    order = random.Random(seed)
    out = []
    for path, (first, mutants) in chosen.items():
        here = [(first + index, path, mutant) for index, mutant in enumerate(mutants)]
        out += order.sample(here, min(PER_FILE, len(here)))
    order.shuffle(out)
    return [it for it in out if it[0] not in left_out]


def report(state, results, mutants, dropped):
    by_number = {number: (path, mutant) for number, path, mutant in mutants}
    lived = []
    for number, by in sorted(results.items()):
        if not by and number in by_number:
            path, mutant = by_number[number]
            how = "no test passes by" if by is None else "survives"
            lived.append(f"store/{path.name}:{mutant.line}: {how}: {mutant.what}  (STAFFROOM_MISTAKE={number})")
    (state / "survivors").write_text("".join(line + "\n" for line in lived))
    print("\n".join(lived))
    print(f"figure: {len(results)} =- mutants tried")
    print(f"figure: {len(results) - len(lived)} =- mutants killed")
    print(f"figure: {sum(by is None for by in results.values())} =- mutants that no test passes by")
    print(f"figure: {len(dropped)} =- mutants that do not compile")
    if results:
        share = 100 * (len(results) - len(lived)) / len(results)
        print(f"figure: {share:.1f} =% killed of those tried")
        if share < GOAL:
            print(f"below: mutants killed, goal {GOAL} %")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("state", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--files", type=int, default=24)
    parser.add_argument("--most", type=int, default=100000)
    parser.add_argument("--resume", action="store_true")
    said = parser.parse_args()
    end = time.monotonic() + said.seconds
    folder = said.state.resolve() / "mutants"
    folder.mkdir(parents=True, exist_ok=True)

    every = numbered(deciding_files())
    same = equivalent_ones(every)
    print(f"figure: {len(same)} =- mutants named as equivalent")
    print(f"figure: {sum(len(mutants) for _, mutants in every.values())} =- mutants there are")
    picked = sorted(random.Random(said.seed).sample(list(every), min(said.files, len(every))))
    chosen = {path: every[path] for path in picked}
    groups, dropped = prepared(folder, chosen, said.resume)
    groups = [(seconds, program, arguments, set(numbers)) for seconds, program, arguments, numbers in groups]

    notes = folder / "results"
    results = dict(json.loads(line) for line in notes.read_text().split("\n") if line) if notes.exists() else {}
    mutants = sample(chosen, dropped | same, said.seed)
    topics = {number: path.stem.split("_")[0] for number, path, _ in mutants}
    results = {number: by for number, by in results.items() if number in topics}
    left = [number for number, *_ in mutants if number not in results][:max(0, said.most - len(results))]

    def tried(number):
        if time.monotonic() < end:
            results[number] = verdict(number, topics[number], groups)
            with notes.open("a") as out:
                out.write(json.dumps([number, results[number]]) + "\n")

    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(tried, left))
    report(said.state, results, mutants, dropped)


if __name__ == "__main__":
    main()
