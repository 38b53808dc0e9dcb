"""What a scanner would look at first, of every sort of answer that the hub gives: headers, cookies, methods, what an
error tells. Over the plain hub and the one with TLS inside.

Usage: check_answers.py HUB… --email EMAIL --password PASSWORD    Ends with "N passed, N failed" and a figure.
"""
import http.client
import json
import re
import ssl
import sys
from http import HTTPStatus
from urllib.parse import urlsplit

EVERYWHERE = {
    "x-content-type-options": r"nosniff", "x-frame-options": r"DENY", "referrer-policy": r"same-origin",
    "cross-origin-opener-policy": r"same-origin", "cross-origin-resource-policy": r"same-origin",
    "content-security-policy": r"default-src 'none';(?!.*unsafe-(inline|eval)).*frame-ancestors 'none'.*",
    "permissions-policy": r".*camera=\(\).*", "date": r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT", "cache-control": r".+",
}
NOWHERE = ("server", "x-powered-by", "access-control-allow-origin", "x-xss-protection", "via")
TELLING = re.compile(r"(/usr/|/home/|\.[ch]pp\b|rocksdb|boost|beast|openssl|terminate called|0x[0-9a-f]{8})", re.I)
LONG = "x" * 9_000
# What is asked, and the statuses that are right without a session. "malformed" goes as it stands.
ASKED = [
    ("GET", "/", {}, "", (200,)), ("GET", "/robots.txt", {}, "", (200,)), ("GET", "/no/such/page", {}, "", (200,)),
    ("HEAD", "/", {}, "", (200,)), ("GET", "/assets/none.js", {}, "", (404,)), ("GET", "/.git/config", {}, "", (404,)),
    ("GET", "/..%2f..%2fetc/passwd", {}, "", (404,)), ("GET", "/healthz", {}, "", (200,)),
    ("GET", "/api/v1/openapi.json", {}, "", (200,)), ("GET", "/api/v1/me", {}, "", (401,)),
    ("GET", "/api/v1/people/1", {}, "", (401,)), ("GET", "/api/v1/none", {}, "", (401,)),
    ("GET", "/api/v1/live", {}, "", (401,)), ("POST", "/", {}, "x", (405,)),
    ("DELETE", "/api/v1/session", {}, "", (401,)), ("PUT", "/index.html", {}, "x", (405,)),
    ("TRACE", "/", {}, "", (405, 501)),
    ("CONNECT", "/", {}, "", (400, 405, 501)), ("OPTIONS", "/", {}, "", (405,)),
    ("PROPFIND", "/", {}, "", (405, 501)),
    ("ABC", "/api/v1/me", {}, "", (405, 501)),
    ("GET", "/", {"X-Long": LONG}, "", (431,)),
    ("GET", "/", {"Host": "another.example"}, "", (400,)),
    ("GET", "/", {"X-Forwarded-Host": "evil.example"}, "", (200,)),
    ("POST", "/api/v1/session", {"Content-Type": "text/plain"}, "{}", (415,)),
    ("POST", "/api/v1/session", {"Content-Type": "application/json"}, "{", (400,)),
    ("POST", "/api/v1/session", {"Content-Type": "application/json", "Origin": "http://evil.example"}, "{}", (403,)),
    ("POST", "/api/v1/session", {"Content-Type": "application/json", "Content-Encoding": "gzip"}, "x", (415,)),
    ("POST", "/api/v1/session", {"Content-Type": "application/json", "Content-Length": "99999999999"}, "", (413,)),
    ("GET", "/api/v1/links/none", {}, "", (404,)), ("GET", "/calendar/none.ics", {}, "", (200, 404)),
]
passed = failed = 0


def check(name: str, holds: object, seen: object = "") -> None:
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f"FAIL {name}: {seen}")


