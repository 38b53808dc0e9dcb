"""Which branches of our sources the tests take, from `llvm-cov-19 export -skip-functions` (JSON).

Usage: branches.py EXPORT LIST    Figures for frame.sh go to stdout; LIST gets every outcome that was not taken.

What counts: each outcome, true and false, of each condition in protocol/, store/ and server/, at its place in the
source. A condition of a template counts once, taken when any instantiation takes it; one in a macro (TRY) counts where
the macro is used. Not counted: a condition that the compiler decides (if constexpr), which has no outcome that a test
could miss, and what llvm-cov takes for the default of a switch that has none, for -Werror=switch sees that it has all
cases. What is in no library does not appear: server/main.cpp, and main.cpp, cage.cpp and opened_fonts.cpp of
server/extract/, which run in processes of their own (the cage lets nothing be written).
"""
import json
import sys
from bisect import bisect_right
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
GOALS = {"protocol": 95, "store": 95, "policy": 95, "whole": 85}
POLICY = ("store/policy", "store/permissions")


def runs_at(segments):
    """A function of (line, column): how often the code there ran."""
    places = [(line, column) for line, column, *_ in segments]

    def count(place):
        at = bisect_right(places, place) - 1
        return segments[at][2] if at >= 0 and segments[at][3] else 0
    return count


def conditions_of(file):
    """{place: [true, false]}, added up over instantiations; a place is the line and column, in a macro also those
    there. And how many conditions the compiler decides."""
    out = defaultdict(lambda: [0, 0])
    count = runs_at(file["segments"])
    lines = Path(file["filename"]).read_text(encoding="utf-8").split("\n")
    for line, column, _, _, true, false, *_ in file["branches"]:
        if lines[line - 1][:column - 1].endswith("switch ("):
            continue
        outcomes = out[line, column, 0, 0]
        outcomes[0] += true
        outcomes[1] += false
    for expansion in file.get("expansions", []):
        line, column = expansion["source_region"][:2]
        for inner_line, inner_column, _, _, true, false, *_ in expansion["branches"]:
            outcomes = out[line, column, inner_line, inner_column]
            outcomes[0] += true
            outcomes[1] += false
    decided = {place for place, outcomes in out.items() if not any(outcomes) and count(place[:2]) > 0}
    return {place: outcomes for place, outcomes in out.items() if place not in decided}, len(decided)


def named(path):
    """The file's place in the repository; None when it is not counted at all (tests, generated, other people's)."""
    try:
        name = Path(path).resolve().relative_to(ROOT).as_posix()
    except ValueError:
        return None
    return name if name.split("/")[0] in ("protocol", "store", "server") else None


def groups_of(name):
    return [name.split("/")[0], "whole"] + (["policy"] if name.startswith(POLICY) else [])


def main():
    files = json.loads(Path(sys.argv[1]).read_text())["data"][0]["files"]
    taken, all_of, worst, missed = defaultdict(int), defaultdict(int), [], []
    decided = 0
    for file in files:
        name = named(file["filename"])
        if not name:
            continue
        conditions, here_decided = conditions_of(file)
        decided += here_decided
        hit = sum(bool(count) for outcomes in conditions.values() for count in outcomes)
        for group in groups_of(name):
            taken[group] += hit
            all_of[group] += 2 * len(conditions)
        worst.append((2 * len(conditions) - hit, 2 * len(conditions), name))
        for place, outcomes in sorted(conditions.items()):
            missed += [f"{name}:{place[0]}:{place[1]} never {word}" + (" (in its macro)" if place[2] else "")
                       for word, count in zip(("true", "false"), outcomes) if not count]
    Path(sys.argv[2]).write_text("".join(line + "\n" for line in missed))
    print("most outcomes not taken:")
    for lacking, of, name in sorted(worst, reverse=True)[:40]:
        print(f"  {lacking:5d} of {of:5d}  {name}")
    print(f"figure: {decided} =- conditions that the compiler decides")
    for group in ("protocol", "store", "policy", "server", "whole"):
        if all_of[group]:
            share = 100 * taken[group] / all_of[group]
            goal = f" (goal {GOALS[group]})" if group in GOALS else ""
            print(f"{group}: {taken[group]} of {all_of[group]} outcomes, {share:.1f} %{goal}")
            print(f"figure: {share:.1f} =% branches of {group}")
            if share < GOALS.get(group, 0):
                print(f"below: branches of {group}, goal {GOALS[group]} %")


if __name__ == "__main__":
    main()
