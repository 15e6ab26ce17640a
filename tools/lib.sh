# shellcheck shell=bash
# What ./dev and the scripts beside this file share. Sourced from the top of the repository.

jobs=$(nproc)
step_number=0
step_total=1
step_label=""
step_name=""
step_began=0
step_times=()

# plan N: how many steps follow.
plan() {
  step_number=0
  step_total=$1
}

step() {
  note_time
  step_number=$((step_number + 1))
  step_name=$*
  step_label="[$step_number/$step_total] $*"
  printf '%s\n' "$step_label"
}

# Keeps how long the step that ends now took, for print_times.
note_time() {
  if [[ -n $step_name ]]; then
    step_times+=("$(printf '%5d s  %s' $((SECONDS - step_began)) "$step_name")")
  fi
  step_name=""
  step_began=$SECONDS
}

# How long each step took.
print_times() {
  note_time
  printf '%s\n' "${step_times[@]}"
  printf '%5d s  in all\n' "$SECONDS"
}

die() {
  printf 'dev: %s\n' "$*" >&2
  exit 1
}

# Debian's own interpreter, which the packages in tools/packages.txt belong to.
python() {
  if [[ -x /usr/bin/python3 ]]; then
    /usr/bin/python3 "$@"
  else
    python3 "$@"
  fi
}

# Whether there is a Node.js that builds the console, wherever it came from.
has_node() {
  command -v npm >/dev/null &&
    node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null
}

packages_of() {
  local group
  for group in "$@"; do
    [[ $group != console ]] || ! has_node || continue
    awk -v group="$group" '$1 == group { print $2 }' tools/packages.txt
  done | sort -u
}

missing_packages() {
  local package status
  for package in $(packages_of "$@"); do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || printf '%s\n' "$package"
  done
}

# need GROUP…: installs what is missing of these groups of tools/packages.txt.
need() {
  [[ -z ${PROVOST_SKIP_PACKAGES:-} ]] || return 0
  command -v dpkg-query >/dev/null || packages_by_hand "$(packages_of "$@" | xargs)"
  local missing
  missing=$(missing_packages "$@" | xargs)
  [[ -n $missing ]] || return 0
  printf 'installing %s\n' "$missing"
  apt_install "$missing" || true
  missing=$(missing_packages "$@" | xargs)
  [[ -z $missing ]] || packages_by_hand "$missing"
}

apt_install() {
  local as_root=()
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || return 1
    as_root=(sudo)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
    apt-get -qq -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update || printf 'dev: apt-get update failed; trying with the lists at hand\n' >&2
  # shellcheck disable=SC2086  # a list of package names
  "${apt[@]}" install -y --no-install-recommends $1 >/dev/null
}

packages_by_hand() {
  die "these packages are missing and could not be installed: $1
Install them as root with
    apt-get update && apt-get install $1
or, where packages have other names, install their equivalents and set PROVOST_SKIP_PACKAGES=1.
Then run the same ./dev command again."
}

# Paths below the repository are hashed relative to it, so that a second clone finds what the first
# one compiled. Precompiled headers are cached only if ccache may overlook what they do not depend
# on.
use_ccache() {
  if command -v ccache >/dev/null; then
    export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
    export CCACHE_PCH_EXTSUM=1 CCACHE_SLOPPINESS=pch_defines,time_macros
  fi
}

configure() {
  use_ccache
  cmake --preset "$1" >"build/$1.configure.log" 2>&1 || {
    cat "build/$1.configure.log" >&2
    die "cmake --preset $1 failed"
  }
}

# In front of every ninja and ctest, for builds whose programs need to be started in a special way.
launcher=()

# compile PRESET [TARGET…]: builds with the current step in front of ninja's progress.
compile() {
  NINJA_STATUS="$step_label (%f/%t) " "${launcher[@]}" ninja -C "build/$1" -j "$jobs" "${@:2}"
}

build() {
  configure "$1"
  compile "$@"
}

# The Python of the end-to-end tests, made anew when tools/requirements.txt has changed.
use_venv() {
  local stamp
  stamp=.venv/$(sha256sum tools/requirements.txt | cut -c1-16).ready
  if [[ ! -f $stamp ]] || ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
    python -m venv .venv || die "python3 -m venv failed; is the package python3-venv installed?"
    .venv/bin/pip --quiet --disable-pip-version-check install -r tools/requirements.txt ||
      die "pip could not install tools/requirements.txt; see its message above"
    touch "$stamp"
  fi
}

# The packages of console/ and tests/browser, installed anew when package-lock.json has changed.
use_node_modules() {
  local stamp
  stamp=node_modules/$(sha256sum package-lock.json | cut -c1-16).ready
  if [[ ! -f $stamp ]]; then
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2 ||
      die "npm ci could not install the packages of package-lock.json; see its message above"
    touch "$stamp"
  fi
}

# C++ sources under version control's eyes, one a line.
cpp_files() {
  local folders=() folder
  for folder in src tests fuzz bench; do
    [[ ! -d $folder ]] || folders+=("$folder")
  done
  find "${folders[@]}" \( -name '*.h' -o -name '*.cc' \) -type f | sort
}
