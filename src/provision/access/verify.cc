#include "provision/access/verify.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "provision/access/access_text.h"
#include "provision/lifecycle.h"
#include "scim/resource/changes.h"
#include "store/access.h"

namespace provost::provision {
namespace {

using access::Access;

std::string text_of(const std::optional<Access>& access) {
  if (!access) {
    return "no row";
  }
  std::string text(access::to_text(access->source));
  text += ' ';
  append_access(text, *access, std::nullopt);
  return text;
}

Access expected(store::AccessReader& reader, access::Grants& grants, const ResourceId& user,
                bool active) {
  const auto direct = reader.direct_access(user);
  return access::decide({.active = active,
                         .grant = grants.of_member(user),
                         .direct = direct ? std::optional(direct->target) : std::nullopt,
                         .retained = reader.retained_access(user).has_value()});
}

void note(AccessCheck& check, const ResourceId& user, const std::optional<Access>& has,
          const Access& should) {
  if (++check.different == 1) {
    check.first = fmt::format("user {}: the row says {}, the facts say {}", user.to_string(),
                              text_of(has), text_of(should));
  }
}

}  // namespace

AccessCheck verify_access(store::Reader& reader, const scim::schema::Registry& registry,
                          const ResourceId& after, std::size_t limit) {
  const auto& type = registry.type(scim::schema::user_type);
  store::AccessReader& facts = reader.access();
  access::Grants grants(facts);
  AccessCheck check;
  const std::vector<scim::Stored> users = reader.page_after(type.number, after, limit);
  std::vector<ResourceId> ids;
  std::ranges::transform(users, std::back_inserter(ids), &scim::Stored::id);
  grants.expect(ids);
  for (const scim::Stored& stored : users) {
    const bool active = is_active(type, scim::resource::document_of(stored));
    const Access should = expected(facts, grants, stored.id, active);
    const auto row = facts.access(stored.id);
    const std::optional<Access> has = row ? std::optional(row->access) : std::nullopt;
    if (has != should) {
      note(check, stored.id, has, should);
    }
    ++check.people;
  }
  if (users.size() == limit) {
    check.next = users.back().id;
  }
  return check;
}

}  // namespace provost::provision
