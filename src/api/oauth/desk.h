#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "api/oauth/trials.h"
#include "base/clock.h"
#include "identity/sign_in.h"
#include "oidc/fetcher.h"
#include "oidc/providers.h"

namespace provost::api::oauth {

// What all event loops share for the sign-in of members. Any thread.
class Desk {
 public:
  Desk(oidc::Fetcher& fetcher, const Clock& clock) : providers_(fetcher, clock) {}

  oidc::Providers& providers() { return providers_; }
  Trials& trials() { return trials_; }
  // Whether a refusal is worth an entry of the journal: one a minute of each organisation and
  // reason, since anybody can begin a sign-in and let it fail.
  bool may_note(const std::string& org, identity::SignInRefusal refusal, Timestamp now);

 private:
  oidc::Providers providers_;
  Trials trials_;
  std::mutex mutex_;
  std::unordered_map<std::string, Timestamp> noted_;
};

}  // namespace provost::api::oauth
