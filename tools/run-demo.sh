#!/usr/bin/env bash
# Starts build/release/provost with a demo organisation and says how to talk to it. The folder, the
# address and whatever else `provost serve` takes come from its PROVOST_… environment variables.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/lib.sh

provost=build/release/provost
export PROVOST_DATA=${PROVOST_DATA:-./provost-data}
export PROVOST_LISTEN=${PROVOST_LISTEN:-127.0.0.1:8480}
log=$PROVOST_DATA/serve.log
server_pid=""

# By which URL this machine reaches the server.
base_url() {
  if [[ -n ${PROVOST_PUBLIC_URL:-} ]]; then
    printf '%s' "${PROVOST_PUBLIC_URL%/}"
    return
  fi
  local scheme=http host=${PROVOST_LISTEN%:*} port=${PROVOST_LISTEN##*:}
  [[ -z ${PROVOST_TLS_CERT:-} ]] || scheme=https
  [[ $host != 0.0.0.0 && $host != '[::]' ]] || host=127.0.0.1
  printf '%s://%s:%s' "$scheme" "$host" "$port"
}

# Runs a command of provost; what it tells people is shown only when it fails.
quietly() {
  "$provost" "$@" 2>"$log" || {
    cat "$log" >&2
    die "provost $1 $2 failed"
  }
}

make_organisation() {
  "$provost" org show demo >/dev/null 2>&1 && return
  quietly org create demo --name Demo >/dev/null
  quietly scim enable demo >/dev/null
}

stop_server() {
  trap - INT TERM EXIT
  [[ -z $server_pid ]] || kill -TERM "$server_pid" 2>/dev/null || true
  wait
}

# Several programs of one user can listen on one port (SO_REUSEPORT), so the kernel need not object.
require_free_address() {
  local status=0
  curl -sk --max-time 2 -o /dev/null "$1/healthz" || status=$?
  [[ $status -eq 7 ]] || die "another program listens on $PROVOST_LISTEN;
stop it, or choose another address with PROVOST_LISTEN=127.0.0.1:PORT"
}

# The server's output goes to a file, so that what this script says stays readable.
start_server() {
  trap stop_server EXIT
  trap 'stop_server; exit 0' INT TERM
  "$provost" serve >"$log" 2>&1 &
  server_pid=$!
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    kill -0 "$server_pid" 2>/dev/null || server_failed
    ! curl -fsk --max-time 2 -o /dev/null "$1/healthz" || return 0
    sleep 0.1
  done
  server_failed
}

server_failed() {
  tail -n 20 "$log" >&2
  die "provost serve did not start; its log is $log"
}

say_what_next() {
  local url=$1 token=$2 link=$3
  cat <<END
Tenant URL: $url
Secret Token: $token
Console: $link

Try it:
  curl -H 'Authorization: Bearer $token' '$url/Users'
Play an identity provider:
  $provost simulate entra --url $url --token $token --users 1000 --groups 50

Log: $log. Ctrl-C stops the server.
END
}

main() {
  mkdir -p "$PROVOST_DATA"
  local base local_base token link
  base=$(base_url)
  # Health is asked where the server listens: a public URL may lead through a proxy.
  local_base=$(PROVOST_PUBLIC_URL='' base_url)
  require_free_address "$local_base"
  make_organisation
  # Before the server starts, so that it knows the token from its first request on. Tokens of
  # earlier runs stay good for the default overlap.
  token=$(quietly token rotate demo)
  link=$(PROVOST_PUBLIC_URL=$base quietly operator link)
  start_server "$local_base"
  say_what_next "$base/demo/scim/v2" "$token" "$link"
  wait "$server_pid"
}

main
