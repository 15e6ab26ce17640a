#!/usr/bin/env bash
# Runs clang-tidy with .clang-tidy over every library source in the compilation database of
# build/lint, which is the build that clang makes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/lib.sh

database=build/lint
[[ -f $database/compile_commands.json ]] || die "$database is not configured"
files=$(find src -name '*.cc' ! -name '*_test.cc' | sort)
mkdir -p build/clang-tidy
tidy_one() {
  local log
  log=build/clang-tidy/$(tr / _ <<<"$1").log
  clang-tidy-14 --quiet -p build/lint "$1" >"$log" 2>&1 || {
    grep -v 'warnings generated' "$log" >&2
    return 1
  }
}
export -f tidy_one
xargs -P "$jobs" -I{} bash -c 'tidy_one {}' <<<"$files" || die 'clang-tidy has complaints'
printf 'clang-tidy: %s files, no complaint\n' "$(wc -l <<<"$files")"
