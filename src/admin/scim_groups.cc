#include "admin/scim_groups.h"

#include "admin/targets.h"
#include "store/access.h"

namespace provost::admin {
namespace {

json::Object describe_group(store::Reader& reader, const Hit& hit) {
  return {{"id", hit.id.to_string()},
          {"displayName", text_or_null(hit.document, "displayName")},
          {"externalId", text_or_null(hit.document, "externalId")},
          {"memberCount", reader.member_count(hit.id)},
          {"mapping", describe(reader.access().mapped_to(hit.id))}};
}

Wanted wanted_by(store::Reader& reader, const scim::schema::ResourceType& type,
                 const GroupQuery& query) {
  Wanted wanted{.type = type, .search = query.search, .belongs = {}, .candidates = {}};
  if (!query.mapped) {
    return wanted;
  }
  wanted.belongs = [&reader, mapped = *query.mapped](const ResourceId& group) {
    return reader.access().mapped_to(group).has_value() == mapped;
  };
  if (*query.mapped) {
    wanted.candidates = [&reader](const ResourceId& after, std::size_t limit) {
      std::vector<ResourceId> groups;
      for (const store::Mapping& mapping : reader.access().mappings(after, limit)) {
        groups.push_back(mapping.group);
      }
      return groups;
    };
  }
  return wanted;
}

}  // namespace

Result<ItemPage> list_groups(store::Reader& reader, const scim::schema::Registry& registry,
                             const GroupQuery& query, const PageWish& page) {
  const auto& type = registry.type(scim::schema::group_type);
  TRY_ASSIGN(const Found found, find(reader, wanted_by(reader, type, query), page));
  ItemPage items{.items = {}, .next = found.next};
  for (const Hit& hit : found.hits) {
    items.items.emplace_back(describe_group(reader, hit));
  }
  return items;
}

}  // namespace provost::admin
