#include "provision/candidates.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <unordered_set>

#include <fmt/format.h>

#include "provision/walk.h"

namespace provost::provision {
namespace {

using scim::filter::Plan;
using scim::filter::Probe;
using scim::filter::Way;
using scim::schema::ResourceType;
using Ids = std::vector<ResourceId>;

Ids groups_of(store::Reader& reader, const ResourceId& member, std::size_t most) {
  Ids ids;
  for_each_member([&](const ResourceId& after,
                      std::size_t limit) { return reader.groups_of(member, after, limit); },
                  [&](const scim::Member& group) { ids.push_back(group.id); },
                  [&] { return ids.size() >= most; });
  return ids;
}

// Those of the type inside a group, directly or through other groups. Cycles of groups end
// (standards.md GRP-4).
Ids members_of(store::Reader& reader, const ResourceType& type, const ResourceId& group,
               std::size_t most) {
  Ids ids;
  std::unordered_set<ResourceId> seen{group};
  std::deque<ResourceId> waiting{group};
  while (!waiting.empty() && ids.size() < most) {
    const ResourceId from = waiting.front();
    waiting.pop_front();
    for_each_member(
        [&](const ResourceId& after, std::size_t limit) {
          return reader.members(from, after, limit);
        },
        [&](const scim::Member& member) {
          if (member.type == type.number) {
            ids.push_back(member.id);
          }
          if (member.type == scim::schema::group_type && seen.insert(member.id).second) {
            waiting.push_back(member.id);
          }
        },
        [&] { return ids.size() >= most; });
  }
  return ids;
}

// The last place before everything modified at or after that moment.
store::Modified before(Timestamp at) {
  return {at, ResourceId{}};
}

// In any order, possibly repeated; at most `most`.
Ids find(store::Reader& reader, const ResourceType& type, const Probe& probe, std::size_t most) {
  switch (probe.kind) {
    case Probe::Kind::nothing:
      return {};
    case Probe::Kind::id:
      return reader.load(type.number, probe.id) ? Ids{probe.id} : Ids{};
    case Probe::Kind::index:
      return reader.lookup(type.number, probe.index, probe.key, most);
    case Probe::Kind::keys:
      return reader.walk_keys(type.number, probe.index, {probe.key, probe.end}, {.limit = most});
    case Probe::Kind::created:
      return reader.ids_between(type.number, first_uuid_v7(probe.from.ms),
                                first_uuid_v7(probe.to.ms), most);
    case Probe::Kind::modified:
      return reader.walk_modified(type.number, before(probe.from), before(probe.to),
                                  {.limit = most});
    case Probe::Kind::member_of:
      return groups_of(reader, probe.id, most);
    case Probe::Kind::members_of:
      return members_of(reader, type, probe.id, most);
  }
  return {};
}

void sort_unique(Ids& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

Ids common(const Ids& a, const Ids& b) {
  Ids both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both;
}

// A probe that finds too many is left to the evaluator if another one finds few.
Result<Candidates> follow(store::Reader& reader, const ResourceType& type, const Way& way,
                          std::size_t most) {
  Candidates found{{}, true};
  bool is_first = true;
  for (const Probe& probe : way) {
    Ids ids = find(reader, type, probe, most + 1);
    if (ids.size() > most) {
      found.exact = false;
      continue;
    }
    sort_unique(ids);
    found.ids = is_first ? std::move(ids) : common(found.ids, ids);
    is_first = false;
  }
  if (is_first) {
    return too_many_candidates(most);
  }
  return found;
}

}  // namespace

Error too_many_candidates(std::size_t most) {
  return Error(Code::too_many,
               fmt::format("this filter would look at more than {} resources; filter by an indexed "
                           "attribute with eq instead: id, userName, externalId, emails.value, "
                           "displayName or members",
                           most));
}

Result<Candidates> find_candidates(store::Reader& reader, const ResourceType& type,
                                   const Plan& plan, std::size_t most) {
  Candidates all{{}, plan.exact};
  for (const Way& way : plan.ways) {
    TRY_ASSIGN(const Candidates some, follow(reader, type, way, most));
    all.ids.insert(all.ids.end(), some.ids.begin(), some.ids.end());
    all.exact = all.exact && some.exact;
  }
  if (plan.ways.size() > 1) {
    sort_unique(all.ids);
  }
  return all;
}

}  // namespace provost::provision
