"""What a scanner has found, a line each: scanner TAB what TAB where TAB words. What it merely tells is left out; where
a scanner says something that is not known here to be harmless, that is a finding.

Usage: findings_of.py SCANNER FILE
SCANNER is testssl, nmap, wapiti, sqlmap or slowhttptest; FILE is what it wrote, for the latter two what they said, and
slowhttptest's CSV lies beside it. Fails when the file does not show a scan that came to its end.
"""
import csv
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

Found = tuple[str, str, str]  # what, where, words

# Scripts of nmap that tell of things which are no faults.
NMAP_TELLS = {"fingerprint-strings", "http-date", "http-headers", "http-title", "http-useragent-tester", "ssl-cert",
              "ssl-date", "tls-alpn"}
# http-fetch wants a folder, ssl-ccs-injection asks the port in clear too, two scripts know other servers only.
NMAP_NOTHING = re.compile(
    r"Couldn't find (any|a file-type field)|No mobile version detected|WebDAV is DISABLED|^false$|NOT VULNERABLE"
    r"|Please enter the complete path|No reply from server \(TIMEOUT\)|^ERROR: Script execution failed")
TLS_KNOWN = {"TLSv1.2", "TLSv1.3"}


def testssl(file: Path) -> Iterator[Found]:
    said = json.loads(file.read_text())
    if len(said) < 100:
        raise SystemExit(f"testssl tested {len(said)} things only.")
    for one in said:
        if one["severity"] not in ("OK", "INFO", "DEBUG"):
            yield one["id"], one["port"], f"{one['severity']}: {one['finding']}"


def ciphers(script: ElementTree.Element, where: str) -> Iterator[Found]:
    for version in script.findall("table"):
        if version.get("key") not in TLS_KNOWN:
            yield "ssl-enum-ciphers", where, f"{version.get('key')} is spoken"
        for warning in version.findall("table[@key='warnings']/elem"):
            yield "ssl-enum-ciphers", where, warning.text or ""
    least = script.findtext("elem[@key='least strength']", "")
    if least != "A":
        yield "ssl-enum-ciphers", where, f"least strength {least}"


def headers(script: ElementTree.Element, where: str) -> Iterator[Found]:
    """What it misses it says in words, of each header in a table of its own."""
    for table in script.findall("table"):
        for line in table.findall("elem"):
            if re.search(r"not (configured|set|present)", line.text or "", re.I):
                yield "http-security-headers", where, f"{table.get('key')}: {line.text}"


def nmap(file: Path) -> Iterator[Found]:
    root = ElementTree.parse(file).getroot()
    if root.find("runstats/finished[@exit='success']") is None:
        raise SystemExit("nmap did not finish.")
    for port in root.iter("port"):
        where = port.get("portid", "")
        state = port.find("state")
        if state is None or state.get("state") != "open":
            yield "port", where, "is not open"
        for script in port.findall("script"):
            name, words = script.get("id", ""), " ".join(script.get("output", "").split())
            if name == "ssl-enum-ciphers":
                yield from ciphers(script, where)
            elif name == "http-security-headers":
                yield from headers(script, where)
            elif name == "http-methods" and words == "Supported Methods: GET HEAD":
                continue
            elif words and name not in NMAP_TELLS and not NMAP_NOTHING.search(words):
                yield name, where, words


def wapiti(file: Path) -> Iterator[Found]:
    said = json.loads(file.read_text())
    for part in ("vulnerabilities", "anomalies"):
        for kind, found in said[part].items():
            for one in found:
                yield kind, f"{one['method']} {one['path']} {one['parameter']}".strip(), one["info"]


def sqlmap(file: Path) -> Iterator[Found]:
    said = file.read_text()
    where = said.partition("\n")[0]
    if "do not appear to be injectable" in said:
        return
    if found := re.findall(r"^Parameter: .*(?:\n +\w+: .*)+", said, re.M):
        yield from (("injection", where, " ".join(one.split())) for one in found)
        return
    raise SystemExit(f"sqlmap came to no end:\n{said[-2000:]}")


def slowhttptest(file: Path) -> Iterator[Found]:
    """Connected are those that it holds; Service Available is 0 in a second in which nobody else was served."""
    rows = list(csv.DictReader(file.with_suffix(".csv").open()))
    if not any(int(row["Connected"]) for row in rows):
        raise SystemExit("slowhttptest did not connect.")
    out = [row["Seconds"] for row in rows if row["Service Available"] == "0"]
    if out:
        yield "others are not served", file.stem, f"in {len(out)} of {len(rows)} seconds, first in second {out[0]}"
    if "No open connections left" not in file.read_text():
        yield "connections stay", file.stem, f"{rows[-1]['Connected']} in second {rows[-1]['Seconds']}"


def main() -> None:
    scanner, file = sys.argv[1], Path(sys.argv[2])
    readers = {"testssl": testssl, "nmap": nmap, "wapiti": wapiti, "sqlmap": sqlmap, "slowhttptest": slowhttptest}
    for what, where, words in readers[scanner](file):
        print("\t".join(" ".join(text.split()) for text in (scanner, what, where, words[:400])))


main()
