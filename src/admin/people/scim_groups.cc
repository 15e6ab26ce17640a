#include "admin/people/scim_groups.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "admin/journal/actor.h"
#include "admin/journal/names.h"
#include "admin/people/targets.h"
#include "base/rfc3339.h"
#include "json/text.h"
#include "scim/resource/changes.h"
#include "store/access.h"

namespace provost::admin {
namespace {

json::Object describe_group(store::Reader& reader, const Hit& hit) {
  return {{"id", hit.id.to_string()},
          {"displayName", json::text_or_null(hit.document, "displayName")},
          {"externalId", json::text_or_null(hit.document, "externalId")},
          {"memberCount", reader.member_count(hit.id)},
          {"mapping", describe(reader.access().mapped_to(hit.id))}};
}

Wanted wanted_by(store::Reader& reader, const scim::schema::ResourceType& type,
                 const GroupQuery& query) {
  Wanted wanted{.type = type,
                .search = query.search,
                .belongs = {},
                .candidates = {},
                .by_name = query.by_name};
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

using Next = std::function<std::vector<ResourceId>(const ResourceId& group)>;

struct Around {
  json::Array groups;
  bool has_more = false;
};

// The groups reachable through `next`, nearest first. Nesting may be circular (standards.md GRP-4).
Around groups_around(store::Reader& reader, const ResourceId& from, const Next& next) {
  Around around;
  Names names(reader);
  std::unordered_set<ResourceId> seen{from};
  std::deque<ResourceId> waiting{from};
  while (!waiting.empty()) {
    const ResourceId here = waiting.front();
    waiting.pop_front();
    for (const ResourceId& id : next(here)) {
      if (!seen.insert(id).second) {
        continue;
      }
      if (around.groups.size() == groups_around_max) {
        around.has_more = true;
        return around;
      }
      waiting.push_back(id);
      around.groups.emplace_back(
          json::Object{{"id", id.to_string()},
                       {"displayName", names.of(id.to_string())},
                       {"direct", here == from},
                       {"memberCount", reader.member_count(id)},
                       {"mapping", describe(reader.access().mapped_to(id))}});
    }
  }
  return around;
}

void add_mapping(json::Object& shown, const std::optional<store::Mapping>& mapping, Names& names) {
  const auto or_null = [&](auto value) { return mapping ? json::Value(value(*mapping)) : nullptr; };
  shown["mappedBy"] = or_null([](const store::Mapping& of) { return of.by; });
  shown["mappedByDisplay"] = or_null([&](const store::Mapping& of) {
    return actor_display_of(of.by, "group.mapped", of.group.to_string(), names);
  });
  shown["mappedAt"] = or_null([](const store::Mapping& of) { return to_rfc3339(of.at); });
  shown["cause"] = or_null([](const store::Mapping& of) { return of.cause; });
}

}  // namespace

Error no_such_group(std::string_view id) {
  return Error(Code::not_found, fmt::format("there is no group with the id {}", id));
}

Result<json::Object> show_group(store::Reader& reader, const scim::schema::Registry& registry,
                                const ResourceId& group) {
  const std::optional<scim::Stored> stored =
      reader.load(registry.type(scim::schema::group_type).number, group);
  if (!stored) {
    return no_such_group(group.to_string());
  }
  store::AccessReader& access = reader.access();
  json::Object shown = describe_group(reader, {group, scim::resource::document_of(*stored)});
  Names names(reader);
  add_mapping(shown, access.mapping(group), names);
  shown["created"] = to_rfc3339(stored->created);
  shown["lastModified"] = to_rfc3339(stored->last_modified);
  Around within =
      groups_around(reader, group, [&](const ResourceId& id) { return access.groups_in(id); });
  Around holders =
      groups_around(reader, group, [&](const ResourceId& id) { return access.parents_of(id); });
  shown["within"] = std::move(within.groups);
  shown["withinMore"] = within.has_more;
  shown["holders"] = std::move(holders.groups);
  shown["holdersMore"] = holders.has_more;
  return shown;
}

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
