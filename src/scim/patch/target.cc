#include "scim/patch/target.h"

#include <cstddef>

#include <fmt/format.h>

#include "scim/resource/advice.h"

namespace provost::scim::patch {
namespace {

Error malformed(std::string_view text, std::string_view why) {
  return Error(Code::invalid_path,
               fmt::format("the path {} is malformed: {}", resource::quote(text), why));
}

// Where the bracket that opens at `open` closes; brackets inside JSON strings do not count.
std::size_t closing_bracket(std::string_view text, std::size_t open) {
  bool in_string = false;
  for (std::size_t i = open + 1; i < text.size(); ++i) {
    if (in_string && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      in_string = !in_string;
    } else if (!in_string && text[i] == ']') {
      return i;
    }
  }
  return std::string_view::npos;
}

Result<void> bind_filter(Target& target, const PathText& parts, std::string_view text,
                         const schema::ResourceType& type, const Rules& rules) {
  const schema::Attribute* attribute = target.path->attribute;
  if (attribute == nullptr || !attribute->multi_valued || target.path->sub_attribute != nullptr) {
    return malformed(text, "only an attribute with several values takes a filter");
  }
  // A path may be as long as its body: clients name the members to remove with terms joined by
  // `or`. The cost of comparing is counted when it happens (Work).
  const filter::Limits limits{.bytes_max = parts.filter->size(),
                              .terms_max = parts.filter->size(),
                              .strict = !rules.takes_unquoted_text()};
  TRY_ASSIGN(const filter::NodePtr node, filter::parse(*parts.filter, type, limits));
  TRY_ASSIGN(target.filter, filter::bind_element(*node, *attribute, rules));
  return {};
}

}  // namespace

Result<PathText> split_path(std::string_view text) {
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos) {
    return PathText{.attribute = text, .filter = {}, .sub_attribute = {}};
  }
  const std::size_t close = closing_bracket(text, open);
  if (close == std::string_view::npos) {
    return malformed(text, "the bracket [ is never closed");
  }
  const std::string_view rest = text.substr(close + 1);
  if (!rest.empty() && (rest.front() != '.' || rest.size() == 1)) {
    return malformed(text, "only .subAttribute may follow the closing bracket");
  }
  return PathText{.attribute = text.substr(0, open),
                  .filter = text.substr(open + 1, close - open - 1),
                  .sub_attribute = rest.empty() ? rest : rest.substr(1)};
}

Result<Target> resolve(std::string_view text, const schema::ResourceType& type,
                       const Rules& rules) {
  TRY_ASSIGN(const PathText parts, split_path(text));
  TRY_ASSIGN(const path::AttributePath parsed, path::parse(parts.attribute, type, rules));
  Target target;
  target.path = path::bind(parsed, type, rules);
  if (!target.path || !parts.filter) {
    return target;
  }
  const schema::Attribute* attribute = target.path->attribute;
  const schema::Attribute* sub = attribute == nullptr || parts.sub_attribute.empty()
                                     ? nullptr
                                     : attribute->find(parts.sub_attribute);
  if (attribute != nullptr && !parts.sub_attribute.empty() && sub == nullptr) {
    target.path.reset();
    return target;
  }
  TRY(bind_filter(target, parts, text, type, rules));
  target.path->sub_attribute = sub;
  return target;
}

}  // namespace provost::scim::patch
