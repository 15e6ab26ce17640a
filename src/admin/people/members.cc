#include "admin/people/members.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "admin/journal/names.h"
#include "admin/people/group_people.h"
#include "admin/people/scim_groups.h"
#include "admin/people/targets.h"
#include "base/text.h"
#include "json/text.h"
#include "store/access.h"

namespace provost::admin {
namespace {

using access::Source;
using access::Target;
using Ids = std::vector<ResourceId>;

constexpr std::array sources_with_access{Source::by_default, Source::direct, Source::group,
                                         Source::retained};

// The key under which people are stored: the source of their access, and its target.
struct Kind {
  Source source = Source::none;
  std::optional<Target> target;
};

std::vector<Kind> all_kinds() {
  std::vector<Kind> kinds{{Source::none, {}}, {Source::by_default, {}}};
  for (const Target target : access::all_targets) {
    kinds.push_back({Source::direct, target});
    kinds.push_back({Source::group, target});
  }
  kinds.push_back({Source::retained, Target::admin_human});
  return kinds;
}

template <class T>
bool agrees(const std::optional<T>& wish, const std::optional<T>& value) {
  return !wish || wish == value;
}

bool belongs(const Kind& kind, const MemberQuery& query, std::optional<Target> default_access) {
  const auto target = access::target_of({kind.source, kind.target, {}}, default_access);
  const auto role = target ? std::optional(access::role_of(*target)) : std::nullopt;
  const auto type = target ? std::optional(access::identity_type_of(*target)) : std::nullopt;
  return agrees(query.active, std::optional(kind.source != Source::none)) &&
         agrees(query.source, std::optional(kind.source)) && agrees(query.role, role) &&
         agrees(query.identity_type, type) &&
         agrees(query.has_access, std::optional(target.has_value()));
}

// The stored count avoids a walk over everybody when nobody has the default.
Ids people_of_kind(store::AccessReader& access, const Kind& kind, const ResourceId& after,
                   std::size_t limit) {
  if (kind.source == Source::by_default && access.count_with(kind.source, {}) == 0) {
    return {};
  }
  return access.people_with(kind.source, kind.target, after, limit);
}

// There are few kinds, so each is asked for as many as the page may need.
Ids people_of(store::AccessReader& access, const std::vector<Kind>& kinds, const ResourceId& after,
              std::size_t limit) {
  Ids people;
  for (const Kind& kind : kinds) {
    const Ids some = people_of_kind(access, kind, after, limit);
    people.insert(people.end(), some.begin(), some.end());
  }
  std::ranges::sort(people);
  people.resize(std::min(people.size(), limit));
  return people;
}

bool is_filtered(const MemberQuery& query) {
  return query.role || query.identity_type || query.active || query.source || query.has_access;
}

Wanted by_access(store::Reader& reader, const scim::schema::ResourceType& type,
                 const MemberQuery& query) {
  Wanted wanted{.type = type,
                .search = query.search,
                .belongs = {},
                .candidates = {},
                .by_name = query.by_name};
  if (!is_filtered(query)) {
    return wanted;
  }
  store::AccessReader& access = reader.access();
  const std::optional<Target> default_access = access.default_access();
  std::vector<Kind> kinds = all_kinds();
  std::erase_if(kinds, [&](const Kind& kind) { return !belongs(kind, query, default_access); });
  wanted.candidates = [&access, kinds](const ResourceId& after, std::size_t limit) {
    return people_of(access, kinds, after, limit);
  };
  wanted.belongs = [&access, query, default_access](const ResourceId& user) {
    const std::optional<store::AccessRow> row = access.access(user);
    return row && belongs({row->access.source, row->access.target}, query, default_access);
  };
  return wanted;
}

// The group and, with `nested`, those inside it.
Result<std::vector<ResourceId>> groups_of(store::Reader& reader, const ResourceId& group,
                                          bool nested) {
  if (reader.type_of(group) != scim::schema::group_type) {
    return no_such_group(group.to_string());
  }
  std::vector<ResourceId> groups{group};
  if (nested) {
    groups = access::groups_within(reader.access(), {group});
  }
  if (groups.size() > groups_within_max + 1) {
    return Error(Code::invalid_value,
                 fmt::format("the group has more than {} groups within it; ask for the people of "
                             "each, with nested=false",
                             groups_within_max));
  }
  return groups;
}

// Members of the group with the requested access.
void keep_to_group(Wanted& wanted, store::Reader& reader, std::vector<ResourceId> groups) {
  const auto people = std::make_shared<GroupPeople>(reader, std::move(groups));
  wanted.candidates = [people](const ResourceId& after, std::size_t limit) {
    return people->after(after, limit);
  };
  wanted.checks_candidates = wanted.belongs != nullptr;
  wanted.belongs = [people, by_access = std::move(wanted.belongs)](const ResourceId& user) {
    return people->has(user) && (!by_access || by_access(user));
  };
}

access::Access access_of(store::Reader& reader, const Hit& hit) {
  return reader.access().access(hit.id).value_or(store::AccessRow{}).access;
}

json::Object describe_with(store::Reader& reader, const Hit& hit, const access::Access& has) {
  const json::Value* active = hit.document.if_contains("active");
  return {{"id", hit.id.to_string()},
          {"userName", json::text_or_null(hit.document, "userName")},
          {"externalId", json::text_or_null(hit.document, "externalId")},
          {"active", active != nullptr && active->is_bool() && active->get_bool()},
          {"access", describe_access(has, reader.access().default_access())}};
}

// Adds the group that gives the access.
json::Object describe_item(store::Reader& reader, const Hit& hit, Names& names) {
  const access::Access has = access_of(reader, hit);
  json::Object item = describe_with(reader, hit, has);
  if (has.source == Source::group && item["access"].is_object()) {
    const std::string id = has.group.to_string();
    item["access"].as_object()["group"] = json::Object{{"id", id}, {"displayName", names.of(id)}};
  }
  return item;
}

}  // namespace

bool is_long(const MemberQuery& query, std::optional<Target> default_access) {
  return !query.search.empty() || query.by_name || query.group ||
         (is_filtered(query) && belongs({Source::by_default, {}}, query, default_access));
}

Result<ItemPage> list_members(store::Reader& reader, const scim::schema::Registry& registry,
                              const MemberQuery& query, const PageWish& page) {
  const auto& type = registry.type(scim::schema::user_type);
  Wanted wanted = by_access(reader, type, query);
  if (query.group) {
    TRY_ASSIGN(std::vector<ResourceId> groups, groups_of(reader, *query.group, query.nested));
    keep_to_group(wanted, reader, std::move(groups));
  }
  TRY_ASSIGN(const Found found, find(reader, wanted, page));
  ItemPage items{.items = {}, .next = found.next};
  Names names(reader);
  for (const Hit& hit : found.hits) {
    items.items.emplace_back(describe_item(reader, hit, names));
  }
  return items;
}

Result<Source> read_source(std::string_view text) {
  for (const Source source : sources_with_access) {
    if (iequals(text, access::to_text(source))) {
      return source;
    }
  }
  return Error(Code::invalid_value,
               fmt::format("source is group, default, direct or retained, not \"{}\"", text));
}

Result<bool> read_has_access(std::string_view text) {
  if (iequals(text, "some") || iequals(text, "none")) {
    return iequals(text, "some");
  }
  return Error(Code::invalid_value, fmt::format("access is some or none, not \"{}\"", text));
}

json::Value describe_access(const access::Access& access, std::optional<Target> default_access) {
  const std::optional<Target> target = access::target_of(access, default_access);
  if (!target) {
    return nullptr;
  }
  json::Object described = describe(*target);
  described["source"] = access::to_text(access.source);
  return described;
}

json::Object describe_member(store::Reader& reader, const Hit& hit) {
  return describe_with(reader, hit, access_of(reader, hit));
}

}  // namespace provost::admin
