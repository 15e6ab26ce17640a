#include "check.h"
#include "json/json.h"
#include "scim/dialect/dialect.h"
#include "scim/patch/patch.h"
#include "scim/resource/read.h"
#include "scim/resource/validate.h"

namespace {

using namespace provost;
using namespace provost::scim;

const json::Object& user() {
  static const json::Object document = [] {
    const auto registry = schema::registry_of(schema::Profile::full);
    const auto body = json::parse(R"({"userName":"ada@x.example","active":true,
      "name":{"familyName":"Lovelace","givenName":"Ada"},
      "emails":[{"value":"ada@x.example","type":"work","primary":true},{"value":"b@x.example"}],
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R&D"}})");
    return resource::read(*body, registry->type(schema::user_type), {}).value().document;
  }();
  return document;
}

}  // namespace

// Any PATCH is refused or gives a document that is valid or reported as invalid, and applying it
// again gives the same result.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto registry = schema::registry_of(schema::Profile::full);
  const auto& type = registry->type(schema::user_type);
  const auto body = json::parse(as_text(data, size));
  if (body.has_error()) {
    return 0;
  }
  auto request = patch::read(*body, {});
  if (request.has_error()) {
    return 0;
  }
  Report report;
  const auto plan =
      patch::bind(dialect::rewrite(std::move(request).value(), type, report), type, {});
  if (plan.has_error()) {
    return 0;
  }
  auto first = patch::apply(*plan, user(), {}, type, {});
  const auto second = patch::apply(*plan, user(), {}, type, {});
  hold(first.has_value() == second.has_value());
  if (first.has_value()) {
    hold(first->document == second->document);
    (void)resource::validate(std::move(first).value(), type);
  }
  return 0;
}
