# What all campaigns share: arguments, budget, seed, what is needed to go on later, figures, and the row in
# docs/evidence.md. Sourced by each campaign of this folder:
#
#   #!/usr/bin/env bash
#   # What it does, in one sentence.
#   # usage: tools/dev campaign NAME [--budget 60s|30m|8h] [--seed N] [--resume] [--slice] [--no-record]
#   set -euo pipefail
#   cd "$(dirname "${BASH_SOURCE[0]}")/../.."
#   source tools/campaigns/frame.sh
#   begin NAME 60s "$@"                   # sets budget (seconds), seed, slice (0 or 1), state (a folder), rest (array)
#   needs build/release/tests/law_tests "tools/dev build release"
#   at=$(remembered at "$seed")             # with --resume what an earlier run remembered, else what is given
#   while time_left; do
#     replay="tools/dev campaign NAME --seed $at --budget 1s"   # printed when anything from here on fails
#     measured PROGRAM …                    # runs it; its lines "figure: VALUE UNIT NAME" become counts, see below
#     remember at $((at += 100))
#   done
#   count "power cuts" 100 points           # adds up over the batches, and over a run that was resumed
#   figure "points per second" 12 1/s       # the last one stands
#   record                                  # prints all, appends the row; not for a slice
#
# Whatever fails ends the campaign with the seed, how to replay it, and a row that says so. --slice is what CI runs: a
# few seconds, always the same seed, no row.

begin() {
  campaign=$1
  budget=$2
  seed=
  resumed=0
  slice=0
  recording=1
  rest=()
  shift 2
  while (($# > 0)); do
    case $1 in
      --budget) budget=${2:?--budget wants a time, as 60s}; shift ;;
      --seed) seed=${2:?--seed wants a number}; shift ;;
      --resume) resumed=1 ;;
      --slice) slice=1; recording=0 ;;
      --no-record) recording=0 ;;
      *) rest+=("$1") ;;
    esac
    shift
  done
  budget=$(seconds_in "$budget")
  state=$PWD/build/campaigns/$campaign
  mkdir -p "$state"
  if ((resumed)); then
    seed=$(remembered seed "${seed:-$(date +%s)}")
  else
    rm -f "$state"/remembered.* "$state/figures"
    [[ -n $seed ]] || seed=$((slice ? 20261122 : $(date +%s)))
  fi
  [[ $seed =~ ^[0-9]+$ ]] || stop "--seed wants a number, not '$seed'"
  remember seed "$seed"
  begun=$SECONDS
  ended=0
  replay="tools/dev campaign $campaign --seed $seed --budget ${budget}s${rest[*]:+ ${rest[*]}}"
  touch "$state/figures"
  trap on_end EXIT
  printf '%s: seed %s, budget %s s\n' "$campaign" "$seed" "$budget"
}

stop() { printf '%s\n' "$*" >&2; exit 2; }

# seconds_in 90 | 60s | 30m | 8h
seconds_in() {
  local number=${1%[smh]}
  [[ $number =~ ^[0-9]+$ ]] || stop "a budget is a number of seconds, or as 60s, 30m, 8h; not '$1'"
  case $1 in
    *m) printf '%d\n' $((number * 60)) ;;
    *h) printf '%d\n' $((number * 3600)) ;;
    *) printf '%d\n' "$number" ;;
  esac
}

needs() { [[ -e $1 ]] || stop "There is no $1.${2:+ Run: $2}"; }

seconds_left() { printf '%d\n' $((begun + budget > SECONDS ? begun + budget - SECONDS : 0)); }
time_left() { ((SECONDS - begun < budget)); }

remember() { printf '%s\n' "$2" >"$state/remembered.$1"; }
remembered() {
  if ((resumed)) && [[ -f $state/remembered.$1 ]]; then cat "$state/remembered.$1"; else printf '%s\n' "${2-}"; fi
}

# figure NAME VALUE [UNIT]: replaces; count NAME VALUE [UNIT]: adds. A unit of - is none.
figure() { note_figure 0 "$@"; }
count() { note_figure 1 "$@"; }
note_figure() {
  awk -F'\t' -v OFS='\t' -v adds="$1" -v name="$2" -v value="$3" -v unit="${4:--}" '
    $1 == name { $2 = adds ? $2 + value : value; $3 = unit; found = 1 }
    { print }
    END { if (!found) print name, value, unit }' "$state/figures" >"$state/figures.new"
  mv "$state/figures.new" "$state/figures"
}

# measured COMMAND…: runs it and shows what it says. Its lines "figure: VALUE UNIT NAME" are counted; where the unit
# begins with = ("figure: 12 =1/s NAME") the last one stands.
measured() {
  local status=0 value unit name
  "$@" 2>&1 | tee "$state/log" || status=$?
  while read -r _ value unit name; do
    case $unit in
      =*) figure "$name" "$value" "${unit#=}" ;;
      *) count "$name" "$value" "$unit" ;;
    esac
  done < <(grep -a '^figure: ' "$state/log" || true)
  return "$status"
}

# After `measured`: the seed with which the program would have gone on ("remembered: N").
last_seed() { sed -n 's/^remembered: //p' "$state/log" | tail -n 1; }

# failing_point: what `measured` said of the one point that failed; the variables that replay it.
failing_point() { grep -ao 'STAFFROOM_SEED=[0-9]* STAFFROOM_POINTS=1' "$state/log" | head -n 1; }

# All figures in one line: "power cuts 5000 points; points per second 12 1/s".
figures_in_words() {
  awk -F'\t' '{ printf "%s%s %s%s", (NR > 1 ? "; " : ""), $1, $2, ($3 == "-" || $3 == "" ? "" : " " $3) }' \
    "$state/figures"
}

record() {
  tell_result held
  ended=1
}

tell_result() {
  local words
  words=$(figures_in_words)
  printf '%s: %s (seed %s, %d s): %s\n' "$campaign" "$1" "$seed" $((SECONDS - begun)) "${words:-no figures}"
  ((recording)) || return 0
  python3 tools/campaigns/write_evidence.py "$campaign" "$seed" $((SECONDS - begun)) "${words:--}" "$1"
}

on_end() {
  local status=$?
  trap - EXIT
  ((ended)) && exit "$status"
  ((status == 2)) && exit 2  # used wrongly; nothing was found
  if ((status == 0)); then
    printf '%s ended without a record\n' "$campaign" >&2
    status=1
  fi
  printf '\n%s FAILED with seed %s. To replay it:\n  %s\n' "$campaign" "$seed" "$replay" >&2
  tell_result "FAILED, replay: $replay" >&2 || true
  exit "$status"
}
