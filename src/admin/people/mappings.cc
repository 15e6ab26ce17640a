#include "admin/people/mappings.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "admin/people/members.h"
#include "admin/people/preview_shown.h"
#include "admin/people/targets.h"
#include "identity/permissions.h"
#include "json/text.h"
#include "provision/access/access_changes.h"
#include "provision/access/preview.h"
#include "scim/resource/changes.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

using access::Target;
using provision::AccessDelta;

Error no_such_group(std::string_view id) {
  return Error(Code::not_found, fmt::format("there is no group with the id {}", id));
}

Result<ResourceId> read_group_id(const json::Value& value) {
  if (!value.is_string()) {
    return Error(Code::invalid_value, "groupIds must be a list of texts, the ids of groups");
  }
  const std::string_view text = value.get_string();
  const std::optional<ResourceId> id = Uuid::parse(text);
  return id ? Result<ResourceId>(*id) : no_such_group(text);
}

Result<std::vector<ResourceId>> read_group_ids(const json::Object& body) {
  const json::Value* given = body.if_contains("groupIds");
  if (given == nullptr || !given->is_array() || given->get_array().empty()) {
    return Error(Code::invalid_value, "groupIds must be a list of at least one group's id");
  }
  const json::Array& list = given->get_array();
  if (list.size() > groups_mapped_at_once_max) {
    return Error(Code::invalid_value, fmt::format("groupIds has {} groups; at most {} at once",
                                                  list.size(), groups_mapped_at_once_max));
  }
  std::vector<ResourceId> ids;
  for (const json::Value& one : list) {
    TRY_ASSIGN(const ResourceId id, read_group_id(one));
    if (std::ranges::find(ids, id) == ids.end()) {
      ids.push_back(id);
    }
  }
  return ids;
}

Result<void> check_groups(store::Reader& reader, const std::vector<ResourceId>& groups) {
  for (const ResourceId& group : groups) {
    if (reader.type_of(group) != scim::schema::group_type) {
      return no_such_group(group.to_string());
    }
  }
  return {};
}

access::Overlay overlay_of(const MappingChange& change) {
  access::Overlay overlay;
  for (const ResourceId& group : change.groups) {
    overlay.emplace(group, change.target);
  }
  return overlay;
}

// Where a page of a preview begins: a place in each list of that outcome.
struct Place {
  std::string etag;
  std::size_t losses = 0;
  std::size_t gains = 0;
};

std::optional<std::size_t> read_offset(std::string_view text) {
  std::size_t offset = 0;
  const char* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, offset);
  return fault == std::errc{} && stop == end ? std::optional(offset) : std::nullopt;
}

std::optional<Place> read_place(std::string_view text) {
  const std::size_t second = text.rfind(' ');
  const std::size_t first = second == 0 || second == std::string_view::npos
                                ? std::string_view::npos
                                : text.rfind(' ', second - 1);
  if (first == std::string_view::npos) {
    return std::nullopt;
  }
  const auto losses = read_offset(text.substr(first + 1, second - first - 1));
  const auto gains = read_offset(text.substr(second + 1));
  if (!losses || !gains) {
    return std::nullopt;
  }
  return Place{.etag = std::string(text.substr(0, first)), .losses = *losses, .gains = *gains};
}

class PeopleShown {
 public:
  PeopleShown(store::Reader& reader, const scim::schema::ResourceType& type,
              std::string_view search)
      : reader_(reader), type_(type), default_(reader.access().default_access()), match_(search) {}

  // A page's part of one of the lists, and where the part of the next page begins. A search ends
  // the page after enough people were examined, however few it has found.
  struct Part {
    json::Array shown;
    std::size_t end = 0;
  };
  Part part_of(std::span<const AccessDelta> people, std::size_t from, const PageWish& page) const {
    Part part{.shown = {}, .end = std::min(from, people.size())};
    const std::size_t rest = people.size() - part.end;
    const std::size_t end =
        part.end + (match_.is_any() ? rest : std::min(rest, page.looked_at_max));
    while (part.end < end && part.shown.size() < page.limit) {
      const AccessDelta& delta = people[part.end++];
      json::Value name = name_of(delta.user);
      if (match_.matches(name)) {
        part.shown.emplace_back(describe(delta, std::move(name)));
      }
    }
    return part;
  }

 private:
  json::Object describe(const AccessDelta& delta, json::Value name) const {
    return describe_person(
        {.id = delta.user.to_string(),
         .name = std::move(name),
         .before = describe_access(delta.before->access, default_),
         .after = describe_access(*delta.after, default_),
         .change = access::difference(access::target_of(delta.before->access, default_),
                                      access::target_of(*delta.after, default_))});
  }
  json::Value name_of(const ResourceId& user) const {
    const std::optional<scim::Stored> stored = reader_.load(type_.number, user);
    return stored ? json::text_or_null(scim::resource::document_of(*stored), type_.naming->name)
                  : json::Value();
  }
  store::Reader& reader_;
  const scim::schema::ResourceType& type_;
  std::optional<Target> default_;
  NameMatch match_;
};

