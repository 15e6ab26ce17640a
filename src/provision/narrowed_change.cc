#include "provision/narrowed_change.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "provision/walk.h"

namespace provost::provision {
namespace {

std::vector<ResourceId> missing_from(const std::vector<ResourceId>& ids,
                                     const std::vector<ResourceId>& others) {
  std::vector<ResourceId> missing;
  std::ranges::set_difference(ids, others, std::back_inserter(missing));
  return missing;
}

NarrowedChange narrow_replacement(store::Reader& reader, const ResourceId& group,
                                  const scim::RelationChange& change) {
  std::vector<ResourceId> members;  // ordered by id
  for_each_member([&](const ResourceId& after,
                      std::size_t limit) { return reader.members(group, after, limit); },
                  [&](const scim::Member& member) { members.push_back(member.id); });
  std::vector<ResourceId> wanted = change.add;
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  NarrowedChange narrowed;
  narrowed.change.add = missing_from(wanted, members);
  narrowed.change.remove = missing_from(members, wanted);
  narrowed.keeps_somebody = narrowed.change.add.size() < wanted.size();
  return narrowed;
}

}  // namespace

NarrowedChange narrow(store::Reader& reader, const ResourceId& group,
                      const scim::RelationChange& change) {
  if (change.clear) {
    return narrow_replacement(reader, group, change);
  }
  NarrowedChange narrowed;
  std::ranges::copy_if(change.add, std::back_inserter(narrowed.change.add),
                       [&](const ResourceId& id) { return !reader.is_member(group, id); });
  std::ranges::copy_if(change.remove, std::back_inserter(narrowed.change.remove),
                       [&](const ResourceId& id) { return reader.is_member(group, id); });
  return narrowed;
}

}  // namespace provost::provision
