#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "store/transaction.h"

namespace provost::provision {

// The result of comparing stored documents with their schemas.
struct DocumentCheck {
  std::size_t documents = 0;  // that were looked at
  std::size_t wrong = 0;      // that hold what no schema has, or break a rule of theirs
  std::string first;          // the first of these, and its fault
  // Where the next part begins; nothing when all are done.
  std::optional<ResourceId> next;
};

// Looks at the documents of one resource type beyond `after`, at most `limit`. `registry` is that
// of the organisation's profile and schemas, what may be there; `rules` that of the full profile,
// under which a document may have been accepted. Values are named, never shown.
DocumentCheck verify_documents(store::Reader& reader, const scim::schema::Registry& registry,
                               const scim::schema::Registry& rules, store::TypeNumber type,
                               const ResourceId& after, std::size_t limit);

// Indexes that have keys though no attribute and no extension has them.
std::vector<store::IndexNumber> stray_indexes(store::Reader& reader,
                                              const scim::schema::Registry& rules,
                                              store::TypeNumber type);

}  // namespace provost::provision
