#include "scim/bulk/references.h"

#include <algorithm>

#include "base/text.h"
#include "scim/path/path.h"

namespace provost::scim::bulk {
namespace {

using schema::Attribute;
using schema::ResourceType;
using schema::Schema;

constexpr std::string_view prefix = "bulkId:";
constexpr std::string_view ref_name = "$ref";

// Whether a sub-attribute (or, if null, the attribute as a whole) holds the reference itself.
bool holds_id(const Attribute* sub_attribute) {
  return sub_attribute == nullptr || sub_attribute->name == "value" ||
         sub_attribute->name == ref_name;
}

// The part of a path before the filter.
std::string_view attribute_of(std::string_view path) {
  return path.substr(0, path.find('['));
}

bool refers_to_resources(const Attribute& attribute) {
  return attribute.is_complex() && attribute.find(ref_name) != nullptr &&
         attribute.mutability != schema::Mutability::read_only;
}

class Rewriter {
 public:
  Rewriter(const ResourceType& type, const Lookup& lookup) : type_(type), lookup_(lookup) {}

  std::string text(std::string text) const;
  void body(json::Value& value) const { body_of(value, nullptr); }
  void patch(json::Value& data) const;

 private:
  void body_of(json::Value& value, const Schema* extension) const;
  void member(std::string_view name, json::Value& value, const Schema* extension) const;
  void operation(json::Object& operation) const;
  void names(json::Value& value) const;
  std::string path_text(std::string_view path) const;
  void elements(json::Value& value) const;
  std::string filter_literals(std::string_view path) const;
  std::string bare_words(std::string_view part) const;
  std::optional<path::BoundPath> bind(std::string_view name, const Schema* extension) const;

