#!/usr/bin/env python3
"""Reads every file of a folder with staffroom-extract, in its cage, and says what came of it.

Usage: read_documents.py FOLDER [--program build/release/staffroom-extract] [--pictures FOLDER]
Called by the campaign `documents`.

For each file a word that stands in no other one is looked for in what was read. Where the word comes from: the bytes
themselves of text files, the XML of office files, pdftotext for PDF where it is installed. Files without such a word
are counted apart. Ends with "N passed, N failed".
"""
import argparse
import html
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

FORMATS = {".pdf": "pdf", ".docx": "docx", ".pptx": "pptx", ".xlsx": "xlsx", ".odt": "odt", ".odp": "odp",
           ".ods": "ods", ".html": "html", ".htm": "html", ".txt": "text", ".md": "markdown", ".csv": "csv",
           ".png": "image", ".jpg": "image", ".jpeg": "image", ".gif": "image", ".webp": "image", ".zip": "archive"}


def read(program: str, path: Path, kind: str) -> tuple[dict, str, bytes, float]:
    """What it says, the text, the picture, and the seconds it took."""
    with path.open("rb") as file, tempfile.TemporaryFile() as text, tempfile.TemporaryFile() as picture, \
            tempfile.TemporaryFile() as words:
        # Inherited as 3, 4 and 5 by a shell, for the numbers here are the system's choice.
        numbers = [text.fileno(), picture.fileno(), words.fileno()]
        joined = " ".join(f"{place}>&{number}" for place, number in zip((13, 14, 15), numbers))
        moved = "3>&13 4>&14 5>&15 13>&- 14>&- 15>&-"
        start = time.perf_counter()
        subprocess.run(["bash", "-c", f'exec {joined}; exec "$0" "$1" {moved}', program, kind], stdin=file,
                       pass_fds=numbers, env={}, check=False, timeout=60)
        seconds = time.perf_counter() - start
        for one in (text, picture, words):
            one.seek(0)
        lines = words.read().decode().splitlines()
        return (json.loads(lines[0]) if lines else {}, text.read().decode(), picture.read(), seconds)


def words_of(path: Path, kind: str) -> list[str]:
    """The words in a file, by another way than the program's. Empty when there is none."""
    if kind in ("text", "markdown", "csv", "html"):
        text = path.read_bytes().decode(errors="replace")
        text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", " ", text) if kind == "html" else text
    elif kind == "pdf":
        tool = shutil.which("pdftotext")
        text = subprocess.run([tool, str(path), "-"], capture_output=True, check=False).stdout.decode(
            errors="replace") if tool else ""
    elif kind in ("docx", "pptx", "xlsx", "odt", "odp", "ods"):
        wanted = re.compile(r"content\.xml$|word/document\.xml$|ppt/slides/slide\d+\.xml$|xl/sharedStrings\.xml$")
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name).decode() for name in package.namelist() if wanted.search(name)]
        ends = r"</(text:p|text:h|dc:[a-z]+|w:p|a:p|si)>|<office:annotation[^>]*>"
        text = html.unescape(re.sub(r"<[^>]*>", "", re.sub(ends, "\n", " ".join(parts))))
    else:
        text = ""
    return re.findall(r"[a-z]{5,}", text.lower())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--program", default="build/release/staffroom-extract")
    options.add_argument("--pictures", type=Path, help="keep the pictures here")
    chosen = options.parse_args()
    paths = [path for path in sorted(chosen.folder.rglob("*")) if path.suffix.lower() in FORMATS]
    words = {path: Counter(words_of(path, FORMATS[path.suffix.lower()])) for path in paths}
    in_how_many = Counter(word for found in words.values() for word in found)
    passed = failed = without = 0
    times: dict[str, list[float]] = {}
    for path in paths:
        kind = FORMATS[path.suffix.lower()]
        said, text, picture, seconds = read(chosen.program, path, kind)
        times.setdefault(kind, []).append(seconds)
        own = [word for word in words[path] if in_how_many[word] == 1]
        looked_for = max(own, key=len) if own else max(words[path], key=len, default=None)
        well = bool(said) and not said.get("bomb") and not said.get("trouble")
        well = well and (looked_for is None or looked_for in text.lower())
        passed, failed, without = passed + well, failed + (not well), without + (not own)
        print(f"{'ok  ' if well else 'FAIL'} {seconds * 1000:6.0f} ms {said.get('pages') or '-':>4} pages "
              f"{len(text):7} bytes {'picture' if picture else '-':7} {looked_for or '(no words)':24} {path.name}"
              + (f"  {said.get('trouble')}" if said.get("trouble") else "")
              + (f"  found: {said.get('found')}" if said.get("found") else ""))
        if chosen.pictures and picture:
            chosen.pictures.mkdir(parents=True, exist_ok=True)
            (chosen.pictures / ("-".join(path.parts[-3:]) + ".png")).write_bytes(picture)
    for kind, all_times in sorted(times.items()):
        print(f"{kind}: {len(all_times)} files, median {statistics.median(all_times) * 1000:.0f} ms, "
              f"longest {max(all_times) * 1000:.0f} ms")
    for kind, all_times in sorted(times.items()):
        print(f"figure: {len(all_times)} =files {kind}")
    if paths:
        middle = statistics.median(seconds for all_times in times.values() for seconds in all_times)
        print(f"figure: {middle * 1000:.0f} =ms median")
    print(f"{without} of {len(paths)} files have no word of their own; any word of theirs was looked for")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent.parent)
    sys.exit(main())
