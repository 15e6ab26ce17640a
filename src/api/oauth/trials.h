#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "identity/admin.h"
#include "json/json.h"
#include "store/records.h"

namespace provost::api::oauth {

inline constexpr std::int64_t trial_life_s = 900;

// Who tries an organisation's sign-in settings.
struct Tester {
  store::OrgKey org{};
  std::string session;  // the hash of the session's text
  identity::Author author;
};

struct Trial {
  Tester tester;
  Timestamp expires;
  bool is_taken = false;  // the browser has come back from the provider
  std::optional<json::Object> result;
};

// Sign-ins that test the settings: they open no session, and only the session that began one learns
// its result. Kept in memory for trial_life_s, one of each session. Any thread.
class Trials {
 public:
  // False when too many are under way.
  bool begin(const std::string& id, Tester tester, Timestamp now);
  // The tester of a trial whose browser comes back, once. Nothing for another organisation or
  // session, a second time, or when it is too late.
  std::optional<Tester> take(const std::string& id, store::OrgKey org, const std::string& session,
                             Timestamp now);
  void finish(const std::string& id, json::Object result);
  // Nothing for another organisation or session, or when it is too late.
  std::optional<Trial> find(const std::string& id, store::OrgKey org, const std::string& session,
                            Timestamp now);

 private:
  // Its trial, while `mutex_` is held; null if that is not this session's.
  Trial* own(const std::string& id, store::OrgKey org, const std::string& session, Timestamp now);

  std::mutex mutex_;
  std::unordered_map<std::string, Trial> trials_;
};

}  // namespace provost::api::oauth
