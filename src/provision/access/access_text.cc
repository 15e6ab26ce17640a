#include "provision/access/access_text.h"

#include <iterator>

#include <fmt/compile.h>

namespace provost::provision {
namespace {

void append_members(std::string& out, access::Target target) {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE(R"("role":"{}","identityType":"{}")"),
                 access::to_text(access::role_of(target)),
                 access::to_text(access::identity_type_of(target)));
}

}  // namespace

void append_access(std::string& out, const access::Access& access,
                   std::optional<access::Target> default_access) {
  const std::optional<access::Target> target = access::target_of(access, default_access);
  if (!target) {
    out += "null";
    return;
  }
  out += '{';
  append_members(out, *target);
  out += R"(,"source":")";
  out += access::to_text(access.source);
  out += '"';
  if (access.source == access::Source::group) {
    out += R"(,"groupId":")";
    access.group.append_to(out);
    out += '"';
  }
  out += '}';
}

void append_target(std::string& out, std::optional<access::Target> target) {
  if (!target) {
    out += "null";
    return;
  }
  out += '{';
  append_members(out, *target);
  out += '}';
}

}  // namespace provost::provision
