#include <map>

#include "admin/findings.h"
#include "scim/resource/changes.h"
#include "scim/resource/coerce.h"

namespace provost::admin {
namespace {

using scim::schema::ResourceType;

constexpr std::size_t people_max = 100;

std::string name_of(store::Reader& reader, const ResourceType& users, const ResourceId& id) {
  const std::optional<scim::Stored> stored = reader.load(users.number, id);
  if (!stored) {
    return {};
  }
  const json::Object document = scim::resource::document_of(*stored);
  const json::Value* name = document.if_contains(users.naming->name);
  return name != nullptr && name->is_string() ? std::string(name->get_string()) : std::string();
}

template <class Access>
std::vector<StoreView::Named> named(store::Reader& reader, const ResourceType& users,
                                    const std::vector<Access>& accesses) {
  std::vector<StoreView::Named> people;
  for (const Access& one : accesses) {
    people.push_back({one.user, name_of(reader, users, one.user), one.at});
  }
  return people;
}

// One index lookup for each externalId of the newest users.
std::vector<std::pair<std::string, std::size_t>> shared_external_ids(store::Reader& reader,
                                                                     const ResourceType& users) {
  const scim::schema::Attribute& attribute = *users.common->find("externalId");
  std::map<std::string, std::size_t> shared;
  const store::Span newest{.descending = true, .limit = users_looked_at};
  for (const scim::Stored& stored : reader.walk(users.number, std::nullopt, newest)) {
    const json::Object document = scim::resource::document_of(stored);
    const json::Value* value = document.if_contains(attribute.name);
    if (value == nullptr || !value->is_string()) {
      continue;
    }
    const std::string key = scim::resource::comparison_key(attribute, *value);
    const std::size_t holders = reader.count_keys(users.number, attribute.index, key);
    if (holders > 1) {
      shared.emplace(value->get_string(), holders);
    }
  }
  return {shared.begin(), shared.end()};
}

}  // namespace

StoreView look_for_findings(store::Reader& reader, const scim::schema::Registry& registry,
                            bool scim_enabled) {
  const ResourceType& users = registry.type(scim::schema::user_type);
  store::AccessReader& access = reader.access();
  StoreView view;
  view.scim_enabled = scim_enabled;
  view.users = reader.count(users.number);
  view.outside_groups = access.count_with(access::Source::by_default, std::nullopt);
  view.has_mappings = !access.mappings(ResourceId{}, 1).empty();
  view.no_admin_since = access.no_admin_since();
  view.retained = named(reader, users, access.retained_accesses(people_max));
  view.direct = named(reader, users, access.direct_accesses(ResourceId{}, people_max));
  view.tokens = reader.tokens();
  view.shared_external_ids = shared_external_ids(reader, users);
  view.disagreements = look_for_disagreements(reader);
  view.nested_too_deep = look_for_deep_nesting(reader);
  return view;
}

}  // namespace provost::admin
