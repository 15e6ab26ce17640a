-- Adds and removes one member of a group, in turns. Arguments: TOKEN ORG GROUP MEMBER
local lib = dofile("bench/wrk/common.lua")
local turn = 0

function init(args)
  lib.authenticate(args[1])
  path = lib.base(args[2]) .. "/Groups/" .. args[3]
  local form = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":['
    .. '{"op":"%s","path":"members","value":[{"value":"%s"}]}]}'
  bodies = { string.format(form, "add", args[4]), string.format(form, "remove", args[4]) }
end

function request()
  turn = turn % 2 + 1
  return wrk.format("PATCH", path, nil, bodies[turn])
end
