-- POST /Users, each with a new name. Arguments: TOKEN ORG PREFIX
local lib = dofile("bench/wrk/common.lua")
local created = 0

function init(args)
  lib.authenticate(args[1])
  path = lib.base(args[2]) .. "/Users"
  prefix = args[3]
end

function request()
  created = created + 1
  local name = string.format("%s-%d-%08d", prefix, thread_number, created)
  return wrk.format("POST", path, nil, lib.user_body(name))
end