  const ResourceType& type_;
  const Lookup& lookup_;
};

std::string Rewriter::text(std::string text) const {
  const std::optional<std::string_view> bulk_id = referenced_in(text);
  if (!bulk_id) {
    return text;
  }
  const std::size_t kept = text.size() - bulk_id->size() - prefix.size();
  if (const std::optional<std::string> id = lookup_(*bulk_id)) {
    text.replace(kept, std::string::npos, *id);
  }
  return text;
}

// Members of a body, of a path-less PATCH value, or of an extension's object in either.
void Rewriter::body_of(json::Value& value, const Schema* extension) const {
  if (!value.is_object()) {
    return;
  }
  for (auto& [name, inner] : value.get_object()) {
    member(name, inner, extension);
  }
}

void Rewriter::member(std::string_view name, json::Value& value, const Schema* extension) const {
  const std::optional<path::BoundPath> bound = bind(attribute_of(name), extension);
  if (!bound) {
    return;
  }
  if (bound->attribute == nullptr) {
    body_of(value, bound->extension);
  } else if (refers_to_resources(*bound->attribute) && holds_id(bound->sub_attribute)) {
    elements(value);
  }
}

std::optional<path::BoundPath> Rewriter::bind(std::string_view name,
                                              const Schema* extension) const {
  const std::string full =
      extension == nullptr ? std::string(name) : extension->id + ":" + std::string(name);
  const Result<path::AttributePath> parsed = path::parse(full, type_);
  return parsed.has_error() ? std::nullopt : path::bind(*parsed, type_);
}

// A reference attribute's value: text, an element, or a list of either.
void Rewriter::elements(json::Value& value) const {
  if (value.is_array()) {
    std::ranges::for_each(value.get_array(), [&](json::Value& element) { elements(element); });
  } else if (value.is_string()) {
    value = text(std::string(value.get_string()));
  } else if (value.is_object()) {
    for (const std::string_view name : {std::string_view("value"), ref_name}) {
      json::Value* id = json::find(value.get_object(), name);
      if (id != nullptr && id->is_string()) {
        *id = text(std::string(id->get_string()));
      }
    }
  }
}

void Rewriter::patch(json::Value& data) const {
  json::Value* operations =
      data.is_object() ? json::find(data.get_object(), "Operations") : nullptr;
  if (operations == nullptr || !operations->is_array()) {
    return;
  }
  for (json::Value& entry : operations->get_array()) {
    if (entry.is_object()) {
      operation(entry.get_object());
    }
  }
}

void Rewriter::operation(json::Object& operation) const {
  json::Value nothing;
  json::Value* given = json::find(operation, "value");
  json::Value& value = given == nullptr ? nothing : *given;
  json::Value* path = json::find(operation, "path");
  if (path == nullptr || !path->is_string() || path->get_string().empty()) {
    names(value);
    body(value);
    return;
  }
  const std::string text(path->get_string());
  *path = path_text(text);
  member(text, value, nullptr);
}

// Value paths may also be the names of a path-less object (idp-clients.md §3.6).
void Rewriter::names(json::Value& value) const {
  const auto is_value_path = [](const auto& member) {
    return std::string_view(member.key()).find('[') != std::string_view::npos;
  };
  if (!value.is_object() || std::ranges::none_of(value.get_object(), is_value_path)) {
    return;
  }
  json::Object renamed;
  for (auto& member : value.get_object()) {
    renamed[path_text(member.key())] = std::move(member.value());
  }
  value = std::move(renamed);
}

// A PATCH path with the references in its filter replaced, if it concerns resources.
std::string Rewriter::path_text(std::string_view path) const {
  const std::optional<path::BoundPath> bound = bind(attribute_of(path), nullptr);
  const bool refers =
      bound && bound->attribute != nullptr && refers_to_resources(*bound->attribute);
  return refers ? filter_literals(path) : std::string(path);
}

// The path with the references in its filter replaced: in texts, and in unquoted words, which
// tolerant mode treats as texts (standards.md FLT-18).
std::string Rewriter::filter_literals(std::string_view path) const {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = path.find('"'); at < path.size(); at = path.find('"', from)) {
    std::size_t end = at + 1;
    while (end < path.size() && path[end] != '"') {
      end += path[end] == '\\' ? 2 : 1;
    }
    if (end >= path.size()) {
      break;  // not closed: patch::bind reports it
    }
    out += bare_words(path.substr(from, at - from));
    from = end + 1;
    const std::string_view literal = path.substr(at, from - at);
    const Result<json::Value> parsed = json::parse(literal);
    if (parsed.has_value() && parsed->is_string()) {
      json::append_string(out, text(std::string(parsed->get_string())));
    } else {
      out += literal;
    }
  }
  out += bare_words(path.substr(from));
  return out;
}

// A part of a filter without literals; words in it end at a blank or a bracket.
std::string Rewriter::bare_words(std::string_view part) const {
  std::string out;
  while (!part.empty()) {
    const std::size_t end = std::min(part.find_first_of(" ()[]"), part.size());
    const std::string_view word = part.substr(0, end);
    out += istarts_with(word, prefix) ? text(std::string(word)) : std::string(word);
    const std::string_view rest = part.substr(end);
    out += rest.substr(0, 1);
    part = rest.substr(std::min<std::size_t>(1, rest.size()));
  }
  return out;
}

}  // namespace

std::optional<std::string_view> referenced_in(std::string_view text) {
  if (!istarts_with(text, prefix)) {
    const std::size_t slash = text.rfind('/');
    text = slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1);
  }
  if (!istarts_with(text, prefix)) {
    return std::nullopt;
  }
  return text.substr(prefix.size());
}

void rewrite_references(Operation& operation, const Lookup& lookup) {
  if (operation.type == nullptr) {
    return;
  }
  const Rewriter rewriter(*operation.type, lookup);
  operation.id = rewriter.text(std::move(operation.id));
  if (operation.method == Method::patch) {
    rewriter.patch(operation.data);
  } else if (operation.method != Method::del) {
    rewriter.body(operation.data);
  }
}

}  // namespace provost::scim::bulk
