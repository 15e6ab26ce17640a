#include "admin/people/by_hand.h"

#include <fmt/format.h>

#include "admin/people/members.h"
#include "identity/caller.h"
#include "provision/access/access_changes.h"
#include "provision/resources.h"
#include "scim/resource/read.h"
#include "store/access.h"

namespace provost::admin {
namespace {

using provision::AccessChanges;
using provision::Demand;

Demand demand_of(const ByHand& by_hand) {
  return {.by = Demand::By::hand, .override_reason = by_hand.override_reason};
}

Result<void> check_disabled(store::Reader& reader) {
  if (reader.settings().scim_enabled) {
    return Error(Code::conflict,
                 "SCIM is enabled, so the identity provider says who is a collaborator: assign or "
                 "unassign the person there, or disable SCIM under Identity Access first");
  }
  return {};
}

// provision::create() would adopt a person who was invited earlier.
Result<void> check_free(store::Reader& reader, const scim::resource::ValidResource& person) {
  for (const scim::IndexKey& key : person.keys()) {
    if (key.unique && !reader.lookup(scim::schema::user_type, key.index, key.key, 1).empty()) {
      return Error(
          Code::uniqueness,
          fmt::format("there is a member with the userName \"{}\" already", person.name()));
    }
  }
  return {};
}

Error has_none(const ResourceId& user, std::string_view what) {
  return Error(Code::not_found, fmt::format("there is no member with the id {} and {} access",
                                            user.to_string(), what));
}

}  // namespace

Result<scim::resource::ValidResource> read_invitation(std::string_view user_name,
                                                      const scim::schema::ResourceType& type,
                                                      const scim::Rules& rules) {
  const json::Object body{
      {"schemas", json::Array{type.schema->id}}, {"userName", user_name}, {"active", true}};
  TRY_ASSIGN(scim::Draft draft, scim::resource::read(body, type, rules));
  return scim::resource::validate(std::move(draft), type);
}

Result<void> invite(store::Writer& writer, const scim::resource::ValidResource& person,
                    const ResourceId& id, access::Target target, const ByHand& by_hand,
                    const provision::Context& context) {
  TRY(check_disabled(writer));
  TRY(check_free(writer, person));
  const auto& type = context.registry->type(scim::schema::user_type);
  TRY(provision::create(writer, type, id, person, {}, context));
  AccessChanges changes(writer, context);
  changes.grant_direct(id, target);
  return changes.settle(demand_of(by_hand));
}

Result<void> remove_member(store::Writer& writer, const ResourceId& user, const ByHand& by_hand,
                           const provision::Context& context) {
  TRY(check_disabled(writer));
  const auto& type = context.registry->type(scim::schema::user_type);
  if (writer.type_of(user) != type.number) {
    return identity::no_such_member(user.to_string());
  }
  TRY(provision::remove(writer, type, user, {}, context, demand_of(by_hand)));
  return {};
}

Result<void> end_direct_access(store::Writer& writer, const ResourceId& user, const ByHand& by_hand,
                               const provision::Context& context) {
  if (!writer.access().direct_access(user)) {
    return has_none(user, "direct");
  }
  AccessChanges changes(writer, context);
  changes.end_direct(user);
  return changes.settle(demand_of(by_hand));
}

Result<void> dismiss_retained_access(store::Writer& writer, const ResourceId& user,
                                     const ByHand& by_hand, const provision::Context& context) {
  if (!writer.access().retained_access(user)) {
    return has_none(user, "retained");
  }
  AccessChanges changes(writer, context);
  changes.dismiss_retained(user);
  return changes.settle(demand_of(by_hand));
}

}  // namespace provost::admin
