# tools/dev check, check-headers, check-names and format. Sourced by tools/dev.

cpp_files() {
  git ls-files -co --exclude-standard -- 'protocol/*.[ch]pp' 'store/*.[ch]pp' 'server/*.[ch]pp' 'tests/*.[ch]pp' \
    'tools/*.[ch]pp' | while read -r file; do if [[ -f $file ]]; then printf '%s\n' "$file"; fi; done
}

check() {
  local status=0
  tools/check_layers || status=1
  tools/tidy || status=1
  tools/check_docs || status=1
  tools/check_inputs || status=1
  return "$status"
}

# The headers that some source file includes before anything else: the build has shown that they compile alone.
first_included() {
  cpp_files | grep '\.cpp$' | xargs awk 'FNR == 1 { found = 0 } !found && /^#include/ { found = 1; print $2 }' |
    tr -d '"' | sort -u
}

# Each of the others on its own, so that no file depends on what was included before it.
check_headers() {
  local headers failed
  mapfile -t headers < <(cpp_files | grep '\.hpp$' | sort | comm -23 - <(first_included))
  failed=$(printf '%s\n' "${headers[@]}" | xargs -P "$jobs" -I {} sh -c '
    clang++-19 -std=c++20 -fsyntax-only -fbracket-depth=1024 -I. \
      -Wall -Wno-pragma-once-outside-header -Wno-unused-const-variable \
      -DBOOST_ASIO_SEPARATE_COMPILATION -DBOOST_BEAST_SEPARATE_COMPILATION -DBOOST_ASIO_NO_DEPRECATED \
      -DSPDLOG_SHARED_LIB -DSPDLOG_COMPILED_LIB -DSPDLOG_FMT_EXTERNAL -x c++ "$1" >&2 || echo "$1"' _ {})
  [[ -z $failed ]] || say "These headers do not compile alone; include what they use:" "$failed"
  failed=$(grep -c . <<<"$failed" || true)
  say "$((${#headers[@]} - failed)) passed, $failed failed"
  [[ $failed == 0 ]]
}

# Names and a few bug finders, file by file, from the debug build's compile commands.
check_names() {
  local files=("$@")
  configure debug
  [[ ${#files[@]} -gt 0 ]] || mapfile -t files < <(cpp_files | grep '\.cpp$' | grep -v '^server/net/boost_sources')
  printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$jobs" clang-tidy-19 --quiet -p build/debug
}

check_format() {
  cpp_files | xargs clang-format-19 --dry-run -Werror || { say "Run: tools/dev format"; return 1; }
}

format() {
  cpp_files | xargs clang-format-19 -i
}
