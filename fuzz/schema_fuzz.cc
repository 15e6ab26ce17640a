#include "check.h"
#include "json/json.h"
#include "scim/schema/change.h"
#include "scim/schema/definition.h"
#include "scim/schema/load.h"
#include "scim/schema/write.h"

// The stored text of an accepted definition reads back the same, is shown as a definition that
// would be accepted again, and changes nothing when it replaces itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost;
  using namespace provost::scim::schema;
  const auto body = json::parse(as_text(data, size));
  if (body.has_error()) {
    return 0;
  }
  const auto schema = read_definition(*body);
  if (schema.has_error()) {
    hold(!schema.error().detail.empty());
    return 0;
  }
  const std::string text = write_schema(*schema);
  hold(write_schema(*parse_schema(text)) == text);
  const auto shown = read_definition(json::parse(text).value());
  hold(shown.has_value() && write_schema(*shown) == text);
  hold(compare(*schema, *shown).keeps_all());
  return 0;
}
