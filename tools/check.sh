#!/usr/bin/env bash
# ./dev check: format and structure. With --full it also compiles alone the headers that no source
# includes first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/lib.sh

badly_formatted() {
  cpp_files | xargs -r clang-format-14 --dry-run 2>&1 |
    sed -n 's/^\([^:]*\):.*\[-Wclang-format-violations\]$/\1/p' | sort -u
}

files=$(badly_formatted)
[[ -z $files ]] || die "not in the house format; ./dev format brings them into it:
$files"
python cmake/join_sources_test.py
python tools/tidy_test.py
python tools/conformance_test.py
python tools/conformance.py
python tools/tidy "$@"
