#!/usr/bin/env bash
# Pictures of every page of the console, light and dark, into docs/console/: from build/release,
# with an organisation that looks used. `npm run screenshots` is the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/lib.sh

bytes_max=150000
raw=build/screenshots
out=docs/console

need build console browser screenshots
[[ -x build/release/provost ]] || die 'build/release/provost is not there; ./dev build makes it'
use_node_modules
rm -rf "$raw"
(cd tests/browser && npx playwright test --config screenshots.config.ts)
mkdir -p "$out"
for picture in "$raw"/*.png; do
  pngquant --force --strip --speed 1 --quality 40-90 --output "$out/${picture##*/}" 128 "$picture"
  bytes=$(stat -c %s "$out/${picture##*/}")
  [[ $bytes -le $bytes_max ]] || die "${picture##*/} has $bytes bytes, at most $bytes_max"
done
printf '%s pictures, %s\n' "$(find "$out" -name '*.png' | wc -l)" "$(du -sh "$out" | cut -f1)"
