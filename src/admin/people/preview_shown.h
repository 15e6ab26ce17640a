#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "access/difference.h"
#include "json/json.h"
#include "provision/access/preview.h"
#include "store/access.h"

// A preview as the API shows it, whatever would change people's access (design §2.10).
namespace provost::admin {

struct PersonShown {
  std::string id;
  json::Value name;
  json::Value before;
  json::Value after;
  access::Difference change;
};
// {"id","userName","before","after","losesAccess","losesAdmin","losesSignIn"}.
json::Object describe_person(PersonShown person);

struct PreviewShown {
  json::Array gains;
  json::Array losses;
  std::size_t gain_count = 0;
  std::size_t loss_count = 0;
  std::size_t same_count = 0;
  std::size_t inactive = 0;
  provision::AccessCounts lost;
  provision::AccessCounts gained;
  std::size_t new_admins = 0;
  std::size_t active_people = 0;
  bool last_admin = false;
  std::string etag;
};
json::Object describe_preview(PreviewShown preview);

// Who of a preview's people somebody looks for: those with the text in their userName, whatever its
// case; everybody for an empty one.
class NameMatch {
 public:
  explicit NameMatch(std::string_view search);
  bool is_any() const { return key_.empty(); }
  bool matches(const json::Value& name) const;

 private:
  std::string key_;
};

// From kept counts.
std::size_t active_people(store::AccessReader& reader);

}  // namespace provost::admin
