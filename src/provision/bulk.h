#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "provision/resources.h"

namespace provost::provision {

// What Bulk needs beyond the use cases on one resource (RFC 7644 §3.7.1). Ids are given out before
// anything is written, so that references can be resolved beforehand; whether what they refer to
// came to be is decided in the transaction.

// A bulkId and the id that its POST gives to the resource.
struct Reference {
  std::string bulk_id;
  ResourceId id;
};
// Code::conflict unless every one of these resources exists.
Result<void> check_created(store::Reader& reader, std::span<const Reference> references);

// A resource to create with others that refer to it.
struct Creation {
  const scim::schema::ResourceType* type = nullptr;
  ResourceId id;
  scim::resource::ValidResource resource;
  // Of the circle, the members that are created after it.
  std::vector<ResourceId> later_members;
  // Its references outside the circle.
  std::vector<Reference> references;
  scim::resource::Projection projection;
};
// Creates resources that refer to each other in a circle: first all of them, then the members that
// were missing before (standards.md BLK-5). Creates all with version 1, or none. Somebody invited
// by hand cannot be one of them: Code::conflict, since their id differs. On an error `at` is the
// index of the failed one; on success it is their number.
Result<std::vector<Outcome>> create_together(store::Writer& writer,
                                             std::span<const Creation> creations,
                                             const Context& context, std::size_t& at);

}  // namespace provost::provision
