#pragma once

#include "admin/schemas.h"

namespace provost::admin {

// Appends an entry about a schema to the journal; its data says what the schema is from then on.
void append_schema_entry(store::Writer& writer, const char* type, const store::SchemaRecord& record,
                         const Author& author);

}  // namespace provost::admin
