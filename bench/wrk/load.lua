-- Creates users user00000001 to user<COUNT> and stops. Arguments: TOKEN ORG COUNT
-- THREADS
local lib = dofile("bench/wrk/common.lua")
local sent, created = 0, 0
local is_probe = true -- wrk calls request() once in the first thread and sends nothing

function init(args)
  lib.authenticate(args[1])
  path = lib.base(args[2]) .. "/Users"
  local count = tonumber(args[3])
  thread_count = tonumber(args[4])
  -- This thread makes the numbers that leave its own number as the remainder.
  quota = math.floor((count - thread_number + thread_count - 1) / thread_count)
end

function request()
  if is_probe and thread_number == 0 then
    is_probe = false
    return wrk.format("GET", "/healthz")
  end
  if sent >= quota then
    return wrk.format("GET", "/healthz") -- until the answers to the last creations are here
  end
  local number = sent * thread_count + thread_number + 1
  sent = sent + 1
  return wrk.format("POST", path, nil, lib.user_body(string.format("user%08d", number)))
end

function response(status)
  if status == 201 then
    created = created + 1
  end
  if created >= quota then
    wrk.thread:stop()
  end
end
