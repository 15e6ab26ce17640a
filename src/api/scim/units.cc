#include "api/scim/units.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include "scim/dialect/dialect.h"
#include "scim/patch/patch.h"
#include "scim/resource/read.h"
#include "scim/resource/size.h"
#include "scim/resource/validate.h"

namespace provost::api::scim_api {

using provision::Context;
using provision::Outcome;
using provision::Prepared;

namespace {

// A request with more values or text than this, or one on a resource with more text, is prepared
// before the writer is asked. Below that, a second thread would cost more than it saves.
constexpr std::size_t values_max = 200;
constexpr std::size_t text_bytes_max = 64 * 1024;
// Limits how long a constantly changing resource can keep a request waiting.
constexpr int preparations_max = 2;

// Counts the values inside one, and stops when it is large.
bool is_large(const json::Value& value, std::size_t& values, std::size_t& bytes) {
  ++values;
  if (value.is_string()) {
    bytes += value.get_string().size();
  } else if (value.is_array()) {
    (void)std::ranges::any_of(
        value.get_array(), [&](const json::Value& item) { return is_large(item, values, bytes); });
  } else if (value.is_object()) {
    (void)std::ranges::any_of(value.get_object(), [&](const auto& member) {
      return is_large(member.value(), values, bytes);
    });
  }
  return values > values_max || bytes > text_bytes_max;
}

bool is_large(const json::Value& body) {
  std::size_t values = 0;
  std::size_t bytes = 0;
  return is_large(body, values, bytes);
}

Error overtaken() {
  Error error(Code::overloaded,
              "the resource changes faster than a change of this size can be worked out; nothing "
              "was done, send it again");
  error.retry_after_s = 1;
  return error;
}

}  // namespace

struct Unit::State {
  State(WriteTarget about, Context of, const Clock& time)
      : target(std::move(about)), context(std::move(of)), clock(time) {}

  // Performs the whole write; `work_out` computes its result in advance. One of the two is set.
  std::function<Result<Outcome>(store::Writer&, const Context&)> carry_out;
  // A resource is created at the time in its id: filters on meta.created look for a range of ids.
  bool is_creation = false;
  std::optional<provision::StagedMembers> staged;
  // The number limits comparisons, for which others may have to wait.
  std::function<Result<Prepared>(store::Reader&, scim::Stored, std::size_t)> work_out;

  WriteTarget target;
  Context context;
  const Clock& clock;
  scim::Report rewritten;  // what was adapted to the identity provider's habits

  std::optional<Prepared> prepared;
  bool is_large = false;
  bool has_to_repeat = false;
  bool is_kept = false;  // to the writer
  int preparations = 0;

