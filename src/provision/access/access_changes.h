#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "provision/access/ended.h"
#include "provision/access/recompute.h"
#include "provision/context.h"
#include "store/transaction.h"

namespace provost::provision {

// Who wants a change. It decides what happens when it would leave the organisation without an
// active Admin (Human) (design §2.10).
struct Demand {
  enum class By : std::uint8_t { scim, hand };
  By by = By::scim;
  // By hand: why the guard shall let it pass; empty when it shall not.
  std::string override_reason = {};
};

// Keeps people's access in step with its facts within one unit of work. A use case reports its
// changes, and at its end settle() recomputes the affected people, writes their rows, ends sessions
// and API keys that their new access does not allow (design rule 23), and appends the changes after
// the entries of their cause. Groups without a related mapping cost nothing.
class AccessChanges {
 public:
  AccessChanges(store::Writer& writer, const Context& context)
      : writer_(writer), reader_(writer.access()), context_(context) {}

  // A new person's row, and their access as JSON text, for the entry that says they were created.
  std::string person_created(const ResourceId& user, bool active);
  // Before the person goes. Their sessions and API keys end here, for the entry that says they were
  // deleted.
  Ended person_removed(const ResourceId& user);
  void activity_changed(const ResourceId& user, bool active);
  // After a group's members changed.
  void members_changed(const ResourceId& group, const store::MemberDelta& delta);
  // Before the group of that name goes. Its mapping goes with it.
  void group_removed(const ResourceId& group, std::string_view name);

  // By hand (design §2.8, §2.15). The entries group.mapped, group.unmapped, access.direct_granted
  // and access.direct_ended are appended here. Repeating a group's mapping does nothing. A mapping
  // must be the only change of its unit. Its deltas come from deltas_of(), and their facts must not
  // have changed since.
  void map(const std::vector<ResourceId>& groups, std::optional<access::Target> target,
           std::vector<AccessDelta> deltas);
  void grant_direct(const ResourceId& user, access::Target target);
  void end_direct(const ResourceId& user);
  void dismiss_retained(const ResourceId& user);

  // Code::conflict when the change is by hand, would leave the organisation without an active Admin
  // (Human), and no reason overrides that.
  Result<void> settle(const Demand& demand = {});

 private:
  // What settle() is going to do, in the order of people's ids.
  const std::vector<AccessDelta>& deltas();
  // False when the id is not a person's.
  bool touch(const ResourceId& user);
  void save_mapping(const ResourceId& group, std::optional<access::Target> target);
  void touch_within(const std::vector<ResourceId>& groups);
  Result<void> guard(std::vector<AccessDelta>& deltas, const Demand& demand);
  AccessDelta* to_retain(std::vector<AccessDelta>& deltas);
  void retain(AccessDelta& delta);
  std::string name_of_group(const ResourceId& group);
  void note_no_admin(const Demand& demand);
  void note_admin(const std::vector<AccessDelta>& deltas);
  void end_retentions(const std::vector<AccessDelta>& deltas);
  // Of the people in `deltas`, in the order of their ids: those who had a credential that ended.
  std::vector<std::pair<ResourceId, Ended>> end_credentials(const std::vector<AccessDelta>& deltas);
  bool is_other_way_in(const AccessDelta& delta);
  void write(const AccessDelta& delta, const Ended& ended);
  void append(std::string_view type, std::string_view subject_type, std::string subject_id,
              std::string data);
  std::optional<access::Target> default_access();
  std::string text_of(const access::Access& access);
  std::string change_text(const AccessDelta& delta);

  store::Writer& writer_;
  store::AccessReader& reader_;
  const Context& context_;
  std::vector<store::Person> people_;
  std::vector<AccessDelta> removed_;
  Hypothesis facts_;
  std::optional<std::vector<AccessDelta>> deltas_;  // until another change is said
  std::string removed_group_name_;
  std::string change_text_;  // that of the last change, from text_before_ to text_after_
  access::Access text_before_;
  access::Access text_after_;
  std::optional<std::optional<access::Target>> default_;
};

}  // namespace provost::provision
