#include "api/scim/remarks.h"

#include <algorithm>

#include "base/outside_text.h"

namespace provost::api::scim_api {
namespace {

using log::Cause;
using log::Remark;

constexpr std::size_t object_id_digits = 32;
// An entry gives examples rather than everything: a group may name thousands of strangers.
constexpr std::size_t values_max = 20;
constexpr std::size_t value_bytes_max = 320;

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void add(std::vector<Remark>& remarks, Cause cause, const std::vector<std::string>& values) {
  if (values.empty()) {
    return;
  }
  Remark& remark = remarks.emplace_back(Remark{cause, {}});
  for (std::size_t i = 0; i < std::min(values.size(), values_max); ++i) {
    remark.values.push_back(outside_text(values[i], value_bytes_max));
  }
}

}  // namespace

std::vector<Remark> remarks_of(const scim::Report& report) {
  std::vector<Remark> remarks;
  add(remarks, Cause::attributes_dropped, report.dropped);
  add(remarks, Cause::values_coerced, report.coerced);
  add(remarks, Cause::members_skipped, report.unknown_members);
  // Schemas warn of one change only: that of externalId (design §2.6).
  add(remarks, Cause::external_id_changed, report.warnings);
  return remarks;
}

bool is_tombstone(std::string_view user_name) {
  const auto at = user_name.find('@');
  return at != std::string_view::npos && at > object_id_digits &&
         std::ranges::all_of(user_name.substr(0, object_id_digits), is_hex_digit);
}
}  // namespace provost::api::scim_api
