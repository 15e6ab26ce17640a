#include "provision/access/preview.h"

#include <algorithm>
#include <array>

#include <sodium.h>

#include "base/text.h"

namespace provost::provision {
namespace {

using access::Target;

class Tag {
 public:
  Tag() { crypto_generichash_init(&state_, nullptr, 0, bytes); }
  void add(const ResourceId& id) {
    crypto_generichash_update(&state_, id.bytes.data(), id.bytes.size());
  }
  void add(std::optional<Target> target) { add_byte(target ? static_cast<int>(*target) : 0); }
  void add(const access::Access& access) {
    add_byte(static_cast<int>(access.source));
    add(access.target);
    add(access.group);
  }
  std::string finish() {
    std::array<std::uint8_t, bytes> digest;
    crypto_generichash_final(&state_, digest.data(), digest.size());
    return to_hex(digest);
  }

 private:
  static constexpr std::size_t bytes = 16;
  void add_byte(int number) {
    const auto byte = static_cast<std::uint8_t>(number);
    crypto_generichash_update(&state_, &byte, 1);
  }
  crypto_generichash_state state_;
};

std::vector<ResourceId> sorted_groups(const access::Overlay& changes) {
  std::vector<ResourceId> groups;
  for (const auto& change : changes) {
    groups.push_back(change.first);
  }
  std::ranges::sort(groups);
  return groups;
}

std::string tag_of(const std::vector<ResourceId>& groups, const access::Overlay& changes,
                   const std::vector<AccessDelta>& deltas, std::optional<Target> default_access) {
  Tag tag;
  tag.add(default_access);
  for (const ResourceId& group : groups) {
    tag.add(group);
    tag.add(changes.at(group));
  }
  for (const AccessDelta& delta : deltas) {
    tag.add(delta.user);
    tag.add(delta.before->access);
    tag.add(*delta.after);
  }
  return tag.finish();
}

// `people` are those in the groups.
std::vector<AccessDelta> deltas_among(store::AccessReader& reader,
                                      const std::vector<store::Person>& people,
                                      const std::vector<ResourceId>& groups,
                                      const access::Overlay& changes) {
  Hypothesis hypothesis{.mappings = &changes};
  if (groups.size() == 1) {
    const ResourceId& group = groups.front();
    hypothesis.raised = raised_by(group, reader.mapped_to(group), changes.at(group));
  }
  return recompute(reader, people, hypothesis);
}

}  // namespace

void AccessCounts::add_losses(const access::Difference& change, std::size_t people) {
  access += change.loses_access ? people : 0;
  admin += change.loses_admin ? people : 0;
  sign_in += change.loses_sign_in ? people : 0;
}

void AccessCounts::add_gains(const access::Difference& change, std::size_t people) {
  access += change.gains_access ? people : 0;
  admin += change.gains_admin ? people : 0;
  sign_in += change.gains_sign_in ? people : 0;
}

MappingPreview preview(store::AccessReader& reader, const access::Overlay& changes) {
  const std::vector<ResourceId> groups = sorted_groups(changes);
  const std::vector<store::Person> people = people_within(reader, groups);
  MappingPreview made = summary_of(reader, changes, deltas_among(reader, people, groups, changes));
  const auto is_inactive = [](const store::Person& person) {
    return person.row.access.source == access::Source::none;
  };
  made.inactive = static_cast<std::size_t>(std::ranges::count_if(people, is_inactive));
  return made;
}

std::vector<AccessDelta> deltas_of(store::AccessReader& reader, const access::Overlay& changes) {
  const std::vector<ResourceId> groups = sorted_groups(changes);
  return deltas_among(reader, people_within(reader, groups), groups, changes);
}

// New people are in no group; joining one has its own entry.
bool may_concern_access(std::string_view type) {
  constexpr std::array<std::string_view, 4> never{"user.created", "user.updated", "group.created",
                                                  "group.updated"};
  constexpr std::array<std::string_view, 4> areas{"api_key.", "session.", "sign_in.", "token."};
  return std::ranges::find(never, type) == never.end() &&
         std::ranges::none_of(areas, [&](std::string_view area) { return type.starts_with(area); });
}

MappingPreview summary_of(store::AccessReader& reader, const access::Overlay& changes,
                          const std::vector<AccessDelta>& deltas) {
  const std::optional<Target> default_access = reader.default_access();
  MappingPreview made;
  made.last_admin = leaves_no_admin(reader, deltas);
  made.etag = tag_of(sorted_groups(changes), changes, deltas, default_access);
  for (const AccessDelta& delta : deltas) {
    const std::optional<Target> before = access::target_of(delta.before->access, default_access);
    const std::optional<Target> after = access::target_of(*delta.after, default_access);
    const access::Difference change = access::difference(before, after);
    made.new_admins += change.gains_admin ? 1 : 0;
    if (change.is_loss()) {
      made.lost.add_losses(change);
      made.losses.push_back(delta);
    } else if (change.is_gain()) {
      made.gained.add_gains(change);
      made.gains.push_back(delta);
    } else {
      ++made.same;
    }
  }
  return made;
}

}  // namespace provost::provision
