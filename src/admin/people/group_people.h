#pragma once

#include <cstddef>
#include <vector>

#include "store/access.h"
#include "store/transaction.h"

namespace provost::admin {

// The people of a group: those directly in it, or those in any of several groups.
class GroupPeople {
 public:
  GroupPeople(store::Reader& reader, std::vector<ResourceId> groups)
      : reader_(reader), groups_(std::move(groups)) {}

  // Each once, in the order of their ids, those beyond `after`. An index lookup for each group and
  // for each person that it returns.
  std::vector<ResourceId> after(const ResourceId& after, std::size_t limit) const;
  // An index lookup for each group.
  bool has(const ResourceId& user) const;

 private:
  store::Reader& reader_;
  const std::vector<ResourceId> groups_;
};

}  // namespace provost::admin
