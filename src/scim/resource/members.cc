#include "scim/resource/members.h"

#include <fmt/format.h>

#include "scim/resource/advice.h"
#include "scim/resource/document.h"

namespace provost::scim::resource {

Result<void> add_members(RelationEdit& edit, const json::Array& elements,
                         const schema::Attribute& relation) {
  for (const json::Value& element : elements) {
    const json::Object* object = element.if_object();
    const json::Value* value = object == nullptr ? nullptr : object->if_contains(value_name);
    if (value == nullptr || !value->is_string()) {
      return Error(Code::invalid_value,
                   fmt::format("each of {} needs a value, got {}", relation.name, quote(element)));
    }
    edit.add(value->get_string());
  }
  return {};
}

Result<RelationChange> finish_members(const RelationEdit& edit, const schema::ResourceType& type,
                                      const Rules& rules) {
  RelationChange change = edit.change();
  if (!rules.skips_unknown_members() && !change.unknown.empty()) {
    const schema::Attribute* relation = writable_relation(type);
    return Error(Code::invalid_value,
                 fmt::format("{} names {}, which is the id of nobody in this organisation",
                             relation == nullptr ? "the request" : relation->name,
                             quote(change.unknown.front())));
  }
  return change;
}

}  // namespace provost::scim::resource
