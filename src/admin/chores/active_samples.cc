#include "admin/chores/active_samples.h"

#include <algorithm>

#include "store/access.h"
#include "store/history.h"

namespace provost::admin {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

Result<void> save(store::Writer& writer, const store::ActiveSample& sample) {
  writer.change_history().save_active_sample(sample);
  writer.change_history().remove_active_samples(
      sample.hour.plus_s(-active_samples_kept_days * 24 * 3600));
  return {};
}

}  // namespace

std::size_t count_active(store::Reader& reader) {
  const std::size_t users = reader.count(scim::schema::user_type);
  return users - std::min(reader.access().count_with(access::Source::none, std::nullopt), users);
}

Result<bool> ActiveSamples::step() {
  const Timestamp now = admin_.clock.now();
  const Timestamp hour{now.ms - now.ms % hour_ms};
  if (round_.is_over()) {
    if (hour == hour_) {
      return false;
    }
    hour_ = hour;
    round_.begin();
  }
  const std::optional<store::Org> org = round_.next(admin_.session);
  if (!org) {
    return false;
  }
  TRY(sample(*org));
  return true;
}

Result<void> ActiveSamples::sample(const store::Org& org) {
  bool is_new = false;
  store::ActiveSample now{.hour = hour_};
  TRY(store::read_and_wait(admin_.session, org.key, [&](store::Reader& reader) {
    const std::vector<store::ActiveSample> last = reader.history().active_samples(hour_);
    now.active = count_active(reader);
    is_new = last.empty() || last.back().active != now.active;
  }));
  if (!is_new) {
    return {};
  }
  return store::write_and_wait(admin_.session, org.key,
                               [&](store::Writer& writer) { return save(writer, now); });
}

}  // namespace provost::admin
