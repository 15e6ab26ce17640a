#include "scim/schema/described.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace provost::scim::schema {

Result<Described> Described::of(const json::Value& value, std::string where) {
  if (!value.is_object()) {
    return Error(Code::invalid_value, fmt::format("{} must be a JSON object", where));
  }
  return Described(value.get_object(), std::move(where));
}

Result<void> Described::check_names(std::initializer_list<std::string_view> known) const {
  for (const auto& member : *object_) {
    const std::string_view name = member.key();
    const bool is_known =
        std::ranges::any_of(known, [&](std::string_view one) { return iequals(one, name); });
    if (!is_known) {
      return refused(name, "is no characteristic that RFC 7643 §7 defines; take it out");
    }
  }
  return {};
}

const json::Value* Described::find(std::string_view name) const {
  const json::Value* value = json::find(*object_, name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

Result<std::string> Described::required_text(std::string_view name, std::size_t bytes_max) const {
  TRY_ASSIGN(std::string found, text(name, bytes_max));
  if (found.empty()) {
    return refused(name, "is missing or empty");
  }
  return found;
}

Result<std::string> Described::text(std::string_view name, std::size_t bytes_max) const {
  const json::Value* value = find(name);
  if (value == nullptr) {
    return std::string();
  }
  if (!value->is_string()) {
    return refused(name, "must be text");
  }
  if (value->get_string().size() > bytes_max) {
    return refused(name, fmt::format("is longer than {} bytes", bytes_max));
  }
  return std::string(value->get_string());
}

Result<std::vector<std::string>> Described::texts(std::string_view name, std::size_t count_max,
                                                  std::size_t bytes_max) const {
  TRY_ASSIGN(const json::Array* list, array(name, count_max));
  std::vector<std::string> out;
  if (list == nullptr) {
    return out;
  }
  for (const json::Value& element : *list) {
    if (!element.is_string() || element.get_string().empty() ||
        element.get_string().size() > bytes_max) {
      return refused(name, fmt::format("lists {}, and holds texts of 1 to {} bytes",
                                       json::write(element).substr(0, 80), bytes_max));
    }
    out.emplace_back(element.get_string());
  }
  return out;
}

Result<std::optional<bool>> Described::boolean(std::string_view name) const {
  const json::Value* value = find(name);
  if (value == nullptr) {
    return std::optional<bool>();
  }
  if (!value->is_bool()) {
    return refused(name, "must be true or false");
  }
  return std::optional(value->get_bool());
}

Result<const json::Array*> Described::array(std::string_view name, std::size_t count_max) const {
  const json::Value* value = find(name);
  if (value == nullptr) {
    return static_cast<const json::Array*>(nullptr);
  }
  if (!value->is_array()) {
    return refused(name, "must be a list");
  }
  if (value->get_array().size() > count_max) {
    return refused(name, fmt::format("has {} elements, and may have {}", value->get_array().size(),
                                     count_max));
  }
  return &value->get_array();
}

Error Described::refused(std::string_view why) const {
  return Error(Code::invalid_value, fmt::format("{} {}", where_, why));
}

Error Described::refused(std::string_view name, std::string_view why) const {
  return Error(Code::invalid_value, fmt::format("{}: {} {}", where_, name, why));
}

}  // namespace provost::scim::schema
