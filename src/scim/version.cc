#include "scim/version.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/resource/advice.h"

namespace provost::scim {

bool names_version(std::string_view segment) {
  return segment.size() > 1 && (segment.front() == 'v' || segment.front() == 'V') &&
         std::ranges::all_of(segment.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_our_version(std::string_view segment) {
  return iequals(segment, "v2");
}

Error other_version(std::string_view segment) {
  return Error(Code::invalid_version,
               fmt::format("{} is not a supported version of SCIM: the Tenant URL is "
                           "https://<host>/<organisation>/scim/v2",
                           resource::quote(segment)));
}

}  // namespace provost::scim
