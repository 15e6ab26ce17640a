#pragma once

#include <array>
#include <random>
#include <string>
#include <string_view>

#include "base/text.h"
#include "scim/path/path.h"

namespace provost::scim::path::testing {

// Any attribute name of the grammar (standards.md ATT-2), short, so that names are near each other;
// not a word of the filter language, and no `$` alone, which stands for the resource in a path.
inline std::string random_name(std::mt19937& random) {
  constexpr std::string_view first = "abZ$";
  constexpr std::string_view rest = "abZ09-_$";
  std::string name(1, first[random() % first.size()]);
  for (std::size_t left = random() % 5; left > 0; --left) {
    name += rest[random() % rest.size()];
  }
  return name == "$" ? name + "a" : name;
}

// A path with a known, an unknown or no URN, in any letter case. A URN that is not known needs an
// attribute, since nobody could tell where it ends.
inline AttributePath random_path(std::mt19937& random, const schema::ResourceType& type) {
  const std::array<std::string, 5> urns{
      type.schema->id, ascii_lower(type.schema->id),
      type.extensions.empty() ? type.schema->id : type.extensions.front().schema->id,
      "urn:example:Custom:2.0:User", "urn:x"};
  AttributePath path;
  const std::size_t chosen = random() % (urns.size() * 2);
  if (chosen < urns.size()) {
    path.schema = urns.at(chosen);
  }
  const bool is_known = chosen < 3;
  if (is_known && random() % 5 == 0) {
    return path;
  }
  path.attribute = random_name(random);
  if (random() % 2 == 0) {
    path.sub_attribute = random_name(random);
  }
  return path;
}

}  // namespace provost::scim::path::testing
