#include "check.h"
#include "json/json.h"
#include "scim/message/search.h"
#include "scim/resource/render.h"
#include "scim/sort/sort.h"

// A SearchRequest is refused or asks for things that can be resolved or refused; a number in a
// query reads as itself or as a bound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost;
  using namespace provost::scim;
  static const auto registry = schema::registry_of(schema::Profile::full);
  static const std::vector<const schema::ResourceType*> types{&registry->type(schema::user_type),
                                                              &registry->type(schema::group_type)};
  const std::string_view text = as_text(data, size);
  if (const auto number = message::whole_number("count", text, Code::invalid_count)) {
    const std::string again = std::to_string(*number);
    hold(message::whole_number("count", again, Code::invalid_count).value() == *number);
  }
  const auto body = json::parse(text);
  if (body.has_error()) {
    return 0;
  }
  const auto request = message::read_search(*body);
  if (request.has_error()) {
    return 0;
  }
  (void)sort::bind_all(request->sort_by, types);
  (void)sort::is_descending(request->sort_order);
  for (const auto* type : types) {
    (void)resource::Projection::parse(request->attributes, request->excluded_attributes, *type);
  }
  return 0;
}
