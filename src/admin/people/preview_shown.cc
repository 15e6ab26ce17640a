#include "admin/people/preview_shown.h"

#include <array>
#include <optional>
#include <utility>

#include "base/text.h"

namespace provost::admin {

json::Object describe_person(PersonShown person) {
  return {{"id", std::move(person.id)},
          {"userName", std::move(person.name)},
          {"before", std::move(person.before)},
          {"after", std::move(person.after)},
          {"losesAccess", person.change.loses_access},
          {"losesAdmin", person.change.loses_admin},
          {"losesSignIn", person.change.loses_sign_in}};
}

json::Object describe_preview(PreviewShown preview) {
  return {{"gains", std::move(preview.gains)},        {"losses", std::move(preview.losses)},
          {"gainCount", preview.gain_count},          {"lossCount", preview.loss_count},
          {"sameCount", preview.same_count},          {"inactiveCount", preview.inactive},
          {"losesAccessCount", preview.lost.access},  {"losesAdminCount", preview.lost.admin},
          {"losesSignInCount", preview.lost.sign_in}, {"gainsAccessCount", preview.gained.access},
          {"gainsAdminCount", preview.gained.admin},  {"gainsSignInCount", preview.gained.sign_in},
          {"newAdminCount", preview.new_admins},      {"activePeopleCount", preview.active_people},
          {"lastAdmin", preview.last_admin},          {"etag", std::move(preview.etag)}};
}

NameMatch::NameMatch(std::string_view search) : key_(fold(search)) {}

bool NameMatch::matches(const json::Value& name) const {
  if (is_any()) {
    return true;
  }
  return name.is_string() && fold(name.get_string()).find(key_) != std::string::npos;
}

std::size_t active_people(store::AccessReader& reader) {
  using enum access::Source;
  std::size_t people = reader.count_with(by_default, std::nullopt);
  for (const access::Source source : std::array{direct, group, retained}) {
    for (const access::Target target : access::all_targets) {
      people += reader.count_with(source, target);
    }
  }
  return people;
}

}  // namespace provost::admin
