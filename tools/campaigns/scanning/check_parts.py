"""What the hub is made of: is the lock of its npm packages whole, does nothing run when they are installed, and does
the SBOM name all that a running hub has loaded and all that the web app imports?

Usage: check_parts.py PROCESS BUILD    PROCESS is a hub that runs from the folder BUILD.
Ends with "N passed, N failed" and figures.
"""
import base64
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DIGEST_BYTES = {"sha512": 64, "sha384": 48, "sha256": 32}
passed = failed = 0


def check(name: str, holds: object, seen: object = "") -> None:
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    print(f"{'ok  ' if holds else 'FAIL'} {name}" + (f": {seen}" if not holds else ""))


def is_sound(integrity: str) -> bool:
    algorithm, _, digest = integrity.partition("-")
    return DIGEST_BYTES.get(algorithm) == len(base64.b64decode(digest, validate=True))


def check_lock() -> None:
    lock = json.loads((ROOT / "static/package-lock.json").read_text())
    wanted = json.loads((ROOT / "static/package.json").read_text())
    parts = {path: one for path, one in lock["packages"].items() if path}
    loose = [path for path, one in parts.items() if not one.get("integrity") or not is_sound(one["integrity"])]
    check("each package is pinned by a hash", parts and not loose, loose)
    elsewhere = [path for path, one in parts.items() if "resolved" in one]
    check("each comes from the registry that npm is set to, none from another place", not elsewhere, elsewhere)
    root = lock["packages"][""]
    same = all(root.get(kind, {}) == wanted.get(kind, {}) for kind in ("dependencies", "devDependencies"))
    check("the lock is of this package.json", same)
    running = [path for path, one in parts.items() if one.get("hasInstallScript")]
    check("no package runs a program when it is installed", not running, running)
    given_up = [path for path, one in parts.items() if one.get("deprecated")]
    check("no package was given up by its authors", not given_up, given_up)
    print(f"figure: {len(parts)} =- npm packages in the lock")


def loaded_by(process: str) -> set[str]:
    maps = Path(f"/proc/{process}/maps").read_text()
    return set(re.findall(r"\s(/\S+\.so[.\d]*)$", maps, re.M))


def owner_of(file: str) -> str:
    names = [file, file.removeprefix("/usr")]
    said = subprocess.run(["dpkg-query", "-S", *names], text=True, capture_output=True, check=False).stdout
    return said.split(":")[0]


def imported() -> set[str]:
    """The packages that the web app's sources name, but for tests and types."""
    named = set()
    for file in (ROOT / "static/src").rglob("*"):
        if file.suffix not in (".ts", ".svelte") or file.name.endswith((".test.ts", ".d.ts")):
            continue
        for found in re.finditer(r"^\s*(?:import|export)\s+(?!type\b)(?:[^'\";]*\bfrom\s+)?['\"]([^'\"]+)['\"]"
                                 r"|\bimport\(\s*['\"]([^'\"]+)['\"]", file.read_text(), re.M):
            name = found[1] or found[2]
            if not name.startswith((".", "$", "/", "virtual:")):
                named.add("/".join(name.split("/")[:2 if name.startswith("@") else 1]))
    return named


def check_sbom(process: str, build: Path) -> None:
    programs = [build / "staffroom", build / "staffroom-extract"]
    with tempfile.NamedTemporaryFile("w+") as file:
        done = subprocess.run([ROOT / "tools/package/sbom", "0", ROOT / "static", *programs], stdout=file, check=False)
        check("the SBOM is made", done.returncode == 0)
        if done.returncode:
            return
        file.seek(0)
        parts = json.load(file)["components"]
    debian = {part["name"] for part in parts if part["purl"].startswith("pkg:deb/")}
    npm = {part["name"] for part in parts if part["purl"].startswith("pkg:npm/")}
    files = loaded_by(process)
    missing = {file: owner_of(file) for file in files if owner_of(file) not in debian}
    check("it names the package of every library that a running hub has loaded", files and not missing, missing)
    names = imported()
    check("it names every npm package that the web app imports", names and names <= npm, names - npm)
    whole = [part["name"] for part in parts if part["purl"].startswith("pkg:npm/") and not part.get("hashes")]
    check("each npm package in it has its hash", not whole, whole)
    print(f"figure: {len(parts)} =- parts in the SBOM")


def main() -> int:
    check_lock()
    check_sbom(sys.argv[1], Path(sys.argv[2]))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
