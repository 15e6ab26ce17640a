#include <utility>

#include "scim/patch/document_edit.h"
#include "scim/patch/member_edit.h"
#include "scim/patch/patch.h"
#include "scim/resource/document.h"

namespace provost::scim::patch {

Result<Draft> apply(const PatchPlan& plan, const json::Object& document,
                    std::span<const Member> members, const schema::ResourceType& type,
                    const Rules& rules, std::size_t comparisons) {
  Work work(comparisons);
  DocumentEdit attributes(document, rules, work);
  MemberEdit relation(members, rules, work);
  for (const BoundOperation& operation : plan.operations) {
    const bool is_relation = operation.target.attribute->storage == schema::Storage::relation;
    TRY(is_relation ? relation.apply(operation) : attributes.apply(operation));
  }
  Draft draft;
  draft.report = plan.report;
  draft.document = resource::canonical(std::move(attributes).take(), type);
  TRY_ASSIGN(draft.members, relation.finish(type));
  draft.absent = relation.absent();
  resource::warn_of_changes(document, draft.document, type, draft.report);
  return draft;
}

}  // namespace provost::scim::patch
