# tools/dev test: every check there is, counted. Each build tree is built once. Sourced by tools/dev.
#
# A stage is one command with its own log. It counts what its runner counts ("N passed, N failed" alone on a line), or
# as one where the runner counts nothing. A stage that fails without a failed count counts one failed.

logs=build/test-logs
passed_sum=0
failed_sum=0
fuzz_seconds=${STAFFROOM_FUZZ_SECONDS:-12}
symbolizer=/usr/lib/llvm-19/bin  # of package llvm-19: names and lines in what a sanitizer says

# tally LOG STATUS: prints "passed failed" for a stage.
tally() {
  awk -v status="$2" '
    /^([[:alnum:]_-]+: )?[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?\r?$/ {
      sub(/^[[:alnum:]_-]+: /, ""); passed += $1; failed += $3; counted = 1
    }
    END {
      if (!counted && status == 0) passed = 1
      if (status != 0 && !failed) failed = 1
      print passed + 0, failed + 0
    }' "$1"
}

log_of() { printf '%s\n' "$logs/${1//[^a-z0-9]/-}.log"; }

# run_stage NAME COMMAND…: runs it; "passed failed seconds" lies beside its log.
run_stage() {
  local log start=$SECONDS status=0
  log=$(log_of "$1")
  ("${@:2}") >"$log" 2>&1 </dev/null || status=$?
  printf '%s %d\n' "$(tally "$log" "$status")" $((SECONDS - start)) >"$log.count"
}

# count_stage NAME: prints its count and its time, and on failure the end of its log. A stage that left no count failed.
count_stage() {
  local log passed failed seconds
  log=$(log_of "$1")
  read -r passed failed seconds 2>/dev/null <"$log.count" || read -r passed failed seconds <<<"0 1 0"
  passed_sum=$((passed_sum + passed))
  failed_sum=$((failed_sum + failed))
  printf '%6d passed, %d failed  %5d s\n' "$passed" "$failed" "$seconds"
  if [[ $failed != 0 ]]; then
    { grep -aE -m 20 'error:|ERROR:|FAILED:' "$log" || true; say "…"; tail -n 60 "$log"; } |
      cut -c1-300 | sed 's/^/    | /'
    say "    the whole log: $log"
  fi
}

# stage NAME COMMAND…: runs and counts it.
stage() {
  printf '%-30s' "$1"
  rm -f "$(log_of "$1").count"
  run_stage "$@"
  count_stage "$1"
}

# stages_beside PRESET NAME…: the stages "PRESET NAME", each a test program or a fuzz target, begun in this order, two
# at a time, and counted in this order. For programs that keep about one core busy and that no clock hurries.
stages_beside() {
  local preset=$1 name at_once=$((jobs < 2 ? jobs : 2))
  shift
  for name in "$@"; do
    rm -f "$(log_of "$preset $name").count"
    while (($(jobs -rp | wc -l) >= at_once)); do wait -n || true; done
    run_stage "$preset $name" program "$preset" "$name" &
  done
  wait
  for name in "$@"; do
    printf '%-30s' "$preset $name"
    count_stage "$preset $name"
  done
}

# vitest_counts REPORT STATUS: vitest's JSON report as our line. A file that does not even load is no failed test to
# vitest, so failed files without a failed test are added. Each is named with the first line of what it says.
vitest_counts() {
  python3 - "$1" <<'PYTHON'
import json
import sys

report = json.load(open(sys.argv[1]))
broken = sum(1 for file in report["testResults"] if file["status"] == "failed"
             and not any(case["status"] == "failed" for case in file["assertionResults"]))
for file in report["testResults"]:
    for case in file["assertionResults"]:
        if case["status"] == "failed":
            said = "\n".join(case["failureMessages"]).strip().partition("\n")[0]
            print(f"FAILED: {file['name'].rpartition('/')[2]} > {case['title']}: {said}")
print(f"{report['numPassedTests']} passed, {report['numFailedTests'] + broken} failed")
PYTHON
}

# vitest SCRIPT: the npm script, with a report that can be counted.
vitest() {
  local report=$root/$logs/vitest-$1.json status=0
  rm -f "$report"
  (cd static && npm run "$1" -- --reporter=default --reporter=json --outputFile.json="$report") || status=$?
  [[ ! -f $report ]] || vitest_counts "$report" || status=1
  return "$status"
}

web() { (cd static && npm run "$1"); }

# A rebuild even when nothing changed: the test is that it builds.
web_rebuild() {
  rm -f "$stamps/web"
  web_build
}

# All that can be built is built, so that one broken file does not hide the tests of the others.
build_all() {
  configure "$1" || return
  cmake --build "build/$1" --parallel "$jobs" ${2:+--target "$2"} -- -k 0
}

# range_of PROGRAM PART/PARTS: doctest's arguments for these cases, a line each.
range_of() {
  local cases part=${2%/*} parts=${2#*/}
  cases=$("$1" --count | sed -n 's/.*passing the current filters: //p')
  [[ $cases =~ ^[0-9]+$ ]] || return
  printf '%s\n' "--first=$((cases * (part - 1) / parts + 1))" "--last=$((cases * part / parts))"
}

# suite PRESET NAME[:PART/PARTS]: a test program, or so many of its cases.
suite() {
  local program=build/$1/tests/${2%:*} range=()
  [[ -x $program ]] || { say "$program was not built"; return 1; }
  if [[ $2 == *:* ]]; then
    mapfile -t range < <(range_of "$program" "${2#*:}")
    [[ ${#range[@]} == 2 ]] || { say "$program does not say how many cases it has"; return 1; }
  fi
  PATH=$symbolizer:$PATH
  export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1
  export UBSAN_OPTIONS=print_stacktrace=1
  # Under a sanitizer each step costs several times as much; the whole is done in release. See tests/support/share.hpp.
  [[ $1 == release ]] || export STAFFROOM_LAW_SHARE=${STAFFROOM_LAW_SHARE:-0.2}
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:suppressions=$root/tests/tsan_suppressions.txt
  "$program" "${range[@]}"
}

names_in() { grep . "$1" 2>/dev/null || true; }

# A slice of each fuzz target from its seeds; what it finds in passing stays in build/.
fuzz_slice() {
  local name=$1 found=build/asan/fuzz/found/$1 seeds=tests/fuzz/seeds/$1
  mkdir -p "$found"
  [[ -d $seeds ]] || seeds=
  PATH=$symbolizer:$PATH
  "build/asan/fuzz/$name" -max_total_time="$fuzz_seconds" -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="$root/$logs/$name-" "$found" ${seeds:+"$seeds"}
}

program() {
  case $2 in
    fuzz_*) fuzz_slice "$2" ;;
    *) suite "$1" "$2" ;;
  esac
}

# suites_of PRESET: the suites in the order of their list, then a slice of each fuzz target where there are any.
suites_of() {
  local names
  mapfile -t names < <(names_in "build/$1/tests/suites.txt" && names_in "build/$1/tests/fuzz_targets.txt")
  stages_beside "$1" "${names[@]}"
}

generated_types_are_fresh() {
  local fresh=build/generated_ts
  rm -rf "$fresh"
  mkdir -p "$fresh"
  build/release/tools/generate_ts "$fresh" || return
  diff -ru static/src/generated "$fresh" ||
    { say "static/src/generated is stale. Run: build/release/tools/generate_ts static/src/generated"; return 1; }
}

end_to_end() {
  export STAFFROOM_PROGRAM=$root/build/release/staffroom
  [[ -x $STAFFROOM_PROGRAM ]] || { say "build/release/staffroom was not built"; return 1; }
  vitest e2e
}

stages_of_lint() {
  stage "lint layers" tools/check_layers
  stage "lint tidy" tools/tidy
  stage "lint documents" tools/check_docs
  stage "lint hostile inputs" tools/check_inputs
  stage "lint format" check_format
  [[ ! -f server/demo/check.py ]] || stage "lint demo network" python3 server/demo/check.py
}

stages_of_web() {
  stage "web svelte-check" web check
  stage "web eslint" web lint
  stage "web unit" vitest test
  stage "web contrast" web contrast
  stage "web build" web_rebuild
  stage "web budget" web budget
}

stages_of_release() {
  stage "release build" build_all release
  stage "headers compile alone" check_headers
  [[ ! -f tools/generate_ts.cpp ]] || stage "generated types are fresh" generated_types_are_fresh
  suites_of release
  stage "installed program" tools/package/check_installed
  stage "campaign scanners" tools/dev campaign scanners --slice
  stage "campaign power" tools/dev campaign power --slice
  stage "campaign damage" tools/dev campaign damage --slice
  stage "campaign simulation" tools/dev campaign simulation --slice
  stage "campaign matrix" tools/dev campaign matrix --slice
  stage "campaign kill" tools/dev campaign kill --slice
  stage "campaign documents" tools/dev campaign documents --slice
  stage "campaign overload" tools/dev campaign overload --slice
  stage "campaign coverage" tools/dev campaign coverage --slice
  stage "campaign speed" tools/dev campaign speed --slice
  stage "end to end" end_to_end
}

stages_of_sanitizers() {
  stage "asan build" build_all asan test_programs
  suites_of asan
  stage "tsan configure" configure tsan
  if names_in build/tsan/tests/suites.txt | grep -qx thread_tests; then
    stage "tsan build" build_all tsan thread_tests
    stage "tsan thread_tests" suite tsan thread_tests
  fi
}

# run_tests [lint|web|release|sanitizers]…: all of them unless some are named.
run_tests() {
  local part parts=("$@")
  [[ ${#parts[@]} -gt 0 ]] || parts=(lint web release sanitizers)
  for part in "${parts[@]}"; do
    [[ $(type -t "stages_of_$part") == function ]] || fail "no stages '$part': lint, web, release or sanitizers"
  done
  setup --test
  mkdir -p "$logs"
  export NO_COLOR=1
  for part in "${parts[@]}"; do
    "stages_of_$part"
  done
  printf '%s\n' "whole run: $((SECONDS / 60)) min $((SECONDS % 60)) s"
  printf '%d passed, %d failed\n' "$passed_sum" "$failed_sum"
  [[ $failed_sum == 0 ]]
}
