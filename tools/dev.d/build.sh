# tools/dev build and web. Sourced by tools/dev.

configure() {
  [[ -f build/$1/build.ninja ]] || cmake --preset "$1"
}

# build PRESET [TARGET…]: configures once; ninja notices by itself when a list of sources changes.
build() {
  local preset=$1
  shift
  [[ -f CMakePresets.json && " debug release asan tsan " == *" $preset "* ]] ||
    fail "no preset '$preset': debug, release, asan or tsan"
  configure "$preset" || return
  cmake --build "build/$preset" --parallel "$jobs" ${1:+--target "$@"}
}

slowest() {
  local count=$1 preset=${2:-debug} log
  log=build/$preset/.ninja_log
  [[ $count =~ ^[0-9]+$ ]] || fail "usage: tools/dev build --slowest N [PRESET]"
  [[ -f $log ]] || fail "build/$preset has not been built"
  awk -F '\t' 'NR > 1 { seconds[$4] = ($2 - $1) / 1000 }
    END { for (file in seconds) printf "%7.1f s  %s\n", seconds[file], file }' "$log" |
    sort -rn | sed "${count}q" || true
}

build_command() {
  case ${1:-} in
    --slowest) slowest "${2:-10}" "${3:-}" ;;
    *) build "${1:-debug}" ;;
  esac
}

# web_build: unless nothing below static/ is newer than the last build.
web_build() {
  local newer
  if [[ -f $stamps/web && -f static/dist/index.html ]]; then
    newer=$(find static \( -path static/node_modules -o -path static/dist -o -path static/e2e \) -prune -o \
      -newer "$stamps/web" -print -quit)
    [[ -n $newer ]] || return 0
  fi
  say "Building the web app"
  (cd static && npm run --silent build) || return
  mkdir -p "$stamps"
  touch "$stamps/web"
}
