-- What the scripts share. They are given, after `--`: TOKEN ORG and their own arguments.

local wrk_lib = {}

-- Gives each thread a number.
local threads = 0
function setup(thread)
  thread:set("thread_number", threads)
  threads = threads + 1
end

function wrk_lib.authenticate(token)
  wrk.headers["Authorization"] = "Bearer " .. token
  wrk.headers["Content-Type"] = "application/scim+json"
end

function wrk_lib.base(org)
  return "/" .. org .. "/scim/v2"
end

-- The body that Entra's mapping of the guide sends.
function wrk_lib.user_body(name)
  return string.format(
    '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"externalId":"external-%s",'
      .. '"userName":"%s@example.com","active":true}',
    name, name)
end

-- One JSON line with what run.py reads; times in microseconds.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests": %d, "duration_us": %d, "failed_status": %d, "failed_socket": %d, '
      .. '"p50_us": %d, "p90_us": %d, "p99_us": %d, "max_us": %d}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max))
end

return wrk_lib
