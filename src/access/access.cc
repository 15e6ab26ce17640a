#include "access/access.h"

#include <tuple>

namespace provost::access {

std::string_view to_text(Source source) {
  switch (source) {
    case Source::none:
      return "none";
    case Source::by_default:
      return "default";
    case Source::direct:
      return "direct";
    case Source::group:
      return "group";
    case Source::retained:
      return "retained";
  }
  return "";
}

bool outranks(const Grant& a, const Grant& b) {
  return std::tie(a.target, b.group) > std::tie(b.target, a.group);
}

std::optional<Grant> higher(const std::optional<Grant>& a, const std::optional<Grant>& b) {
  if (!a || !b) {
    return a ? a : b;
  }
  return outranks(*b, *a) ? b : a;
}

Access decide(const Facts& facts) {
  if (!facts.active) {
    return {};
  }
  const bool is_admin_by_group = facts.grant && facts.grant->target == Target::admin_human;
  if (facts.retained && !is_admin_by_group) {
    return {.source = Source::retained, .target = Target::admin_human, .group = {}};
  }
  if (facts.grant) {
    return {.source = Source::group, .target = facts.grant->target, .group = facts.grant->group};
  }
  if (facts.direct) {
    return {.source = Source::direct, .target = facts.direct, .group = {}};
  }
  return {.source = Source::by_default, .target = std::nullopt, .group = {}};
}

std::optional<Target> target_of(const Access& access, std::optional<Target> default_access) {
  return access.source == Source::by_default ? default_access : access.target;
}

}  // namespace provost::access
