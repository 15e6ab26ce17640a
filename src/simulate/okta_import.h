#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "simulate/env.h"

namespace provost::simulate::okta {

struct Imported {
  bool complete = false;
  std::size_t count = 0;
};

// Pages through a collection, 100 at a time, as Okta's import does (idp-clients.md §3.1, row
// "import"). Each resource is handed to `take` once. A page that is not in order, a resource that
// comes twice and a total that does not agree are differences.
Imported import(Env& env, Kind kind, std::string_view collection,
                const std::function<void(const json::Value&)>& take);

}  // namespace provost::simulate::okta
