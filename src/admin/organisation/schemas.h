#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "identity/admin.h"
#include "json/json.h"
#include "scim/schema/schema.h"
#include "store/transaction.h"

namespace provost::admin {

// Use cases on the extension schemas of an organisation, each a unit of work on one transaction:
// the command line waits for it, an event loop awaits it. docs/decisions/0010 has the reasons.

struct SchemaWish {
  scim::schema::Schema definition;  // of scim::schema::read_definition()
  // When it is not said: User for a new schema, else the one that the schema has.
  std::optional<scim::schema::TypeNumber> type;
  bool required = false;
};

// What happens to stored values that a change leaves without a place.
enum class Values : std::uint8_t { keep, purge };

// "User" or "Group" in any letter case; Code::invalid_value.
Result<scim::schema::TypeNumber> read_resource_type(std::string_view text);
std::string_view to_text(scim::schema::TypeNumber type);

// A schema for people and the API: its resource type, whether it is required, its state (active,
// changing, removing) and the definition as a Schema resource.
json::Object describe(const store::SchemaRecord& record);
// The same with the progress of a pending change.
json::Object describe(store::Reader& reader, const store::SchemaRecord& record);

// Code::not_found. The URN compares without regard to case.
Result<store::SchemaRecord> find_schema(store::Reader& reader, std::string_view urn);

// Code::uniqueness when the URN is taken, Code::conflict at the maximum of schemas, when the URN is
// ambiguous with another one's attributes, or when a required one would be missing from existing
// resources.
Result<store::SchemaRecord> add_schema(store::Writer& writer, const SchemaWish& wish,
                                       const identity::Author& author);

// Takes effect at once while every stored value stays valid. Otherwise Code::conflict names what
// would be lost, unless the values may be purged: then the schema is `changing` until
// admin/chores/schema_changes.h has deleted them, and the affected attributes accept no new ones.
// Code::not_found; Code::conflict also during an earlier change.
Result<store::SchemaRecord> replace_schema(store::Writer& writer, const SchemaWish& wish,
                                           Values values, const identity::Author& author);

// Removes a schema without values at once. With values it is Code::conflict, unless they may be
// purged: then the schema is in the state `removing` until they are gone. Code::not_found.
Result<void> remove_schema(store::Writer& writer, std::string_view urn, Values values,
                           const identity::Author& author);

// Appends an entry about a schema to the journal; its data says what the schema is from then on.
void append_schema_entry(store::Writer& writer, const char* type, const store::SchemaRecord& record,
                         const identity::Author& author);

}  // namespace provost::admin
