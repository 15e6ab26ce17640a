#include "scim/resource/size.h"

#include <string_view>

#include <fmt/format.h>

#include "scim/resource/advice.h"

namespace provost::scim::resource {
namespace {

// The approximate length of a value's JSON text; never more than the real one.
std::size_t text_bytes(const json::Value& value) {
  std::size_t bytes = 2;
  if (const auto* text = value.if_string()) {
    bytes += text->size();
  } else if (const json::Array* list = value.if_array()) {
    for (const json::Value& element : *list) {
      bytes += text_bytes(element);
    }
  } else if (const json::Object* object = value.if_object()) {
    for (const auto& member : *object) {
      bytes += member.key().size() + 3 + text_bytes(member.value());
    }
  }
  return bytes;
}

std::string advice_for(std::string_view name, const schema::ResourceType& type,
                       const Rules& rules) {
  const schema::Attribute* attribute = type.schema->find(name);
  return attribute == nullptr ? std::string() : mapping_advice(*attribute, type, rules);
}

}  // namespace

Result<void> check_size(const ValidResource& resource, const Rules& rules,
                        std::size_t stored_bytes) {
  std::size_t bytes = 0;
  std::size_t most = 0;
  std::string_view largest;
  for (const auto& member : resource.document()) {
    const std::size_t here = member.key().size() + 3 + text_bytes(member.value());
    bytes += here;
    if (here > most) {
      most = here;
      largest = member.key();
    }
  }
  if (bytes <= resource_bytes_max || bytes <= stored_bytes) {
    return {};
  }
  return Error(Code::invalid_value,
               fmt::format("this {} would have {} bytes, and {} are the most that one may have; "
                           "{} has {} of them. Send less of it.{}",
                           resource.type().name, bytes, resource_bytes_max, largest, most,
                           advice_for(largest, resource.type(), rules)));
}

}  // namespace provost::scim::resource