Result<void> check_may_map(store::Reader& reader, const MappingOrder& order) {
  const auto is_admin = [](const std::optional<Target>& target) {
    return target && access::role_of(*target) == access::Role::admin;
  };
  const auto& groups = order.change.groups;
  const bool concerns_admin =
      is_admin(order.change.target) || std::ranges::any_of(groups, [&](const ResourceId& group) {
        return is_admin(reader.access().mapped_to(group));
      });
  if (concerns_admin && !order.may_map_to_admin) {
    return forbidden(identity::CallerKind::admin_service, identity::Permission::map_to_admin);
  }
  return {};
}

Result<void> check_order(store::Reader& reader, const MappingOrder& order) {
  if (!reader.settings().scim_enabled) {
    return Error(Code::conflict,
                 "SCIM is disabled, so groups and their mappings are frozen; enable SCIM under "
                 "Identity Access first");
  }
  TRY(check_groups(reader, order.change.groups));
  return check_may_map(reader, order);
}

}  // namespace

Result<MappingChange> read_mapping_change(const json::Object& body) {
  MappingChange change;
  TRY_ASSIGN(change.groups, read_group_ids(body));
  const json::Value* mapping = body.if_contains("mapping");
  if (mapping == nullptr) {
    return Error(Code::invalid_value, "mapping is missing; null removes the groups' mapping");
  }
  if (!mapping->is_null()) {
    TRY_ASSIGN(change.target, read_target(*mapping));
  }
  return change;
}

Result<MappingPreview> preview_mapping(store::Reader& reader,
                                       const scim::schema::ResourceType& user_type,
                                       const MappingChange& change, const PageWish& page,
                                       std::string_view search) {
  TRY(check_groups(reader, change.groups));
  const std::optional<Place> place = page.after ? read_place(*page.after) : Place{};
  if (!place) {
    return Error(Code::invalid_cursor, "cursor is not a place in this list");
  }
  const provision::MappingPreview made = provision::preview(reader.access(), overlay_of(change));
  if (page.after && place->etag != made.etag) {
    return Error(Code::conflict,
                 "what the mapping would do has changed since the first page; preview it again");
  }
  const PeopleShown people(reader, user_type, search);
  PeopleShown::Part losses = people.part_of(made.losses, place->losses, page);
  PeopleShown::Part gains = people.part_of(made.gains, place->gains, page);
  MappingPreview preview;
  preview.shown = describe_preview({.gains = std::move(gains.shown),
                                    .losses = std::move(losses.shown),
                                    .gain_count = made.gains.size(),
                                    .loss_count = made.losses.size(),
                                    .same_count = made.same,
                                    .inactive = made.inactive,
                                    .lost = made.lost,
                                    .gained = made.gained,
                                    .new_admins = made.new_admins,
                                    .active_people = active_people(reader.access()),
                                    .last_admin = made.last_admin,
                                    .etag = made.etag});
  if (losses.end < made.losses.size() || gains.end < made.gains.size()) {
    preview.next = fmt::format("{} {} {}", made.etag, losses.end, gains.end);
  }
  return preview;
}

Result<MappingPlan> plan_mapping(store::Reader& reader, const MappingOrder& order) {
  TRY(check_order(reader, order));
  MappingPlan plan;
  plan.numbered = reader.journal().bounds().numbered;
  const access::Overlay overlay = overlay_of(order.change);
  plan.deltas = provision::deltas_of(reader.access(), overlay);
  const provision::MappingPreview made =
      provision::summary_of(reader.access(), overlay, plan.deltas);
  plan.gain_count = made.gains.size();
  plan.loss_count = made.losses.size();
  if (!order.etag.empty() && order.etag != made.etag) {
    return Error(Code::conflict,
                 "the preview is out of date: people, groups or mappings have changed since, so "
                 "the outcome would be another one; preview again");
  }
  return plan;
}

bool still_holds(store::Writer& writer, const MappingPlan& plan) {
  constexpr std::size_t entries_max = 1000;
  const std::optional<std::vector<std::string>> types =
      writer.types_since(plan.numbered, entries_max);
  return types && std::ranges::none_of(*types, provision::may_concern_access);
}

Result<MappingOutcome> apply_mapping(store::Writer& writer, const MappingOrder& order,
                                     const provision::Context& context, const MappingPlan* plan) {
  TRY(check_order(writer, order));
  MappingPlan own;
  if (plan == nullptr) {
    TRY_ASSIGN(own, plan_mapping(writer, order));
    plan = &own;
  }
  provision::AccessChanges changes(writer, context);
  changes.map(order.change.groups, order.change.target, plan->deltas);
  TRY(changes.settle(
      {.by = provision::Demand::By::hand, .override_reason = order.override_reason}));
  return MappingOutcome{.gain_count = plan->gain_count, .loss_count = plan->loss_count};
}

}  // namespace provost::admin
