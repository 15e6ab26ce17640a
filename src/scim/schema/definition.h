#pragma once

#include <cstddef>

#include "base/result.h"
#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::scim::schema {

// The bounds of what an organisation defines: every document of a resource is read and validated by
// it, and every answer of /Schemas holds it.
inline constexpr std::size_t definitions_per_organisation_max = 16;
inline constexpr std::size_t definition_bytes_max = 64 * 1024;
inline constexpr std::size_t attributes_max = 64;
inline constexpr std::size_t sub_attributes_max = 32;
inline constexpr std::size_t unique_attributes_max = 5;
inline constexpr std::size_t canonical_values_max = 64;
inline constexpr std::size_t urn_bytes_max = 200;
inline constexpr std::size_t attribute_name_bytes_max = 64;
inline constexpr std::size_t schema_name_bytes_max = 100;
inline constexpr std::size_t description_bytes_max = 1000;

// Reads the Schema resource (RFC 7643 §7) of an extension that an organisation wants to have. Once
// accepted, every characteristic in it is kept as it says: one that the server could not honour is
// refused with the reason, as Code::invalid_value. A characteristic that is left out has the value
// that §2.2 gives it. Attributes have no index numbers yet (change.h).
Result<Schema> read_definition(const json::Value& body);

}  // namespace provost::scim::schema