class Hub:
    def __init__(self, address: str):
        self.address = address
        self.place = urlsplit(address)
        self.is_tls = self.place.scheme == "https"
        self.own = ssl.create_default_context()
        self.own.check_hostname, self.own.verify_mode = False, ssl.CERT_NONE

    def ask(self, method: str, path: str, headers: dict[str, str], body: str):
        place = (self.place.hostname, self.place.port)
        wire = (http.client.HTTPSConnection(*place, timeout=15, context=self.own) if self.is_tls
                else http.client.HTTPConnection(*place, timeout=15))
        wire.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        if body:
            headers = {"Content-Length": str(len(body)), **headers}
        for name, value in headers.items():
            wire.putheader(name, value)
        wire.endheaders(body.encode() or None)
        answer = wire.getresponse()
        text = answer.read().decode("utf-8", "replace")
        wire.close()
        return answer, text


def check_one(hub: Hub, asked: tuple) -> None:
    method, path, headers, body, right = asked
    answer, text = hub.ask(method, path, headers, body)
    name = f"{hub.place.scheme} {method} {path} {' '.join(headers)[:60]}"
    check(f"{name}: status", answer.status in right, answer.status)
    for header, shape in EVERYWHERE.items():
        seen = answer.headers.get_all(header) or []
        check(f"{name}: {header}", len(seen) == 1 and re.fullmatch(shape, seen[0]), seen)
    for header in NOWHERE:
        check(f"{name}: no {header}", answer.headers.get(header) is None, answer.headers.get(header))
    check(f"{name}: no cookie", answer.headers.get("set-cookie") is None, answer.headers.get("set-cookie"))
    check(f"{name}: HSTS with TLS only", (answer.headers.get("strict-transport-security") == "max-age=31536000")
          == hub.is_tls, answer.headers.get("strict-transport-security"))
    if text:
        kind = answer.headers.get("content-type", "")
        known = r"(application/(problem\+)?json|text/\w+; charset=utf-8)"
        check(f"{name}: says what it is", re.match(known, kind), kind)
    if answer.status >= HTTPStatus.BAD_REQUEST:
        check(f"{name}: an error tells nothing of the inside", not TELLING.search(text), text)
        check(f"{name}: an error is kept by nobody", answer.headers.get("cache-control") == "no-store")
        check(f"{name}: an error shows nothing of what was sent", "evil.example" not in text and LONG[:99] not in text,
              text[:200])


def check_session(hub: Hub, email: str, password: str) -> None:
    body = json.dumps({"email": email, "password": password})
    opened, _ = hub.ask("POST", "/api/v1/session", {"Content-Type": "application/json"}, body)
    cookie = opened.headers.get("set-cookie") or ""
    words = {word.strip().lower().partition("=")[0] for word in cookie.split(";")[1:]}
    check("signing in opens a session", opened.status == HTTPStatus.CREATED, opened.status)
    check("the cookie is for nobody but the server", {"httponly", "samesite", "path"} <= words, cookie)
    check("the cookie is bound to TLS where there is TLS", not hub.is_tls
          or (cookie.startswith("__Host-") and "secure" in words and "domain" not in words), cookie)
    mine = {"Cookie": cookie.split(";")[0]}
    answer, _ = hub.ask("GET", "/api/v1/me", mine, "")
    check("an answer to a person is kept by nobody", answer.status == HTTPStatus.OK
          and "no-store" in answer.headers.get("cache-control", ""), answer.headers.get("cache-control"))
    ended, _ = hub.ask("DELETE", "/api/v1/session", mine, "")
    after, _ = hub.ask("GET", "/api/v1/me", mine, "")
    check("signing out ends it", ended.status < HTTPStatus.BAD_REQUEST and after.status == HTTPStatus.UNAUTHORIZED)
    wiped = ended.headers.get("set-cookie") or ""
    check("signing out takes the cookie away", "max-age=0" in wiped.lower(), wiped)


def main() -> int:
    words = sys.argv[1:]
    email, password = words[words.index("--email") + 1], words[words.index("--password") + 1]
    hubs = [Hub(word) for word in words if word.startswith("http")]
    for hub in hubs:
        for asked in ASKED:
            check_one(hub, asked)
        check_session(hub, email, password)
    print(f"figure: {len(ASKED) * len(hubs)} =- answers looked at\n{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
