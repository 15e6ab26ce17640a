#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "store/store.h"

namespace provost::api {

// Collects when and from where tokens were last used, so that the store is told once in a while
// instead of at every request. Safe to call from many threads.
class UsageLog {
 public:
  void note(store::OrgKey org, const std::string& token_id, Timestamp at, std::string_view address,
            std::string_view agent);
  // Hands what was noted since the last call to the store's writer.
  void flush(store::Session& session);

 private:
  struct Use {
    Timestamp at;
    std::string address;
    std::string agent;
  };
  std::mutex mutex_;
  std::map<std::pair<store::OrgKey, std::string>, Use> uses_;
};

}  // namespace provost::api
