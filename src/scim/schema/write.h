#pragma once

#include <string>

#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::scim::schema {

// Every characteristic of RFC 7643 §7 that the attribute has, and nothing that is null (Entra
// refuses that, idp-clients.md §1.6). A complex attribute has neither caseExact nor uniqueness:
// those belong to its parts (standards.md ERR-4).
json::Object to_json(const Attribute& attribute);

// Those that are not hidden.
json::Array to_json(const std::vector<Attribute>& attributes);

// The text that parse_schema() (load.h) reads back: a definition with its index numbers.
std::string write_schema(const Schema& schema);

}  // namespace provost::scim::schema
