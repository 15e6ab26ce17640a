#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/env.h"

namespace provost::simulate {

// How the client whose work is verified maps and finds things.
struct Witness {
  std::function<std::vector<Attribute>(const User&)> map_user;
  std::function<std::vector<Attribute>(const Group&)> map_group;
  std::function<std::string(std::string_view)> match_user;   // by userName
  std::function<std::string(std::string_view)> match_group;  // by displayName
};

struct Present {
  std::size_t users = 0;
  std::size_t groups = 0;
};

// Reads everything back, by id and by filter, and adds to the differences whatever is not as it was
// sent: attributes as far as they are advertised or were in the answer to a write, active, names,
// memberships (the lists of both sides, asked for by name, and reference checks), filters on id and
// with `not`, and that deleted objects are gone. Facts that the server offers no way to check are
// reported separately. Returns how many of the world's users and groups are there.
Present verify(Env& env, const Witness& witness);

}  // namespace provost::simulate
