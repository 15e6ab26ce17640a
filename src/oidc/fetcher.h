#pragma once

#include <optional>
#include <string>

#include "oidc/address.h"
#include "oidc/fault.h"

namespace provost::oidc {

// A GET, or with a form a POST.
struct Fetch {
  std::string url;
  std::optional<std::string> form = {};
  std::string authorization = {};
};

struct Fetched {
  int status = 0;
  std::string body;
};

// What asks the provider. Blocks; safe to call from many threads.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  // FaultKind::unreachable when no whole answer came.
  virtual Outcome<Fetched> fetch(const Fetch& fetch) = 0;
};

}  // namespace provost::oidc
