#include "scim/path/path.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "scim/resource/advice.h"

namespace provost::scim::path {
namespace {

// `text` split at the end of its URN; `has_rest` is false for a URN alone.
struct Split {
  std::string_view schema;
  std::string_view rest;
  bool has_rest = true;
};

// The version of a URN never ends with a dot, so a dot after a known URN can only join an attribute
// to it (design §2.17).
bool begins_with_schema(std::string_view text, std::string_view urn, const Rules& rules) {
  if (!istarts_with(text, urn)) {
    return false;
  }
  return text.size() == urn.size() || text[urn.size()] == ':' ||
         (text[urn.size()] == '.' && rules.takes_other_spellings_of_paths());
}

std::string_view longest_known_schema(std::string_view text, const schema::ResourceType& type,
                                      const Rules& rules) {
  std::size_t longest =
      begins_with_schema(text, type.schema->id, rules) ? type.schema->id.size() : 0;
  for (const schema::Extension& extension : type.extensions) {
    if (begins_with_schema(text, extension.schema->id, rules)) {
      longest = std::max(longest, extension.schema->id.size());
    }
  }
  return text.substr(0, longest);
}

// URNs contain both dots and colons, as paths do, so only the schemas can tell where the URN ends
// (idp-clients.md P4, §4 row 8).
Split split(std::string_view text, const schema::ResourceType& type, const Rules& rules) {
  const std::string_view known = longest_known_schema(text, type, rules);
  if (known.empty() && !istarts_with(text, "urn:")) {
    return {{}, text};
  }
  if (known.size() == text.size()) {
    return {known, {}, false};
  }
  const std::size_t colon = known.empty() ? text.rfind(':') : known.size();
  return {text.substr(0, colon), text.substr(colon + 1)};
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// ATT-2: no grammar allows a leading `$`, but `$ref` needs it.
bool is_name(std::string_view text) {
  return !text.empty() && (is_letter(text.front()) || text.front() == '$') &&
         std::ranges::all_of(text, [](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '$';
         });
}

Error not_a_path(std::string_view text) {
  return Error(Code::invalid_path,
               resource::quote(text) +
                   " is not an attribute path. Write attribute or attribute.subAttribute, with "
                   "the schema's URN and a colon before it where needed.");
}

// Names without a URN are core or common attributes; those of an extension are accepted too, since
// clients leave the URN out (idp-clients.md §1.4 Manager).
std::optional<BoundPath> find_unqualified(std::string_view name, const schema::ResourceType& type) {
  for (const schema::Schema* owner : {type.schema.get(), type.common.get()}) {
    if (const schema::Attribute* attribute = owner->find(name)) {
      return BoundPath{nullptr, attribute, nullptr};
    }
  }
  for (const schema::Extension& extension : type.extensions) {
    if (const schema::Attribute* attribute = extension.schema->find(name)) {
      return BoundPath{extension.schema.get(), attribute, nullptr};
    }
  }
  return std::nullopt;
}

std::optional<BoundPath> find_in_core(std::string_view name, const schema::ResourceType& type) {
  auto found = find_unqualified(name, type);
  return found && found->extension == nullptr ? found : std::nullopt;
}

std::optional<BoundPath> find_in_extension(std::string_view name, const schema::Schema& schema) {
  const schema::Attribute* attribute = schema.find(name);
  if (attribute == nullptr && !name.empty()) {
    return std::nullopt;
  }
  return BoundPath{&schema, attribute, nullptr};
}

std::optional<BoundPath> find_attribute(const AttributePath& path,
                                        const schema::ResourceType& type) {
  if (path.schema.empty()) {
    return find_unqualified(path.attribute, type);
  }
  if (iequals(path.schema, type.schema->id)) {
    return find_in_core(path.attribute, type);
  }
  const schema::Extension* extension = type.find_extension(path.schema);
  return extension == nullptr ? std::nullopt
                              : find_in_extension(path.attribute, *extension->schema);
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

// Generated clients write `$.active` and `User.active`. An attribute with that name takes
// precedence.
std::string_view without_prefix(std::string_view text, const schema::ResourceType& type) {
  const auto is_prefix = [&](std::string_view first) {
    return (first == "$" || iequals(first, type.name)) && !find_unqualified(first, type);
  };
  std::size_t dot = text.find('.');
  while (dot != std::string_view::npos && is_prefix(text.substr(0, dot))) {
    text.remove_prefix(dot + 1);
    dot = text.find('.');
  }
  return text;
}

}  // namespace

bool is_resource(std::string_view text, const schema::ResourceType& type) {
  return iequals(without_blanks(text), type.schema->id);
}

Result<AttributePath> parse(std::string_view text, const schema::ResourceType& type,
                            const Rules& rules) {
  if (rules.takes_other_spellings_of_paths()) {
    text = without_prefix(without_blanks(text), type);
  }
  const Split parts = split(text, type, rules);
  if (!parts.has_rest) {
    return AttributePath{std::string(parts.schema), {}, {}};
  }
  const std::size_t dot = parts.rest.find('.');
  const std::string_view attribute = parts.rest.substr(0, dot);
  if (!is_name(attribute)) {
    return not_a_path(text);
  }
  if (dot == std::string_view::npos) {
    return AttributePath{std::string(parts.schema), std::string(attribute), {}};
  }
  const std::string_view sub = parts.rest.substr(dot + 1);
  if (!is_name(sub)) {
    return not_a_path(text);
  }
  return AttributePath{std::string(parts.schema), std::string(attribute), std::string(sub)};
}

std::string print(const AttributePath& path) {
  std::string out = path.schema;
  if (!path.schema.empty() && !path.attribute.empty()) {
    out += ':';
  }
  out += path.attribute;
  if (!path.sub_attribute.empty()) {
    out += '.';
    out += path.sub_attribute;
  }
  return out;
}

bool may_name(const BoundPath& found, bool has_urn, const Rules& rules) {
  const bool lacks_urn = found.extension != nullptr && !has_urn;
  const bool is_hidden = found.attribute != nullptr && found.attribute->hidden;
  return (!lacks_urn || rules.finds_extensions_without_urn()) &&
         (!is_hidden || rules.takes_hidden_attributes());
}

std::optional<BoundPath> bind(const AttributePath& path, const schema::ResourceType& type,
                              const Rules& rules) {
  auto found = find_attribute(path, type);
  if (!found || !may_name(*found, !path.schema.empty(), rules)) {
    return std::nullopt;
  }
  if (found->attribute == nullptr || path.sub_attribute.empty()) {
    return found;
  }
  found->sub_attribute = found->attribute->find(path.sub_attribute);
  return found->sub_attribute == nullptr ? std::nullopt : found;
}

}  // namespace provost::scim::path
