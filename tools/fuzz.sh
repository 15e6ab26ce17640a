#!/usr/bin/env bash
# fuzz.sh NAME SECONDS | --all: runs libFuzzer targets of build/asan, as many at a time as there are
# cores. They start from fuzz/corpus/NAME. With a name the dice fall anew each time, and what is
# found along the way stays in build/asan/corpus for the next. With --all every run is alike: the
# same dice, and as many inputs as fuzz/runs says (half a minute's on two cores), so that a faster
# machine finds nothing that a slower one would not. An input that breaks a target stays in
# build/asan/faults and is printed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/lib.sh

export faults=build/asan/faults

targets() {
  find build/asan/fuzz -maxdepth 1 -type f -executable -name '*_fuzz' -printf '%f\n' | sort
}

# Its last numbers, as "1234 runs, coverage 567".
figures_of() {
  awk '/stat::number_of_executed_units/ { runs = $2 }
       match($0, /cov: [0-9]+/) { coverage = substr($0, RSTART + 5, RLENGTH - 5) }
       END { printf "%d runs, coverage %d", runs, coverage }' "$1"
}

# How many inputs a target is given with --all.
runs_of() {
  awk -v name="$1" '$1 == name || $1 == "*" { print $2; exit }' fuzz/runs
}

show_fault() {
  local name=$1 log=$2 input
  input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
  {
    grep -Ev '^#[0-9]|NEW_FUNC' "$log" | tail -n 60
    if [[ -f $input ]]; then
      printf '%s: the input, as base64:\n' "$name"
      base64 "$input"
      printf 'to run it again: build/asan/fuzz/%s %s\n' "$name" "$input"
    fi
  } >&2
}

run_target() {
  local name=$1 seconds=$2 seed=$3
  local found=build/asan/corpus/$name seeds=fuzz/corpus/${name%_fuzz}
  [[ $seed == random ]] || found=build/asan/corpus/from-$seed/$name
  local log=build/asan/$name.log folders=("$found") options=()
  if [[ $seed != random ]]; then
    rm -rf "$found"
    options+=("-seed=$seed" "-runs=$(runs_of "$name")")
    printf '%s: %s inputs\n' "$name" "$(runs_of "$name")"
  else
    options+=("-max_total_time=$seconds")
    printf '%s: %s s\n' "$name" "$seconds"
  fi
  mkdir -p "$found"
  [[ ! -d $seeds ]] || folders+=("$seeds")
  if "build/asan/fuzz/$name" -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="$faults/$name-" -print_final_stats=1 "${options[@]}" "${folders[@]}" \
    >"$log" 2>&1; then
    printf '%s: %s, no fault\n' "$name" "$(figures_of "$log")"
  else
    show_fault "$name" "$log"
    printf '%s: %s, FAULT\n' "$name" "$(figures_of "$log")"
    return 1
  fi
}
export -f figures_of runs_of show_fault run_target

# The name of one target, with or without its ending, or all.
chosen() {
  local wanted=$1 all=$2 name
  if [[ $wanted == --all ]]; then
    printf '%s\n' "$all"
    return
  fi
  for name in "$wanted" "${wanted}_fuzz"; do
    if grep -qx -- "$name" <<<"$all"; then
      printf '%s\n' "$name"
      return
    fi
  done
  die "no fuzz target $wanted; there are: $(xargs <<<"$all")"
}

main() {
  local wanted=$1 seconds=${2:-60} seed=random all names
  all=$(targets)
  [[ -n $all ]] || die 'there are no fuzz targets in build/asan/fuzz'
  names=$(chosen "$wanted" "$all")
  [[ $wanted != --all ]] || seed=1
  mkdir -p "$faults"
  xargs -P "$jobs" -I{} bash -c 'set -euo pipefail; run_target {} "$@"' - "$seconds" "$seed" \
    <<<"$names" ||
    die "fuzzing found a fault; the inputs are in $faults"
  printf 'fuzzing: %s targets, no fault\n' "$(wc -l <<<"$names")"
}

main "$@"
