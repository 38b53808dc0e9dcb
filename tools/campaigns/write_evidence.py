"""Appends a row to the table of a campaign in docs/evidence.md; the oldest beyond eight go, and stand in git's history.

Usage: write_evidence.py CAMPAIGN SEED SECONDS FIGURES RESULT    Called by frame.sh.
"""
import datetime
import fcntl
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "evidence.md"
ROWS_MAX = 8
HEAD = ["| date | commit | seed | time | figures | result |", "|---|---|---|---|---|---|"]


def commit():
    """The commit, with a + when the tree was changed after it; - where there is no repository."""
    def git(*words):
        return subprocess.run(["git", *words], cwd=ROOT, text=True, capture_output=True, check=False).stdout.strip()

    return (git("rev-parse", "--short", "HEAD") or "-") + ("+" if git("status", "--porcelain", "-uno") else "")


def with_row(text, campaign, row):
    """The page with the row at the end of the campaign's table; made when it is not there."""
    if not re.search(rf"^## {re.escape(campaign)}$", text, re.M):
        text = text.rstrip("\n") + f"\n\n## {campaign}\n"
    before, head, after = re.split(rf"^(## {re.escape(campaign)})\n", text, maxsplit=1, flags=re.M)
    end = re.search(r"^## ", after, re.M)
    section, rest = (after[:end.start()], after[end.start():]) if end else (after, "")
    words = [line for line in section.rstrip("\n").split("\n") if not line.startswith("|")]
    rows = [line for line in section.split("\n") if line.startswith("|") and line not in HEAD]
    words = "\n".join(words).strip("\n")
    table = "\n".join([*HEAD, *[*rows, row][-ROWS_MAX:]])
    return f"{before}{head}\n{words}\n\n{table}\n" + (f"\n{rest}" if rest else "")


def main():
    campaign, seed, seconds, figures, result = sys.argv[1:6]
    cells = [datetime.date.today().isoformat(), commit(), seed, f"{seconds} s", figures, result]
    row = "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"
    lock = ROOT / "build" / "campaigns" / "evidence.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Evidence\n"
        new = PAGE.with_suffix(".new")
        new.write_text(with_row(text, campaign, row), encoding="utf-8")
        new.replace(PAGE)


if __name__ == "__main__":
    main()
