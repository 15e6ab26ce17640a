#include "provision/access/access_changes.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "json/json.h"
#include "provision/access/access_text.h"
#include "provision/lifecycle.h"
#include "scim/resource/changes.h"
#include "store/credentials.h"

namespace provost::provision {
namespace {

using access::Access;
using access::Source;
using access::Target;
using store::AccessRow;
using store::Person;

std::string named(std::string_view member, const ResourceId& id) {
  return fmt::format(R"("{}":"{}")", member, id.to_string());
}

}  // namespace

std::string AccessChanges::person_created(const ResourceId& user, bool active) {
  const Access access = access::decide({.active = active});
  writer_.change_access().save_access(user, std::nullopt, {access, context_.now});
  return text_of(access);
}

Ended AccessChanges::person_removed(const ResourceId& user) {
  const std::optional<AccessRow> row = reader_.access(user);
  if (row) {
    removed_.push_back({user, row, std::nullopt});
    deltas_.reset();
  }
  return provision::end_credentials(writer_, user, context_.now);
}

void AccessChanges::activity_changed(const ResourceId& user, bool active) {
  facts_.active.insert_or_assign(user, active);
  touch(user);
}

// Membership changes do not affect what contains the group, so a group without a grant, of its own
// or from above, neither gives nor removes access.
void AccessChanges::members_changed(const ResourceId& group, const store::MemberDelta& delta) {
  if (delta.is_empty() || !access::Grants(reader_).of_group(group)) {
    return;
  }
  std::vector<ResourceId> groups;
  for (const auto* members : {&delta.added, &delta.removed}) {
    std::ranges::copy_if(*members, std::back_inserter(groups),
                         [&](const ResourceId& member) { return !touch(member); });
  }
  touch_within(groups);  // together: a group above several of them is looked at once
}

void AccessChanges::group_removed(const ResourceId& group, std::string_view name) {
  if (access::Grants(reader_).of_group(group)) {
    removed_group_name_ = name;
    touch_within({group});
    writer_.change_access().remove_mapping(group);
  }
}

void AccessChanges::map(const std::vector<ResourceId>& groups, std::optional<Target> target,
                        std::vector<AccessDelta> deltas) {
  for (const ResourceId& group : groups) {
    save_mapping(group, target);
  }
  deltas_ = std::move(deltas);
}

void AccessChanges::save_mapping(const ResourceId& group, std::optional<Target> target) {
  const std::optional<Target> before = reader_.mapped_to(group);
  if (before == target) {
    return;
  }
  std::string data = R"({"before":)";
  append_target(data, before);
  data += R"(,"after":)";
  append_target(data, target);
  data += '}';
  if (target) {
    writer_.change_access().save_mapping(
        {group, *target, context_.now, context_.actor, context_.cause});
  } else {
    writer_.change_access().remove_mapping(group);
  }
  append(target ? "group.mapped" : "group.unmapped", "group", group.to_string(), std::move(data));
}

void AccessChanges::grant_direct(const ResourceId& user, Target target) {
  writer_.change_access().save_direct_access({user, target, context_.now, context_.actor});
  std::string data = R"({"direct":)";
  append_target(data, target);
  data += '}';
  append("access.direct_granted", "user", user.to_string(), std::move(data));
  touch(user);
}

void AccessChanges::end_direct(const ResourceId& user) {
  if (reader_.direct_access(user)) {
    writer_.change_access().remove_direct_access(user);
    append("access.direct_ended", "user", user.to_string(), "{}");
    touch(user);
  }
}

void AccessChanges::dismiss_retained(const ResourceId& user) {
  if (reader_.retained_access(user)) {
    writer_.change_access().remove_retained_access(user);
    append("access.retention_ended", "user", user.to_string(), R"({"why":"dismissed"})");
    touch(user);
  }
}

bool AccessChanges::touch(const ResourceId& user) {
  deltas_.reset();
  const std::optional<AccessRow> row = reader_.access(user);
  if (row) {
    people_.push_back({user, *row});
  }
  return row.has_value();
}

void AccessChanges::touch_within(const std::vector<ResourceId>& groups) {
  deltas_.reset();
  std::vector<Person> people = people_within(reader_, groups);
  people_.insert(people_.end(), people.begin(), people.end());
}

const std::vector<AccessDelta>& AccessChanges::deltas() {
  if (deltas_) {
    return *deltas_;
  }
  std::ranges::sort(people_, {}, &Person::id);
  const auto same = [](const Person& a, const Person& b) { return a.id == b.id; };
  people_.erase(std::unique(people_.begin(), people_.end(), same), people_.end());
  deltas_ = recompute(reader_, people_, facts_);
  if (!removed_.empty()) {
    deltas_->insert(deltas_->end(), removed_.begin(), removed_.end());
    std::ranges::sort(*deltas_, {}, &AccessDelta::user);
  }
  return *deltas_;
}

Result<void> AccessChanges::settle(const Demand& demand) {
  deltas();
  std::vector<AccessDelta> changed = std::exchange(deltas_, std::nullopt).value();
  TRY(guard(changed, demand));
  end_retentions(changed);
  const std::vector<std::pair<ResourceId, Ended>> ended = end_credentials(changed);
  auto next_ended = ended.begin();
  for (const AccessDelta& delta : changed) {
    const bool has_ended = next_ended != ended.end() && next_ended->first == delta.user;
    write(delta, has_ended ? (next_ended++)->second : Ended{});
  }
  note_admin(changed);
  people_.clear();
  removed_.clear();
  facts_ = {};
  return {};
}

Result<void> AccessChanges::guard(std::vector<AccessDelta>& deltas, const Demand& demand) {
  if (!leaves_no_admin(reader_, deltas)) {
    return {};
  }
  if (demand.by == Demand::By::hand && demand.override_reason.empty()) {
    return Error(
        Code::conflict,
        "this would leave the organisation without an active Admin (Human): nobody could "
        "sign in to manage it. Mark another group as Admin (Human) first, or override with "
        "a reason");
  }
  if (demand.by == Demand::By::scim) {
    if (AccessDelta* delta = to_retain(deltas)) {
      retain(*delta);
      return {};
    }
  }
  note_no_admin(demand);
  return {};
}

// The longest-standing of those still active (design §2.10).
AccessDelta* AccessChanges::to_retain(std::vector<AccessDelta>& deltas) {
  AccessDelta* longest = nullptr;
  for (AccessDelta& delta : deltas) {
    const bool is_candidate =
        was_human_admin(delta) && delta.after && delta.after->source != Source::none;
    if (is_candidate && (longest == nullptr || delta.before->since < longest->before->since)) {
      longest = &delta;
    }
  }
  return longest;
}

void AccessChanges::retain(AccessDelta& delta) {
  const Access& before = delta.before->access;
  store::RetainedAccess retained{.user = delta.user,
                                 .group = before.group,
                                 .group_name = name_of_group(before.group),
                                 .at = context_.now,
                                 .cause = context_.cause};
  writer_.change_access().save_retained_access(retained);
  append("access.retained", "user", delta.user.to_string(),
         before.group.is_nil() ? "{}" : "{" + named("groupId", before.group) + "}");
  delta.after = access::decide({.active = true, .grant = {}, .direct = {}, .retained = true});
}

std::string AccessChanges::name_of_group(const ResourceId& group) {
  const auto& type = context_.registry->type(scim::schema::group_type);
  const std::optional<scim::Stored> stored = writer_.load(type.number, group);
  if (!stored) {
    return removed_group_name_;
  }
  return name_of(type, scim::resource::document_of(*stored));
}

void AccessChanges::note_no_admin(const Demand& demand) {
  writer_.change_access().set_no_admin_since(context_.now);
  std::string data = "{";
  if (!demand.override_reason.empty()) {
    data += R"("reason":)";
    json::append_string(data, demand.override_reason);
  }
  append("organisation.no_admin", "organisation", "", data + "}");
}

void AccessChanges::note_admin(const std::vector<AccessDelta>& deltas) {
  if (std::ranges::any_of(deltas, is_human_admin) && reader_.no_admin_since()) {
    writer_.change_access().set_no_admin_since(std::nullopt);
    append("organisation.admin_restored", "organisation", "", "{}");
  }
}

// Ends retentions of people who no longer need one: another Admin (Human) exists, or they are
// inactive or gone.
void AccessChanges::end_retentions(const std::vector<AccessDelta>& deltas) {
  for (const AccessDelta& delta : deltas) {
    const bool ends = delta.before && delta.before->access.source == Source::retained &&
                      (!delta.after || delta.after->source != Source::retained);
    if (ends && reader_.retained_access(delta.user)) {
      writer_.change_access().remove_retained_access(delta.user);
      append("access.retention_ended", "user", delta.user.to_string(), R"({"why":"changed"})");
    }
  }
}

// Walks people and holders of credentials side by side, so that the many without credentials cost
// nothing.
std::vector<std::pair<ResourceId, Ended>> AccessChanges::end_credentials(
    const std::vector<AccessDelta>& deltas) {
  std::vector<std::pair<ResourceId, Ended>> all;
  for (auto at = deltas.begin(); at != deltas.end();) {
    at = std::find_if(at, deltas.end(), [&](const AccessDelta& d) { return is_other_way_in(d); });
    const std::optional<ResourceId> holder =
        at == deltas.end() ? std::nullopt : writer_.credentials().next_holder(at->user);
    if (!holder) {
      break;
    }
    if (*holder == at->user) {
      all.emplace_back(*holder, provision::end_credentials(writer_, *holder, context_.now));
      ++at;
    } else {
      at = std::lower_bound(at, deltas.end(), *holder,
                            [](const AccessDelta& d, const auto& id) { return d.user < id; });
    }
  }
  return all;
}

bool AccessChanges::is_other_way_in(const AccessDelta& delta) {
  const auto before =
      delta.before ? target_of(delta.before->access, default_access()) : std::nullopt;
  const auto after = delta.after ? target_of(*delta.after, default_access()) : std::nullopt;
  return provision::is_other_way_in(before, after);
}

void AccessChanges::write(const AccessDelta& delta, const Ended& ended) {
  if (!delta.after) {
    writer_.change_access().remove_direct_access(delta.user);
    writer_.change_access().remove_access(delta.user, *delta.before);
    return;
  }
  AccessRow row{*delta.after, context_.now};
  if (delta.before && delta.before->access.target == row.access.target) {
    const bool both =
        (delta.before->access.source == Source::none) == (row.access.source == Source::none);
    row.since = both ? delta.before->since : row.since;
  }
  writer_.change_access().save_access(delta.user, delta.before, row);
  std::string data = change_text(delta);
  add_ended(data, ended);
  append("access.changed", "user", delta.user.to_string(), std::move(data));
}

// A mapping changes thousands of people in the same way.
std::string AccessChanges::change_text(const AccessDelta& delta) {
  const Access before = delta.before ? delta.before->access : Access{};
  if (change_text_.empty() || before != text_before_ || *delta.after != text_after_) {
    change_text_ = R"({"before":)" + text_of(before) + R"(,"after":)" + text_of(*delta.after) + '}';
    text_before_ = before;
    text_after_ = *delta.after;
  }
  return change_text_;
}

void AccessChanges::append(std::string_view type, std::string_view subject_type,
                           std::string subject_id, std::string data) {
  writer_.append({.type = std::string(type),
                  .subject_type = std::string(subject_type),
                  .subject_id = std::move(subject_id),
                  .actor = context_.actor,
                  .cause = context_.cause,
                  .data = std::move(data),
                  .values = {},
                  .origin = context_.origin});
}

std::optional<Target> AccessChanges::default_access() {
  if (!default_) {
    default_ = reader_.default_access();
  }
  return *default_;
}

std::string AccessChanges::text_of(const Access& access) {
  std::string text;
  append_access(text, access, default_access());
  return text;
}

}  // namespace provost::provision
