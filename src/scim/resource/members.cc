#include "scim/resource/members.h"

#include <algorithm>

#include <fmt/format.h>

#include "scim/resource/advice.h"
#include "scim/resource/document.h"

namespace provost::scim::resource {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

}  // namespace

std::optional<ResourceId> named_id(std::string_view text) {
  const std::string_view path = text.substr(0, text.find_last_not_of("/ \t\r\n") + 1);
  return Uuid::parse(trimmed(path.substr(path.rfind('/') + 1)));  // npos + 1 is 0
}

bool looks_like_json(std::string_view text) {
  const std::string_view shown = trimmed(text);
  return shown.starts_with('[') || shown.starts_with('{') || shown.starts_with('"');
}

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
