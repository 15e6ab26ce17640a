-- GET /Groups/{id}?excludedAttributes=members. Arguments: TOKEN ORG GROUP
local lib = dofile("bench/wrk/common.lua")

function init(args)
  lib.authenticate(args[1])
  path = lib.base(args[2]) .. "/Groups/" .. args[3] .. "?excludedAttributes=members"
end

function request()
  return wrk.format("GET", path)
end
