#include "admin/people/group_people.h"

#include <algorithm>

namespace provost::admin {

std::vector<ResourceId> GroupPeople::after(const ResourceId& after, std::size_t limit) const {
  std::vector<ResourceId> people;
  for (const ResourceId& group : groups_) {
    for (const store::Person& person : reader_.access().people_in(group, after, limit)) {
      people.push_back(person.id);
    }
  }
  std::ranges::sort(people);
  people.erase(std::unique(people.begin(), people.end()), people.end());
  people.resize(std::min(people.size(), limit));
  return people;
}

bool GroupPeople::has(const ResourceId& user) const {
  return std::ranges::any_of(
      groups_, [&](const ResourceId& group) { return reader_.is_member(group, user); });
}

}  // namespace provost::admin
