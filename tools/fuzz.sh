#!/usr/bin/env bash
# fuzz.sh NAME|--all SECONDS: runs libFuzzer targets of build/fuzz, each that long. Seeds come from
# fuzz/corpus/NAME; what is found along the way stays in build/fuzz/corpus.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/lib.sh

targets() {
  find build/fuzz/fuzz -maxdepth 1 -type f -executable -printf '%f\n' | sort
}

run_target() {
  local name=$1 seconds=$2
  local found=build/fuzz/corpus/$name seeds=fuzz/corpus/${name%_fuzz}
  mkdir -p "$found"
  local folders=("$found")
  [[ ! -d $seeds ]] || folders+=("$seeds")
  local log=build/fuzz/$name.log
  "build/fuzz/fuzz/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="build/fuzz/$name-" -print_final_stats=1 "${folders[@]}" >"$log" 2>&1 || {
    tail -n 60 "$log" >&2
    die "fuzz target $name found a fault; the input is build/fuzz/$name-*"
  }
  printf '%s: %s runs, no fault\n' "$name" \
    "$(awk '/stat::number_of_executed_units/ { print $2 }' "$log")"
}

main() {
  local wanted=$1 seconds=$2 name all
  all=$(targets)
  [[ -n $all ]] || die 'there are no fuzz targets in build/fuzz/fuzz'
  if [[ $wanted == --all ]]; then
    for name in $all; do
      run_target "$name" "$seconds"
    done
    return
  fi
  for name in "$wanted" "${wanted}_fuzz"; do
    if grep -qx "$name" <<<"$all"; then
      run_target "$name" "$seconds"
      return
    fi
  done
  die "no fuzz target $wanted; there are: $(xargs <<<"$all")"
}

main "$@"
