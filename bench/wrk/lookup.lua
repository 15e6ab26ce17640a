-- GET /Users?filter=userName eq "…" for random users of the store. Arguments: TOKEN ORG USERS
local lib = dofile("bench/wrk/common.lua")

function init(args)
  lib.authenticate(args[1])
  base = lib.base(args[2]) .. "/Users?filter=userName%20eq%20%22user"
  users = tonumber(args[3])
  math.randomseed(thread_number + 1)
end

function request()
  return wrk.format("GET", string.format("%s%08d%%40example.com%%22", base, math.random(users)))
end
