#include "scim/patch/named_members.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/uuid.h"
#include "scim/resource/advice.h"
#include "scim/resource/document.h"

namespace provost::scim::patch {
namespace {

std::optional<ResourceId> id_of(const json::Value& value) {
  return value.is_string() ? ResourceId::parse(value.get_string()) : std::nullopt;
}

}  // namespace

Result<void> check_named_by_id(const filter::Bound& filter, const schema::Attribute& relation,
                               Op op) {
  const schema::Attribute* name = relation.find(resource::value_name);
  if (name == nullptr) {
    return {};
  }
  for (const json::Value* value : filter::compared_values(filter, *name)) {
    const bool is_empty = value->is_string() && value->get_string().empty();
    if (!value->is_string() || id_of(*value) || (is_empty && op == Op::remove)) {
      continue;
    }
    return Error(Code::invalid_value,
                 fmt::format("{} names nobody in {}, so nothing was changed: write the id of a "
                             "member, such as \"0197a3c0-0000-7000-8000-00000000000a\".",
                             resource::quote(*value), relation.name));
  }
  return {};
}

bool says_only_details(const json::Value& value, const schema::Attribute& relation) {
  const json::Object* object = value.if_object();
  return object != nullptr && !object->empty() &&
         std::ranges::all_of(*object, [&](const auto& part) {
           return relation.find(part.key()) != nullptr && part.key() != "$ref" &&
                  !iequals(part.key(), resource::value_name);
         });
}

bool is_same_member(const json::Value& element, const json::Value& id) {
  const json::Object* object = element.if_object();
  const json::Value* value =
      object == nullptr ? nullptr : json::find(*object, resource::value_name);
  return value != nullptr && id_of(*value) && id_of(*value) == id_of(id);
}

}  // namespace provost::scim::patch
