#pragma once

#include <atomic>
#include <memory>

#include "admin/command/organisations.h"
#include "app/service.h"
#include "base/clock.h"
#include "base/random.h"
#include "golden/wire.h"

namespace provost::golden {

// Every look at this clock is a millisecond after the one before, so that what happens later has a
// later time in every run.
class TickingClock final : public Clock {
 public:
  Timestamp now() const override { return {++ms_}; }

 private:
  mutable std::atomic<std::int64_t> ms_{SystemClock().now().ms};
};

// The service with a private database, and the operator's hand on it.
class LocalService {
 public:
  LocalService();
  app::Service& service() { return *service_; }
  const Clock& clock() const { return clock_; }
  Random& random() { return random_; }
  // A fresh organisation; its Tenant URL stands under `root`. Throws std::runtime_error when it
  // cannot be made, since then no case means anything.
  Organisation make_organisation(const OrganisationWish& wish, const std::string& root);

 private:
  TickingClock clock_;
  SecureRandom random_;
  std::unique_ptr<app::Service> service_;
  std::unique_ptr<store::Session> session_;
  int organisations_ = 0;
};

}  // namespace provost::golden
