#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace provost::app {

// Something that the server does now and then (Service::upkeep). After a failure it rests for a
// second, and twice as long after each further one, up to a minute, so that a full disk is neither
// tried nor told of every second. Used by one thread.
class Chore {
 public:
  using Work = std::function<Result<void>()>;
  using Say = std::function<void(const std::string&)>;

  // `name` describes the work: "renewing the keys of page cursors".
  Chore(std::string name, Work work) : name_(std::move(name)), work_(std::move(work)) {}

  // Does the work unless it rests. Says each failure, with the time until the next try, and the
  // first success after one. What the work throws is a failure like others.
  void run(Timestamp now, const Say& say);

 private:
  void fail(Timestamp now, std::string_view why, const Say& say);

  std::string name_;
  Work work_;
  std::int64_t rest_s_ = 0;  // 0 while all is well
  Timestamp failed_at_;
};

}  // namespace provost::app
