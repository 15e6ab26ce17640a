#pragma once

#include <memory>
#include <vector>

#include "scim/schema/schema.h"
#include "store/records.h"

namespace provost::store {

// The registry of an organisation with that profile and those schemas of its own.
std::shared_ptr<const scim::schema::Registry> registry_of(scim::schema::Profile profile,
                                                          const std::vector<SchemaRecord>& records);

}  // namespace provost::store
