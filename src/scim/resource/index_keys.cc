#include <algorithm>

#include "scim/resource/coerce.h"
#include "scim/resource/document.h"
#include "scim/resource/validate.h"

namespace provost::scim::resource {
namespace {

using schema::Attribute;

void add_key(std::vector<IndexKey>& keys, const Attribute& attribute, const json::Value& value) {
  const Attribute* keyed = attribute.is_complex() ? attribute.find(value_name) : &attribute;
  const json::Value* part =
      value.is_object() && keyed != nullptr ? value.get_object().if_contains(keyed->name) : &value;
  if (keyed == nullptr || part == nullptr || json::is_unassigned(*part)) {
    return;
  }
  keys.push_back({attribute.index, attribute.uniqueness != schema::Uniqueness::none,
                  comparison_key(*keyed, *part)});
}

void add_keys(std::vector<IndexKey>& keys, const Attribute& attribute, const json::Value& value) {
  if (!value.is_array()) {
    add_key(keys, attribute, value);
    return;
  }
  for (const json::Value& element : value.get_array()) {
    add_key(keys, attribute, element);
  }
}

}  // namespace

std::vector<IndexKey> index_keys(const json::Object& document, const schema::ResourceType& type) {
  std::vector<IndexKey> keys;
  for_each_attribute(type, [&](const schema::Schema* extension, const Attribute& attribute) {
    if (attribute.index == 0 || attribute.storage != schema::Storage::document) {
      return;
    }
    if (const json::Value* value = get(document, extension, attribute)) {
      add_keys(keys, attribute, *value);
    }
  });
  for (const schema::Extension& extension : type.extensions) {
    if (extension.presence != 0 && document.contains(extension.schema->id)) {
      keys.push_back({extension.presence, false, {}});
    }
  }
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace provost::scim::resource
