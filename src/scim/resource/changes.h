#pragma once

#include "json/json.h"
#include "scim/resource/resource.h"

namespace provost::scim::resource {

// What the journal tells of a change of a document.

// The stored attributes in the form of a Draft, without schemas and id, so that the two compare.
json::Object document_of(const Stored& stored);
// The members of `one` that `other` lacks or has with another value.
json::Object difference(const json::Object& one, const json::Object& other);
// The names in `one`, then those that only `other` has.
json::Array names_of(const json::Object& one, const json::Object& other);

}  // namespace provost::scim::resource
