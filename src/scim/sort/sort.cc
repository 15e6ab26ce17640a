#include "scim/sort/sort.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/resource/render.h"

namespace provost::scim::sort {
namespace {

using schema::Attribute;
using schema::Storage;
using schema::Type;

Error cannot_sort(std::string_view sort_by, std::string_view why) {
  return Error(Code::invalid_value, fmt::format("sortBy \"{}\": {}", sort_by, why));
}

// The simple attribute whose values are compared: the path's own, or `value` of a multi-valued
// complex one.
const Attribute* leaf_of(const path::BoundPath& path) {
  if (path.sub_attribute != nullptr) {
    return path.sub_attribute;
  }
  return path.attribute->is_complex() ? path.attribute->find("value") : path.attribute;
}

Value simple_value(const Attribute& leaf, const json::Value& json) {
  switch (leaf.type) {
    case Type::boolean:
      return json.is_bool() ? Value(json.get_bool()) : Value();
    case Type::integer:
      return json.is_int64() ? Value(json.get_int64()) : Value();
    case Type::decimal:
      return json.is_number() ? Value(json.to_number<double>()) : Value();
    case Type::date_time: {
      const auto at = json.is_string() ? parse_date_time(json.get_string()) : std::nullopt;
      return at ? Value(*at) : Value();
    }
    default:
      break;
  }
  if (!json.is_string()) {
    return {};
  }
  const std::string_view text = json.get_string();
  return leaf.case_exact ? Value(std::string(text)) : Value(fold(text));
}

// The element that represents a multi-valued attribute.
const json::Value* representative(const json::Array& elements) {
  const auto is_primary = [](const json::Value& element) {
    const json::Value* primary =
        element.is_object() ? element.get_object().if_contains("primary") : nullptr;
    return primary != nullptr && primary->is_bool() && primary->get_bool();
  };
  const auto found = std::ranges::find_if(elements, is_primary);
  if (found != elements.end()) {
    return &*found;
  }
  return elements.empty() ? nullptr : &elements.front();
}

// Values that the server stores outside the document.
Value computed_value(const path::BoundPath& path, const View& view) {
  const auto at = [](Timestamp time) {
    const auto instant = parse_date_time(to_rfc3339(time));
    return instant ? Value(*instant) : Value();
  };
  const std::string_view name =
      path.sub_attribute != nullptr ? path.sub_attribute->name : path.attribute->name;
  if (name == "created") {
    return at(view.stored.created);
  }
  if (name == "lastModified") {
    return at(view.stored.last_modified);
  }
  if (name == "id") {
    return view.stored.id.to_string();
  }
  if (name == "version") {
    return resource::etag(view.stored);
  }
  if (name == "resourceType") {
    return view.type.name;
  }
  return {};
}

const json::Value* find_in_document(const path::BoundPath& path, const json::Object& document) {
  const json::Object* holder = &document;
  if (path.extension != nullptr) {
    const json::Value* extension = document.if_contains(path.extension->id);
    holder = extension != nullptr ? extension->if_object() : nullptr;
  }
  return holder != nullptr ? holder->if_contains(path.attribute->name) : nullptr;
}

Result<Key> bind_one(std::string_view sort_by, const schema::ResourceType& type,
                     const Rules& rules) {
  const Result<path::AttributePath> parsed = path::parse(sort_by, type, rules);
  if (parsed.has_error()) {
    return cannot_sort(sort_by, parsed.error().detail);
  }
  const std::optional<path::BoundPath> bound = path::bind(*parsed, type, rules);
  if (!bound || bound->attribute == nullptr) {
    return Key{};
  }
  const Attribute* leaf = leaf_of(*bound);
  if (leaf == nullptr || leaf->is_complex()) {
    return cannot_sort(sort_by, "a complex attribute has no order, name a sub-attribute");
  }
  if (bound->attribute->storage == Storage::relation ||
      bound->attribute->storage == Storage::discarded) {
    return cannot_sort(sort_by, "resources cannot be sorted by this attribute");
  }
  return Key{*bound};
}

bool is_ascending(const Place& a, const Place& b) {
  const bool a_absent = a.value.index() == 0;
  const bool b_absent = b.value.index() == 0;
  if (a_absent != b_absent) {
    return b_absent;
  }
  if (a.value != b.value) {
    return a.value < b.value;
  }
  return a.type != b.type ? a.type < b.type : a.id < b.id;
}

}  // namespace

Result<std::vector<Key>> bind_all(std::string_view sort_by,
                                  const std::vector<const schema::ResourceType*>& types,
                                  const Rules& rules) {
  std::vector<Key> keys;
  bool is_known = false;
  for (const schema::ResourceType* type : types) {
    TRY_ASSIGN(const Key key, bind_one(sort_by, *type, rules));
    is_known = is_known || key.path.has_value();
    keys.push_back(key);
  }
  if (!is_known) {
    return cannot_sort(sort_by, fmt::format("{} has no such attribute", types.front()->name));
  }
  return keys;
}

Result<bool> is_descending(std::string_view sort_order, const Rules& rules) {
  const bool takes_short = rules.takes_dialects();
  if (sort_order.empty() || iequals(sort_order, "ascending") ||
      (takes_short && iequals(sort_order, "asc"))) {
    return false;
  }
  if (iequals(sort_order, "descending") || (takes_short && iequals(sort_order, "desc"))) {
    return true;
  }
  return Error(Code::invalid_value,
               fmt::format("sortOrder is ascending or descending, not \"{}\"", sort_order));
}

Value value_of(const Key& key, const View& view) {
  if (!key.path) {
    return {};
  }
  const path::BoundPath& path = *key.path;
  if (path.attribute->storage == Storage::computed) {
    return computed_value(path, view);
  }
  const json::Value* value = find_in_document(path, view.document);
  if (value != nullptr && value->is_array()) {
    value = representative(value->get_array());
  }
  const Attribute& leaf = *leaf_of(path);
  if (value != nullptr && value->is_object()) {
    value = value->get_object().if_contains(leaf.name);
  }
  return value == nullptr ? Value() : simple_value(leaf, *value);
}

bool is_before(bool descending, const Place& a, const Place& b) {
  return descending ? is_ascending(b, a) : is_ascending(a, b);
}

json::Value to_json(const Place& place) {
  json::Array out{place.id.to_string(), place.type, place.value.index()};
  std::visit(
      [&](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, Instant>) {
          out.emplace_back(value.seconds);
          out.emplace_back(value.nanoseconds);
        } else if constexpr (!std::is_same_v<T, std::monostate>) {
          out.emplace_back(value);
        }
      },
      place.value);
  return out;
}

