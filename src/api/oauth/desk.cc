#include "api/oauth/desk.h"

namespace provost::api::oauth {
namespace {

constexpr std::int64_t note_interval_s = 60;
// Beyond this number it starts afresh.
constexpr std::size_t noted_max = 10'000;

}  // namespace

bool Desk::may_note(const std::string& org, identity::SignInRefusal refusal, Timestamp now) {
  const std::lock_guard lock(mutex_);
  if (noted_.size() >= noted_max) {
    noted_.clear();
  }
  const auto [entry, is_first] =
      noted_.try_emplace(org + ' ' + std::string(identity::to_text(refusal)), now);
  // A note from the future was made before the clock was set back.
  const bool is_noted = now >= entry->second && now < entry->second.plus_s(note_interval_s);
  if (!is_first && is_noted) {
    return false;
  }
  entry->second = now;
  return true;
}

}  // namespace provost::api::oauth
