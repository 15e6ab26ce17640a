#include <algorithm>
#include <optional>
#include <unordered_set>

#include "access/graph.h"
#include "admin/insight/findings.h"
#include "admin/journal/names.h"

namespace provost::admin {
namespace {

using access::Grant;
using access::IdentityType;

// There are few mapped groups: people map them by hand.
constexpr std::size_t mappings_max = 1000;

// The groups that are mapped to one identity type.
struct Side {
  std::vector<store::Mapping> mappings;
  std::size_t members = 0;
};

Side side_of(store::Reader& reader, const std::vector<store::Mapping>& mappings,
             IdentityType type) {
  Side side;
  for (const store::Mapping& mapping : mappings) {
    if (access::identity_type_of(mapping.target) == type) {
      side.mappings.push_back(mapping);
      side.members += reader.member_count(mapping.group);
    }
  }
  return side;
}

std::vector<ResourceId> groups_of(const Side& side) {
  std::vector<ResourceId> groups;
  for (const store::Mapping& mapping : side.mappings) {
    groups.push_back(mapping.group);
  }
  return groups;
}

class Search {
 public:
  Search(store::Reader& reader, const std::vector<store::Mapping>& mappings)
      : reader_(reader), mappings_(mappings), grants_(reader.access()), names_(reader) {}

  StoreView::Disagreements among(const std::vector<ResourceId>& groups) {
    for (const ResourceId& group : access::groups_within(reader_.access(), groups)) {
      const std::vector<store::Person> people =
          reader_.access().people_in(group, ResourceId{}, people_looked_at + 1);
      for (const store::Person& person : people) {
        if (seen_.size() == people_looked_at) {
          found_.may_be_more = !seen_.contains(person.id);
          return std::move(found_);
        }
        if (seen_.insert(person.id).second) {
          look_at(person.id);
        }
      }
    }
    return std::move(found_);
  }

 private:
  void look_at(const ResourceId& person) {
    const std::vector<Grant> grants = grants_.all_of_member(person);
    const Grant* human = find(grants, IdentityType::human);
    const Grant* service = find(grants, IdentityType::service);
    if (human == nullptr || service == nullptr) {
      return;
    }
    if (++found_.count <= named_max) {
      found_.people.push_back({named(person), named(human->group), named(service->group)});
    }
  }

  static const Grant* find(const std::vector<Grant>& grants, IdentityType type) {
    const auto is_of_type = [&](const Grant& grant) {
      return access::identity_type_of(grant.target) == type;
    };
    const auto found = std::ranges::find_if(grants, is_of_type);
    return found == grants.end() ? nullptr : &*found;
  }

  // How long a group has been mapped; meaningless for a person.
  StoreView::Named named(const ResourceId& id) {
    const auto mapping = std::ranges::find(mappings_, id, &store::Mapping::group);
    return {id, names_.of(id.to_string()), mapping == mappings_.end() ? Timestamp{} : mapping->at};
  }

  store::Reader& reader_;
  const std::vector<store::Mapping>& mappings_;
  access::Grants grants_;
  Names names_;
  std::unordered_set<ResourceId> seen_;
  StoreView::Disagreements found_;
};

}  // namespace

StoreView::Disagreements look_for_disagreements(store::Reader& reader) {
  const std::vector<store::Mapping> mappings = reader.access().mappings(ResourceId{}, mappings_max);
  const Side human = side_of(reader, mappings, IdentityType::human);
  const Side service = side_of(reader, mappings, IdentityType::service);
  if (human.mappings.empty() || service.mappings.empty()) {
    return {};
  }
  const Side& fewer = human.members < service.members ? human : service;
  return Search(reader, mappings).among(groups_of(fewer));
}

std::vector<StoreView::Named> look_for_deep_nesting(store::Reader& reader) {
  std::vector<StoreView::Named> found;
  Names names(reader);
  std::size_t looks = nested_groups_looked_at;
  for (const store::Mapping& mapping : reader.access().mappings(ResourceId{}, mappings_max)) {
    if (access::beyond_nesting(reader.access(), mapping.group, looks)) {
      found.push_back({mapping.group, names.of(mapping.group.to_string()), mapping.at});
    }
  }
  return found;
}

}  // namespace provost::admin
