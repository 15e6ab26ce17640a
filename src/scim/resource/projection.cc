#include <algorithm>

#include "scim/resource/render.h"

namespace provost::scim::resource {
namespace {

using path::BoundPath;
using schema::Attribute;

// A value filter in the list, as `emails[type eq "work"]` (idp-clients.md §2.2), cannot narrow an
// answer: the attribute in front of it counts.
std::string_view without_filter(std::string_view name) {
  return name.substr(0, name.find('['));
}

std::string_view trimmed(std::string_view name) {
  const std::size_t first = name.find_first_not_of(' ');
  const std::size_t last = name.find_last_not_of(' ');
  return first == std::string_view::npos ? std::string_view()
                                         : name.substr(first, last - first + 1);
}

void add_paths(std::vector<BoundPath>& out, const std::vector<std::string>& names,
               const schema::ResourceType& type) {
  for (const std::string& name : names) {
    const Result<path::AttributePath> parsed = path::parse(without_filter(trimmed(name)), type);
    if (!parsed.has_value()) {
      continue;
    }
    if (const std::optional<BoundPath> bound = path::bind(parsed.value(), type)) {
      out.push_back(*bound);
    }
  }
}

// A bare extension URN names everything in the extension.
bool names(const BoundPath& path, const Attribute& attribute) {
  if (path.attribute != nullptr) {
    return path.attribute == &attribute;
  }
  const std::vector<Attribute>& all = path.extension->attributes;
  return !all.empty() && &attribute >= &all.front() && &attribute <= &all.back();
}

}  // namespace

Result<Projection> Projection::parse(const std::vector<std::string>& attributes,
                                     const std::vector<std::string>& excluded_attributes,
                                     const schema::ResourceType& type) {
  if (!attributes.empty() && !excluded_attributes.empty()) {
    return Error(Code::invalid_value,
                 "attributes and excludedAttributes exclude each other: send one of them");
  }
  Projection projection;
  if (!attributes.empty()) {
    projection.mode_ = Mode::only;
    add_paths(projection.paths_, attributes, type);
  } else if (!excluded_attributes.empty()) {
    projection.mode_ = Mode::all_but;
    add_paths(projection.paths_, excluded_attributes, type);
  }
  return projection;
}

bool Projection::includes(const Attribute& attribute) const {
  if (attribute.returned == schema::Returned::never) {
    return false;
  }
  if (attribute.returned == schema::Returned::always) {
    return true;
  }
  const bool is_named =
      std::ranges::any_of(paths_, [&](const BoundPath& path) { return names(path, attribute); });
  if (mode_ == Mode::only) {
    return is_named;
  }
  const bool is_excluded = std::ranges::any_of(paths_, [&](const BoundPath& path) {
    return path.sub_attribute == nullptr && names(path, attribute);
  });
  return attribute.returned == schema::Returned::by_default && !is_excluded;
}

}  // namespace provost::scim::resource
