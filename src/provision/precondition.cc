#include "provision/precondition.h"

#include <fmt/format.h>

#include "base/outside_text.h"
#include "base/text.h"
#include "scim/resource/render.h"

namespace provost::provision {
namespace {

constexpr std::size_t told_bytes_max = 200;

std::string_view opaque_part(std::string_view tag) {
  return tag.starts_with("W/") || tag.starts_with("w/") ? tag.substr(2) : tag;
}

}  // namespace

bool names_tag(std::string_view header, std::string_view etag) {
  while (!header.empty()) {
    const auto comma = header.find(',');
    const std::string_view tag = trim_blanks(header.substr(0, comma));
    if (tag == "*" || opaque_part(tag) == opaque_part(etag)) {
      return true;
    }
    header = comma == std::string_view::npos ? std::string_view{} : header.substr(comma + 1);
  }
  return false;
}

Result<void> check(const Precondition& precondition, const scim::Stored& stored) {
  const std::string current = scim::resource::etag(stored);
  if (!precondition.if_match.empty() && !names_tag(precondition.if_match, current)) {
    return Error(Code::precondition_failed,
                 fmt::format("the resource has changed since: its version is {}, If-Match names {}",
                             current, outside_text(precondition.if_match, told_bytes_max)));
  }
  if (!precondition.if_none_match.empty() && names_tag(precondition.if_none_match, current)) {
    return Error(Code::precondition_failed,
                 fmt::format("the resource has the version that If-None-Match names: {}", current));
  }
  return {};
}

}  // namespace provost::provision
