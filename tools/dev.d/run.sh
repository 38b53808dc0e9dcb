# tools/dev run: from a fresh clone to a page in the browser. Sourced by tools/dev.

new_password() {
  python3 - <<'PYTHON'
import secrets
print("-".join("".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(4)) for _ in range(3)))
PYTHON
}

# load_demo DATA: into an empty place beside it, then renamed, so that a half-loaded network is never served.
load_demo() {
  local data=$1 password
  say "Loading the demo network into $data"
  mkdir -p "$(dirname "$data")"
  rm -rf "$data.loading"
  password=$(new_password)
  build/release/staffroom demo --data "$data.loading" --password "$password" >/dev/null
  (umask 077 && printf '%s\n' "$password" >"$data.password")
  mv "$data.loading" "$data"
}

# The featured people of the demo network, who they are and how to sign in as them.
print_sign_ins() {
  local data=$1
  [[ -f $data.password ]] || return 0
  python3 - "$(cat "$data.password")" <<'PYTHON'
import json
import sys
from pathlib import Path

demo = Path("server/demo")
people = {person["key"]: person for person in json.loads((demo / "people.json").read_text())}
print(f"\nSign in as one of these, the password is {sys.argv[1]}\n")
for account in json.loads((demo / "accounts.json").read_text())["featured"]:
    print(f"  {people[account['person']]['email']:<40} {account['why']}")
print()
PYTHON
}

# Waits until the server answers, then says where; nothing if it ends before.
announce() {
  local listen=$1 data=$2 server=$3
  until python3 -c 'import sys, urllib.request; urllib.request.urlopen(f"http://{sys.argv[1]}/readyz", timeout=1)' \
    "$listen" 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || return 0
    sleep 0.1
  done
  say "" "Staffroom is at http://$listen" "Mail is kept, not sent: http://$listen/spool"
  print_sign_ins "$data"
  say "Stop it with Ctrl+C. The data lies in $data."
}

run() {
  local listen=${STAFFROOM_LISTEN:-127.0.0.1:8080} data=${STAFFROOM_DATA:-var/demo} server status=0
  setup
  build release staffroom
  web_build
  [[ -e $data ]] || load_demo "$data"
  build/release/staffroom serve --data "$data" --listen "$listen" --mail-spool "$data.mail" &
  server=$!
  trap 'kill -TERM $server 2>/dev/null || true' INT TERM
  announce "$listen" "$data" "$server"
  wait "$server" || status=$?
  # A signal ends the first wait early; the second one lets the server stop in order.
  while kill -0 "$server" 2>/dev/null; do
    status=0
    wait "$server" || status=$?
  done
  return "$status"
}
