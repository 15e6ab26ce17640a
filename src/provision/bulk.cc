#include "provision/bulk.h"

#include <fmt/format.h>

#include "provision/access/access_changes.h"
#include "provision/journal.h"

namespace provost::provision {
namespace {

// The others of the circle refer to the id assigned in advance.
Result<void> check_own_id(const Creation& creation, const Outcome& outcome) {
  if (outcome.stored.id == creation.id) {
    return {};
  }
  return Error(Code::conflict,
               fmt::format("the person {} was added by hand and keeps the id {}; create them "
                           "first, and what refers to them afterwards",
                           creation.resource.name(), outcome.stored.id.to_string()));
}

}  // namespace

Result<void> check_created(store::Reader& reader, std::span<const Reference> references) {
  for (const Reference& reference : references) {
    if (!reader.type_of(reference.id)) {
      return Error(Code::conflict,
                   fmt::format("bulkId:{} stands for no resource: the operation that should create "
                               "it failed, or another one deleted it",
                               reference.bulk_id));
    }
  }
  return {};
}

Result<std::vector<Outcome>> create_together(store::Writer& writer,
                                             std::span<const Creation> creations,
                                             const Context& context, std::size_t& at) {
  std::vector<Outcome> outcomes;
  for (at = 0; at < creations.size(); ++at) {
    const Creation& creation = creations[at];
    TRY(check_created(writer, creation.references));
    TRY_ASSIGN(Outcome outcome, create(writer, *creation.type, creation.id, creation.resource,
                                       creation.projection, context));
    TRY(check_own_id(creation, outcome));
    outcomes.push_back(std::move(outcome));
  }
  AccessChanges access(writer, context);
  for (std::size_t i = 0; i < creations.size(); ++i) {
    const Creation& creation = creations[i];
    if (creation.later_members.empty()) {
      continue;
    }
    const store::MemberDelta delta = writer.change_members(
        creation.id, {.add = creation.later_members, .remove = {}, .unknown = {}});
    journal::members_changed(writer, creation.id, delta, context);
    access.members_changed(creation.id, delta);
    outcomes[i].relations = LoadedRelations(StoreRelations(writer, *creation.type, creation.id),
                                            *creation.type, creation.projection);
  }
  TRY(access.settle());
  return outcomes;
}

}  // namespace provost::provision
