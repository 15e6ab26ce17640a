#!/usr/bin/env bash
# ./dev test: everything that must hold before a change goes in, cheapest first. CI runs this.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/lib.sh

export UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=second_deadlock_stack=1:halt_on_error=1

# The programs whose code runs on several threads, as the names of their tests begin. The others
# gain nothing from ThreadSanitizer.
concurrent=(http_test:http store_sqlite_test:store_sqlite log_test:log base_test:base
  oidc_test:oidc mail_test:mail api_test:api app_test:app simulate_test:simulate
  golden_test:golden.socket)

# Passes are left out, the summary stays.
run_ctest() {
  "${launcher[@]}" ctest --test-dir "build/$1" --output-on-failure --no-tests=error --timeout 300 \
    -j "$jobs" "${@:2}" | grep -Ev '^ *[0-9]+/[0-9]+ Test .* Passed |^ *Start +[0-9]+:'
}

# ThreadSanitizer finds no room for its memory where addresses are randomised widely.
without_address_randomisation() {
  if setarch "$(uname -m)" -R true 2>/dev/null; then
    launcher=(setarch "$(uname -m)" -R)
  fi
  "$@"
  launcher=()
}

test_tsan() {
  configure tsan
  compile tsan "${concurrent[@]%:*}"
  local pattern
  pattern=$(printf '%s|' "${concurrent[@]#*:}")
  # What rehearsals find shows in any build.
  run_ctest tsan -R "^(${pattern%|})(\\.|\$)" -E '\.rehearsals$'
}

test_console() {
  use_node_modules
  npm run --silent check --workspace console
  npm run --silent check --workspace tests/browser
}

plan 10
step 'packages'
need build console run check test browser fuzz
use_venv
step 'format and structure'
tools/check.sh --full
step 'console: types, lint, format and unit tests'
test_console
step 'building release'
build release
step 'building asan'
build asan
step 'unit, contract and golden tests under ASan and UBSan'
run_ctest asan
step 'fuzzing every parser of outside input'
tools/fuzz.sh --all
step 'concurrent modules under TSan'
without_address_randomisation test_tsan
step 'end-to-end tests on build/release/provost'
.venv/bin/python -m pytest tests/e2e -n "$jobs" --dist worksteal
step 'browser tests on build/release/provost'
(cd tests/browser && npx playwright test)
print_times
printf 'all tests passed\n'