  bool may_prepare() const { return work_out && preparations < preparations_max; }
  Result<Outcome> save(store::Writer& writer);
};

// The last time, the writer computes it itself.
Result<Outcome> Unit::State::save(store::Writer& writer) {
  TRY_ASSIGN(scim::Stored stored, provision::load(writer, target.type, target.id));
  if (prepared && prepared->follows_from(stored)) {
    return provision::save(writer, target.type, *prepared, target.projection, context);
  }
  has_to_repeat = may_prepare() && (prepared || stored.document.size() > text_bytes_max);
  if (has_to_repeat) {
    is_large = true;
    return Error(Code::conflict, "the resource has changed meanwhile; send the request again");
  }
  Result<Prepared> now =
      work_out(writer, std::move(stored), scim::patch::comparisons_on_writer_max);
  if (now.has_error() && now.error().code == Code::too_many && !is_kept) {
    // Off the writer, the larger bound applies, and it may still succeed.
    is_large = true;
    has_to_repeat = may_prepare();
    return overtaken();
  }
  if (now.has_error()) {
    return now.error();
  }
  return provision::save(writer, target.type, *now, target.projection, context);
}

bool Unit::wants_preparation() const {
  return state_->is_large && state_->may_prepare();
}

bool Unit::has_to_repeat() const {
  return state_->has_to_repeat;
}

bool Unit::has_more_to_stage() const {
  return state_->staged && !state_->staged->is_complete();
}

Result<std::vector<ResourceId>> Unit::stage(store::Writer& writer) const {
  Context context = state_->context;
  context.now = state_->clock.now();
  return state_->staged->write_slice(writer, context);
}

void Unit::staged(const std::vector<ResourceId>& unknown) const {
  state_->staged->written(unknown);
}

void Unit::keep_to_writer() const {
  state_->staged.reset();
  state_->is_kept = true;
  state_->preparations = preparations_max;
}

Result<void> Unit::prepare(store::Reader& reader) const {
  ++state_->preparations;
  state_->has_to_repeat = false;
  state_->prepared.reset();
  TRY_ASSIGN(scim::Stored stored, provision::load(reader, state_->target.type, state_->target.id));
  TRY_ASSIGN(state_->prepared,
             state_->work_out(reader, std::move(stored), scim::patch::comparisons_max));
  provision::narrow_members(reader, *state_->prepared);
  return {};
}

Result<Outcome> Unit::write(store::Writer& writer) const {
  State& state = *state_;
  state.has_to_repeat = false;
  if (!state.is_creation) {
    state.context.now = std::max(state.context.now, state.clock.now());
  }
  if (state.carry_out) {
    return state.carry_out(writer, state.context);
  }
  TRY_ASSIGN(Outcome outcome, state.save(writer));
  std::ranges::copy(state.rewritten.coerced, std::back_inserter(outcome.report.coerced));
  return outcome;
}

Result<Unit> create_unit(WriteTarget target, const json::Value& body, Context context,
                         const Clock& clock) {
  TRY_ASSIGN(scim::Draft draft, scim::resource::read(body, target.type, context.rules));
  TRY_ASSIGN(scim::resource::ValidResource resource,
             scim::resource::validate(std::move(draft), target.type, context.rules));
  TRY(scim::resource::check_size(resource, context.rules));
  const auto state = std::make_shared<Unit::State>(std::move(target), std::move(context), clock);
  state->is_creation = true;
  if (resource.members().add.size() > provision::members_at_once_max) {
    state->staged.emplace(state->target.id, resource.members().add);
  }
  state->carry_out = [&of = *state, resource = std::move(resource)](store::Writer& writer,
                                                                    const Context& now) {
    return provision::create(writer, of.target.type, of.target.id, resource, of.target.projection,
                             now, of.staged ? &*of.staged : nullptr);
  };
  return Unit(state);
}

Unit replace_unit(WriteTarget target, json::Value body, Context context, const Clock& clock) {
  const auto state = std::make_shared<Unit::State>(std::move(target), std::move(context), clock);
  state->is_large = is_large(body);
  state->work_out = [&about = *state, body = std::move(body)](store::Reader&, scim::Stored stored,
                                                              std::size_t) {
    return provision::prepare_replace(about.target.type, std::move(stored), body,
                                      about.target.precondition, about.context);
  };
  return Unit(state);
}

Result<Unit> patch_unit(WriteTarget target, const json::Value& body, Context context,
                        const Clock& clock) {
  TRY_ASSIGN(scim::patch::PatchRequest request, scim::patch::read(body, context.rules));
  scim::Report rewritten;
  if (context.rules.takes_dialects()) {
    request = scim::dialect::rewrite(std::move(request), target.type, rewritten);
  }
  TRY_ASSIGN(scim::patch::PatchPlan bound, scim::patch::bind(request, target.type, context.rules));
  const auto state = std::make_shared<Unit::State>(std::move(target), std::move(context), clock);
  state->rewritten = std::move(rewritten);
  state->is_large = bound.needs_members || is_large(body);
  // A plan is move-only, but std::function needs copies.
  const auto plan = std::make_shared<const scim::patch::PatchPlan>(std::move(bound));
  state->work_out = [&about = *state, plan](store::Reader& reader, scim::Stored stored,
                                            std::size_t comparisons) {
    return provision::prepare_patch(reader, about.target.type, std::move(stored), *plan,
                                    about.target.precondition, about.context, comparisons);
  };
  return Unit(state);
}

Unit remove_unit(WriteTarget target, Context context, const Clock& clock) {
  const auto state = std::make_shared<Unit::State>(std::move(target), std::move(context), clock);
  state->carry_out = [&about = state->target](store::Writer& writer,
                                              const Context& now) -> Result<Outcome> {
    Outcome outcome;
    TRY_ASSIGN(outcome.stored,
               provision::remove(writer, about.type, about.id, about.precondition, now));
    return outcome;
  };
  return Unit(state);
}

}  // namespace provost::api::scim_api
