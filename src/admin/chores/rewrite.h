#pragma once

#include "admin/organisation/schemas.h"
#include "scim/resource/resource.h"

namespace provost::admin {

// A change of documents that an operator's decision brings about, not the identity provider.
struct Rewriting {
  const scim::schema::ResourceType& from;  // that the documents were written with
  const scim::schema::ResourceType& to;
  Timestamp now;
  const identity::Author& author;
};

// Gives a stored resource another document, without schemas and id: its index keys, version and
// journal follow. One that is equal changes nothing.
Result<void> rewrite(store::Writer& writer, const scim::Stored& stored, json::Object document,
                     const Rewriting& rewriting);

}  // namespace provost::admin
