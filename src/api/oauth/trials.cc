#include "api/oauth/trials.h"

#include <utility>

#include "oidc/encoding.h"

namespace provost::api::oauth {
namespace {

constexpr std::size_t trials_max = 10'000;

}  // namespace

bool Trials::begin(const std::string& id, Tester tester, Timestamp now) {
  const std::lock_guard lock(mutex_);
  std::erase_if(trials_, [&](const auto& one) {
    return one.second.expires <= now || one.second.tester.session == tester.session;
  });
  if (trials_.size() >= trials_max) {
    return false;
  }
  trials_[id] = {.tester = std::move(tester),
                 .expires = now.plus_s(trial_life_s),
                 .is_taken = false,
                 .result = {}};
  return true;
}

std::optional<Tester> Trials::take(const std::string& id, store::OrgKey org,
                                   const std::string& session, Timestamp now) {
  const std::lock_guard lock(mutex_);
  Trial* trial = own(id, org, session, now);
  if (trial == nullptr || std::exchange(trial->is_taken, true)) {
    return std::nullopt;
  }
  return trial->tester;
}

void Trials::finish(const std::string& id, json::Object result) {
  const std::lock_guard lock(mutex_);
  const auto trial = trials_.find(id);
  if (trial != trials_.end()) {
    trial->second.result = std::move(result);
  }
}

std::optional<Trial> Trials::find(const std::string& id, store::OrgKey org,
                                  const std::string& session, Timestamp now) {
  const std::lock_guard lock(mutex_);
  const Trial* trial = own(id, org, session, now);
  return trial == nullptr ? std::nullopt : std::optional(*trial);
}

Trial* Trials::own(const std::string& id, store::OrgKey org, const std::string& session,
                   Timestamp now) {
  const auto trial = trials_.find(id);
  const bool is_own = trial != trials_.end() && trial->second.tester.org == org &&
                      oidc::is_same_text(trial->second.tester.session, session) &&
                      now < trial->second.expires;
  return is_own ? &trial->second : nullptr;
}

}  // namespace provost::api::oauth
