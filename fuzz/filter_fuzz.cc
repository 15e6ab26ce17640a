#include "check.h"
#include "json/json.h"
#include "scim/filter/filter.h"

namespace {

using namespace provost;
using namespace provost::scim;

class NoRelations final : public Relations {
 public:
  bool contains(const schema::Attribute&, std::string_view) const override { return false; }
  bool is_empty(const schema::Attribute&) const override { return true; }
  std::vector<Member> elements(const schema::Attribute&) const override { return {}; }
};

// A user for the filters to examine.
const json::Object& document() {
  static const json::Value value =
      json::parse(R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName":"ada@x.example","active":true,"externalId":"e1","title":"Dr",
        "name":{"familyName":"Lovelace"},
        "emails":[{"value":"ada@x.example","type":"work","primary":true},{"value":"b"}]})")
          .value();
  return value.as_object();
}

}  // namespace

// A printed filter parses as one that prints the same; whatever binds can be planned and evaluated.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto registry = schema::registry_of(schema::Profile::full);
  const auto& type = registry->type(schema::user_type);
  const auto node = filter::parse(as_text(data, size), type);
  if (node.has_error()) {
    return 0;
  }
  const std::string printed = filter::print(**node);
  const auto again = filter::parse(printed, type, {.bytes_max = 1 << 20});
  hold(again.has_value() && filter::print(**again) == printed);
  const auto bound = filter::bind(**node, type);
  if (bound.has_value()) {
    const Stored stored;
    (void)filter::plan(**bound, type);
    (void)filter::evaluate(**bound, View{type, stored, document(), NoRelations{}});
  }
  return 0;
}
