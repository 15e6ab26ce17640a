#include "admin/schema_journal.h"

namespace provost::admin {

void append_schema_entry(store::Writer& writer, const char* type, const store::SchemaRecord& record,
                         const Author& author) {
  writer.append({.type = type,
                 .subject_type = "schema",
                 .subject_id = record.urn,
                 .actor = author.actor,
                 .cause = author.cause,
                 .data = json::write(describe(record)),
                 .values = {},
                 .origin = author.origin});
}

}  // namespace provost::admin
