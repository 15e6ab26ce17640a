#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "scim/filter/filter.h"
#include "store/transaction.h"

namespace provost::provision {

struct Candidates {
  std::vector<ResourceId> ids;  // of existing resources of the type, ascending, each once
  // Every one of them matches.
  bool exact = false;
};

// The candidates of a plan without a scan. Code::too_many when one of its ways would find more than
// `most`.
Result<Candidates> find_candidates(store::Reader& reader, const scim::schema::ResourceType& type,
                                   const scim::filter::Plan& plan, std::size_t most);

Error too_many_candidates(std::size_t most);

}  // namespace provost::provision
