#include "api/scim/units.h"

#include <memory>
#include <utility>

#include "scim/dialect/dialect.h"
#include "scim/patch/patch.h"
#include "scim/resource/read.h"
#include "scim/resource/validate.h"

namespace provost::api::scim_api {

using provision::Context;
using provision::Outcome;

Result<Unit> create_unit(WriteTarget target, const json::Value& body, Context context) {
  TRY_ASSIGN(scim::Draft draft, scim::resource::read(body, target.type, context.rules));
  TRY_ASSIGN(scim::resource::ValidResource resource,
             scim::resource::validate(std::move(draft), target.type));
  return Unit([target = std::move(target), resource = std::move(resource),
               context = std::move(context)](store::Writer& writer) {
    return provision::create(writer, target.type, target.id, resource, target.projection, context);
  });
}

Unit replace_unit(WriteTarget target, json::Value body, Context context) {
  return [target = std::move(target), body = std::move(body),
          context = std::move(context)](store::Writer& writer) {
    return provision::replace(writer, target.type, target.id, body, target.precondition,
                              target.projection, context);
  };
}

Result<Unit> patch_unit(WriteTarget target, const json::Value& body, Context context) {
  TRY_ASSIGN(scim::patch::PatchRequest request, scim::patch::read(body, context.rules));
  scim::Report rewritten;
  if (context.rules.takes_dialects()) {
    request = scim::dialect::rewrite(std::move(request), target.type, rewritten);
  }
  TRY_ASSIGN(scim::patch::PatchPlan bound, scim::patch::bind(request, target.type, context.rules));
  // A plan can only be moved, and std::function wants copies.
  const auto plan = std::make_shared<const scim::patch::PatchPlan>(std::move(bound));
  return Unit([target = std::move(target), plan, coerced = std::move(rewritten.coerced),
               context = std::move(context)](store::Writer& writer) -> Result<Outcome> {
    TRY_ASSIGN(Outcome outcome, provision::patch(writer, target.type, target.id, *plan,
                                                 target.precondition, target.projection, context));
    outcome.report.coerced.insert(outcome.report.coerced.end(), coerced.begin(), coerced.end());
    return outcome;
  });
}

Unit remove_unit(WriteTarget target, Context context) {
  return [target = std::move(target),
          context = std::move(context)](store::Writer& writer) -> Result<Outcome> {
    Outcome outcome;
    TRY_ASSIGN(outcome.stored,
               provision::remove(writer, target.type, target.id, target.precondition, context));
    return outcome;
  };
}

}  // namespace provost::api::scim_api
