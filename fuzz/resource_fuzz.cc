#include "check.h"
#include "json/json.h"
#include "scim/resource/read.h"
#include "scim/resource/validate.h"

// An accepted body gives a stored text that reads back as the same document: stored texts are fixed
// points.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost;
  using namespace provost::scim;
  static const auto registry = schema::registry_of(schema::Profile::full);
  const auto body = json::parse(as_text(data, size));
  for (const auto number : {schema::user_type, schema::group_type}) {
    const auto& type = registry->type(number);
    if (body.has_error()) {
      return 0;
    }
    auto draft = resource::read(*body, type, {});
    if (draft.has_error()) {
      continue;
    }
    const auto valid = resource::validate(std::move(draft).value(), type);
    if (valid.has_error()) {
      continue;
    }
    const auto stored = json::parse(valid->stored_text(ResourceId{}));
    hold(stored.has_value());
    auto again = resource::read(*stored, type, {});
    hold(again.has_value() && again->document == valid->document());
  }
  return 0;
}
