"""Compares what the scanners found with what is explained: an unexplained finding fails, an explanation that
explains nothing is told.

Usage: judge.py FINDINGS EXPLAINED.toml SCANNER…
FINDINGS has the lines of findings_of.py; the scanners are those that have run. Ends with figures.
"""
import re
import sys
import tomllib
from pathlib import Path


def explains(one: dict, finding: list[str]) -> bool:
    scanner, what, where, words = finding
    return (one["scanner"] == scanner and one["what"] == what and re.search(one.get("where", ""), where) is not None
            and re.search(one["words"], words) is not None)


def main() -> int:
    findings = [line.split("\t") for line in sorted(set(Path(sys.argv[1]).read_text().splitlines()))]
    explained = tomllib.loads(Path(sys.argv[2]).read_text())["explained"]
    scanners = sys.argv[3:]
    used: list[list[list[str]]] = [[] for _ in explained]
    unexplained = 0
    for finding in findings:
        reasons = [at for at, one in enumerate(explained) if explains(one, finding)]
        for at in reasons:
            used[at].append(finding)
        if not reasons:
            unexplained += 1
            print("UNEXPLAINED: " + " | ".join(finding))
    for one, its in zip(explained, used):
        if its:
            print(f"explained, {len(its)} times: {' | '.join(its[0])}\n    {one['why']}")
    idle = [one for one, its in zip(explained, used) if not its and one["scanner"] in scanners]
    for one in idle:
        print(f"explains nothing any more: {one['scanner']} | {one['what']} | {one['words']}")
    print(f"figure: {len(findings)} =- findings\nfigure: {unexplained} =- unexplained")
    print(f"figure: {len(idle)} =- explanations without a finding")
    return 1 if unexplained else 0


sys.exit(main())
