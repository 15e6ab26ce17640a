#include "admin/people/default_access.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "access/difference.h"
#include "admin/journal/names.h"
#include "admin/people/members.h"
#include "admin/people/preview_shown.h"
#include "store/access.h"

namespace provost::admin {
namespace {

using access::Target;

std::size_t number_of(std::optional<Target> target) {
  return target ? static_cast<std::size_t>(*target) : 0;
}

// Equal when the same numbers of people change from and to the same accesses.
std::string etag_of(store::AccessReader& reader, std::optional<Target> target) {
  return fmt::format("{}-{}-{}", number_of(reader.default_access()), number_of(target),
                     reader.count_with(access::Source::by_default, std::nullopt));
}

// Where the previous page ended: its preview and the last person on it.
struct Place {
  std::string etag;
  ResourceId after;
};

std::optional<Place> read_place(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) {
    return std::nullopt;
  }
  const std::optional<ResourceId> after = Uuid::parse(text.substr(space + 1));
  return after ? std::optional(Place{std::string(text.substr(0, space)), *after}) : std::nullopt;
}

Error out_of_date() {
  return Error(Code::conflict,
               "the preview is out of date: people, groups or the default access have changed "
               "since, so the outcome would be another one; preview again");
}

}  // namespace

Result<void> check_default(std::optional<Target> target) {
  if (target && access::role_of(*target) == access::Role::admin) {
    return Error(Code::invalid_value,
                 fmt::format("the default access is User (Human), User (Service account) or none, "
                             "never {}; map a group to it instead",
                             access::label_of(*target)));
  }
  return {};
}

Result<MappingPreview> preview_default(store::Reader& reader, std::optional<Target> target,
                                       const PageWish& page, std::string_view search) {
  TRY(check_default(target));
  store::AccessReader& access = reader.access();
  const std::string etag = etag_of(access, target);
  const std::optional<Place> place = page.after ? read_place(*page.after) : Place{.etag = etag};
  if (!place) {
    return Error(Code::invalid_cursor, "cursor is not a place in this list");
  }
  if (place->etag != etag) {
    return out_of_date();
  }
  const std::optional<Target> before = access.default_access();
  const access::Difference change = access::difference(before, target);
  const std::size_t count = access.count_with(access::Source::by_default, std::nullopt);
  const bool concerns_people = change.is_loss() || change.is_gain();
  const NameMatch match(search);
  const std::size_t looked_at_max = match.is_any() ? page.limit : page.looked_at_max;
  const std::vector<ResourceId> people =
      concerns_people ? access.people_with(access::Source::by_default, std::nullopt, place->after,
                                           looked_at_max + 1)
                      : std::vector<ResourceId>();
  const access::Access by_default{.source = access::Source::by_default};
  Names names(reader);
  json::Array shown;
  std::size_t looked_at = 0;
  while (looked_at < std::min(people.size(), looked_at_max) && shown.size() < page.limit) {
    const std::string id = people[looked_at++].to_string();
    json::Value name(names.of(id));
    if (!match.matches(name)) {
      continue;
    }
    shown.emplace_back(describe_person({.id = id,
                                        .name = std::move(name),
                                        .before = describe_access(by_default, before),
                                        .after = describe_access(by_default, target),
                                        .change = change}));
  }
  PreviewShown preview{.active_people = active_people(access), .etag = etag};
  const auto if_so = [&](bool is_so) { return is_so ? count : 0; };
  preview.lost.add_losses(change, count);
  if (change.is_gain()) {
    preview.gained.add_gains(change, count);
  }
  (change.is_loss() ? preview.losses : preview.gains) = std::move(shown);
  preview.loss_count = if_so(change.is_loss());
  preview.gain_count = if_so(change.is_gain());
  preview.same_count = if_so(!concerns_people);
  MappingPreview made{.shown = describe_preview(std::move(preview)), .next = std::nullopt};
  if (looked_at < people.size()) {
    made.next = fmt::format("{} {}", etag, people[looked_at - 1].to_string());
  }
  return made;
}

Result<void> check_default_preview(store::Reader& reader, std::optional<Target> target,
                                   std::string_view etag) {
  if (etag != etag_of(reader.access(), target)) {
    return out_of_date();
  }
  return {};
}

}  // namespace provost::admin
