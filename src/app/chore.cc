#include "app/chore.h"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

namespace provost::app {
namespace {

constexpr std::int64_t rest_s_max = 60;

}  // namespace

void Chore::run(Timestamp now, const Say& say) {
  // A clock set back does not prolong the pause.
  const bool rests = rest_s_ > 0 && now >= failed_at_ && now < failed_at_.plus_s(rest_s_);
  if (rests) {
    return;
  }
  try {
    const Result<void> done = work_();
    if (done.has_error()) {
      const Error& error = done.error();
      fail(now, error.cause.empty() ? error.detail : error.detail + ": " + error.cause, say);
      return;
    }
  } catch (const std::exception& fault) {
    fail(now, fault.what(), say);
    return;
  }
  if (rest_s_ > 0) {
    say(fmt::format("{} works again", name_));
    rest_s_ = 0;
  }
}

void Chore::fail(Timestamp now, std::string_view why, const Say& say) {
  rest_s_ = rest_s_ == 0 ? 1 : std::min(2 * rest_s_, rest_s_max);
  failed_at_ = now;
  say(fmt::format("{} failed, and is tried again in {} s: {}", name_, rest_s_, why));
}

}  // namespace provost::app