std::optional<Place> from_json(const json::Value& value) {
  const json::Array* parts = value.if_array();
  if (parts == nullptr || parts->size() < 3 || !(*parts)[0].is_string() ||
      !(*parts)[1].is_int64() || !(*parts)[2].is_int64()) {
    return std::nullopt;
  }
  const std::optional<Uuid> id = Uuid::parse((*parts)[0].get_string());
  if (!id) {
    return std::nullopt;
  }
  Place place{{}, static_cast<schema::TypeNumber>((*parts)[1].get_int64()), *id};
  const bool is_decimal = (*parts)[2] == 3;
  const json::Value* content = parts->size() > 3 ? &(*parts)[3] : nullptr;
  if (content == nullptr) {
    return place;
  }
  if (parts->size() == 5 && content->is_int64() && (*parts)[4].is_int64()) {
    place.value = Instant{content->get_int64(), static_cast<std::int32_t>((*parts)[4].get_int64())};
  } else if (content->is_bool()) {
    place.value = content->get_bool();
  } else if (content->is_string()) {
    place.value = std::string(content->get_string());
  } else if (content->is_double() || (is_decimal && content->is_number())) {
    place.value = content->to_number<double>();
  } else if (content->is_int64()) {
    place.value = content->get_int64();
  }
  return place;
}

}  // namespace provost::scim::sort
