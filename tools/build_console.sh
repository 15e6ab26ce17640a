#!/usr/bin/env bash
# Builds console/ into console/dist; says nothing unless it fails. CMake runs it when a source has
# changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/lib.sh

has_node || die "the console needs Node.js 18 or newer and npm; install them, or build with
-DPROVOST_CONSOLE=OFF to do without the console"
use_node_modules
log=build/console.log
mkdir -p build
npm run build --workspace console >"$log" 2>&1 || {
  cat "$log" >&2
  die 'the console could not be built'
}
