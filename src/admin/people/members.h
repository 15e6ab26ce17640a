#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/access.h"
#include "admin/people/find.h"
#include "base/result.h"
#include "scim/schema/schema.h"
#include "store/transaction.h"

// The people of an organisation and their effective access (Collaborators).
namespace provost::admin {

// Nothing for what does not matter.
struct MemberQuery {
  std::string search;
  std::optional<access::Role> role;
  std::optional<access::IdentityType> identity_type;
  std::optional<bool> active;
  std::optional<access::Source> source;
  std::optional<bool> has_access;   // whatever it is
  std::optional<ResourceId> group;  // that they are directly in
  bool nested = false;              // or in a group within it, by whatever way
  bool by_name = false;             // in the order of their names
};

// Whether the answer may take a walk over the whole organisation: people who have its default,
// which is given here, are in no index.
bool is_long(const MemberQuery& query, std::optional<access::Target> default_access);

// Groups within one that a list of its people takes in.
inline constexpr std::size_t groups_within_max = 200;

// A page of {"id","userName","externalId","active","access"}, in the order of `find`. The access is
// {"role","identityType","source"}, with "group" {"id","displayName"} where one gives it, or null
// for none. The default access is resolved from the organisation. Code::not_found for a missing
// group, Code::invalid_value for one that holds more than groups_within_max others when they are
// included.
Result<ItemPage> list_members(store::Reader& reader, const scim::schema::Registry& registry,
                              const MemberQuery& query, const PageWish& page);

// "group", "default", "direct" or "retained" in any letter case; Code::invalid_value.
Result<access::Source> read_source(std::string_view text);

// Whether "access" is asked for as "some" or as "none", in any letter case; Code::invalid_value.
Result<bool> read_has_access(std::string_view text);

// One item of that list.
json::Object describe_member(store::Reader& reader, const Hit& hit);
// {"role","identityType","source"}, or null for none.
json::Value describe_access(const access::Access& access,
                            std::optional<access::Target> default_access);

}  // namespace provost::admin
