#include "store/schemas.h"

#include "scim/schema/load.h"

namespace provost::store {

std::shared_ptr<const scim::schema::Registry> registry_of(
    scim::schema::Profile profile, const std::vector<SchemaRecord>& records) {
  std::vector<scim::schema::CustomExtension> extensions;
  extensions.reserve(records.size());
  for (const SchemaRecord& record : records) {
    extensions.push_back({record.type,
                          {.schema = scim::schema::parse_schema(record.definition),
                           .required = record.required,
                           .presence = record.presence}});
  }
  return scim::schema::registry_of(profile, extensions);
}

}  // namespace provost::store
