"""Signs in to a demo hub and prints what a scanner is to ask of it.

Usage: targets.py HUB EMAIL PASSWORD FOLDER
Writes into FOLDER: cookie (name=value), urls (one a line: every GET of the API with its ids and parameters filled in)
and NN.request, HTTP requests with query parameters and JSON bodies, whose values are to be attacked.
"""
import json
import re
import sys
import urllib.error
import urllib.request
from http import HTTPStatus
from pathlib import Path

API = "/api/v1"
WORDS = {"q": "fractions", "words": "paper", "subject": "Maths", "strength": "Reading", "language": "Polish"}
# Sound bodies, whose values are then attacked. An id of 0 stands for an organisation.
BODIES = [
    ("POST", API + "/session", {"email": "head@school.example", "password": "not the right one"}),
    ("POST", API + "/password-resets", {"email": "nobody@school.example"}),
    ("POST", API + "/topics/{topic}/messages", {"text": "A word from a scanner"}),
    ("POST", API + "/collections", {"organisation": 0, "title": "Scanned", "summary": "By a scanner"}),
    ("POST", API + "/teams", {"organisation": 0, "team_name": "Scanners", "purpose": "None", "area": "subject",
                              "joining": "by_request", "reach": 0}),
    ("PATCH", API + "/people/{person}", {"person_name": "Scanned Person"}),
]
QUERIES = ["/search?q=fractions", "/directory?q=maths&subject=Maths", "/suppliers?words=paper",
           "/curriculum/units?subject=Maths", "/audit?command=PostMessage&from=2026-09-01"]


class Hub:
    def __init__(self, address: str):
        self.address, self.cookie = address, ""

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, method=method)
        if self.cookie:
            request.add_header("Cookie", self.cookie)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                if told := answer.headers.get("Set-Cookie"):
                    self.cookie = told.split(";")[0]
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode("utf-8", "replace")

    def get(self, path: str) -> object:
        status, text = self.ask("GET", API + path)
        return json.loads(text) if status == HTTPStatus.OK and text.startswith(("{", "[")) else {}


def ids_in(thing: object, found: dict[str, int]) -> None:
    """One id for each kind of record, from whatever holds records."""
    if isinstance(thing, list):
        for one in thing:
            ids_in(one, found)
    if isinstance(thing, dict):
        if isinstance(thing.get("kind"), str) and isinstance(thing.get("id"), int):
            found.setdefault(thing["kind"], thing["id"])
        for one in thing.values():
            ids_in(one, found)


def value_for(name: str, schema: dict, schemas: dict) -> str:
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    if "enum" in schema:
        return str(schema["enum"][0])
    kind = schema.get("type")
    return {"boolean": "true", "integer": "1"}.get(kind) or WORDS.get(name) or (
        "2026-09-01" if schema.get("format") == "date" else "x")


def urls_of(described: dict, ids: dict[str, int]) -> list[str]:
    urls = []
    for path, methods in described["paths"].items():
        if "get" not in methods:
            continue
        filled = re.sub(r"\{(\w+)\}", lambda found: str(ids.get(found[1], 1)), path)
        wanted = [f"{one['name']}={value_for(one['name'], one['schema'], described['components']['schemas'])}"
                  for one in methods["get"].get("parameters", []) if one.get("in") == "query"
                  and one["name"] not in ("cursor", "limit")]
        urls.append(API + filled + ("?" + "&".join(wanted) if wanted else ""))
    return urls


def main() -> None:
    hub, folder = Hub(sys.argv[1]), Path(sys.argv[4])
    described = json.loads(hub.ask("GET", API + "/openapi.json")[1])
    status, said = hub.ask("POST", API + "/session", {"email": sys.argv[2], "password": sys.argv[3]})
    if status != HTTPStatus.CREATED:
        raise SystemExit(f"{sys.argv[2]} cannot sign in: {status} {said}")
    ids: dict[str, int] = {}
    for path in ("/me", "/home", *(path for path in described["paths"] if "{" not in path)):
        ids_in(hub.get(path), ids)
    for team in ("team", "channel"):
        ids_in(hub.get(f"/{team}s/{ids.get(team, 0)}"), ids)
        ids_in(hub.get(f"/{team}s/{ids.get(team, 0)}/topics"), ids)
    ids_in(hub.get("/topics"), ids)
    urls = urls_of(described, ids)
    (folder / "cookie").write_text(hub.cookie)
    (folder / "urls").write_text("".join(hub.address + url + "\n" for url in urls))
    host = hub.address.split("//")[1]
    head = f"HTTP/1.1\r\nHost: {host}\r\nOrigin: {hub.address}\r\nCookie: {hub.cookie}\r\n"
    requests = [f"GET {API}{query} {head}\r\n" for query in QUERIES]
    for method, path, body in BODIES:
        filled = re.sub(r"\{(\w+)\}", lambda found: str(ids.get(found[1], 1)), path)
        text = json.dumps({name: ids["organisation"] if value == 0 else value for name, value in body.items()})
        requests.append(f"{method} {filled} {head}Content-Type: application/json\r\n"
                        f"Content-Length: {len(text)}\r\n\r\n{text}")
    for number, request in enumerate(requests):
        (folder / f"{number:02}.request").write_text(request)
    print(f"figure: {len(urls)} =paths read by wapiti\nfigure: {len(requests)} =requests given to sqlmap")


main()
