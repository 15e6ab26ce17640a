#include "api/scim/bulk_run.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "api/loop/await.h"
#include "api/loop/write_all.h"
#include "api/scim/admit.h"
#include "api/scim/noted_write.h"
#include "api/scim/remarks.h"
#include "api/scim/reply.h"
#include "scim/bulk/references.h"
#include "scim/resource/read.h"
#include "scim/resource/render.h"
#include "scim/resource/validate.h"
#include "store/access.h"

namespace provost::api::scim_api {
namespace {

using provision::Creation;
using provision::Outcome;
using provision::Reference;
using scim::bulk::Completion;
using scim::bulk::Method;
using scim::bulk::Operation;
using scim::bulk::Step;
using scim::resource::Projection;

// Steps that wait for the writer together: enough to share the cost of a commit, but few enough to
// leave room in its queue for others.
constexpr std::size_t in_flight_max = 64;

// Results contain no resources, so no attributes have to be read.
Projection only_id(const scim::schema::ResourceType& type) {
  return Projection::parse({"id"}, {}, type).value();
}

int status_of(Method method) {
  switch (method) {
    case Method::post:
      return 201;
    case Method::del:
      return 204;
    case Method::put:
    case Method::patch:
      break;
  }
  return 200;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

std::vector<std::string> each_once(std::vector<std::string> texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

// Removes the ids in `later` from the members that the draft adds, and returns them.
std::vector<ResourceId> take_out(scim::Draft& draft, const std::unordered_set<ResourceId>& later) {
  std::vector<ResourceId>& add = draft.members.add;
  const auto tail = std::stable_partition(
      add.begin(), add.end(), [&](const ResourceId& id) { return !later.contains(id); });
  std::vector<ResourceId> taken(tail, add.end());
  add.erase(tail, add.end());
  return taken;
}

Error needs(const Operation& failed) {
  return Error(Code::conflict,
               fmt::format("this operation and bulkId:{} need each other, and that one failed",
                           failed.bulk_id));
}

// The subject of an operation, as far as its path and data name it.
log::Subject subject_of(const Operation& operation) {
  log::Subject subject;
  if (operation.type == nullptr) {
    return subject;
  }
  subject.type = operation.type->name;
  subject.id = operation.id;
  const json::Object* data = operation.data.if_object();
  const json::Value* name =
      data == nullptr ? nullptr : json::find(*data, operation.type->naming->name);
  if (name != nullptr && name->is_string()) {
    subject.name = name->get_string();
  }
  return subject;
}

}  // namespace

BulkRun::BulkRun(Call& call, scim::bulk::Request request)
    : call_(call),
      request_(std::move(request)),
      steps_(scim::bulk::order(request_)),
      new_ids_(request_.operations.size()),
      completions_(request_.operations.size()) {
  for (std::size_t i = 0; i < request_.operations.size(); ++i) {
    if (scim::bulk::is_creation(request_.operations[i])) {
      new_ids_[i] = new_id(call.now, call.loop.random);
      ids_by_bulk_id_.emplace(request_.operations[i].bulk_id, new_ids_[i]);
    }
  }
}

boost::asio::awaitable<void> BulkRun::run() {
  while ((alone_ || next_step_ < steps_.size()) && errors_ < request_.errors_max) {
    co_await look_for_invited();
    std::vector<Flight> flights = next_flights();
    const std::vector<Result<Outcomes>> results = co_await fly(flights);
    for (std::size_t i = 0; i < flights.size(); ++i) {
      land(flights[i], results[i]);
    }
  }
}

boost::asio::awaitable<std::vector<Result<BulkRun::Outcomes>>> BulkRun::fly(
    std::vector<Flight>& flights) {
  const bool is_alone = flights.size() == 1 && flights.front().unit;
  std::vector<Result<Outcomes>> results;
  do {
    if (is_alone) {
      const Result<void> prepared = co_await scim_api::prepare(call_, *flights.front().unit);
      if (prepared.has_error()) {
        results.assign(1, prepared.error());
        break;
      }
    }
    std::vector<Work> works;
    works.reserve(flights.size());
    for (Flight& flight : flights) {
      works.push_back(with_receipt(flight));
    }
    results = co_await write_all<Outcomes>(call_.loop.session, call_.org_key(), std::move(works));
  } while (is_alone && flights.front().unit->has_to_repeat());
  co_return results;
}

std::vector<BulkRun::Flight> BulkRun::next_flights() {
  if (!alone_) {
    return prepare_flights();
  }
  std::vector<Flight> flights;
  flights.push_back(std::move(*alone_));
  alone_.reset();
  return flights;
}

// While SCIM is enabled, nobody is invited by hand, so those absent now will stay absent.
boost::asio::awaitable<void> BulkRun::look_for_invited() {
  const auto look = [](store::Reader& reader) {
    return Result<bool>(!reader.access().direct_accesses({}, 1).empty());
  };
  const Result<bool> found = co_await read<bool>(call_.loop.session, call_.org_key(), look);
  has_invited_ = found.has_error() || *found;
}

// Each operation is authorised separately (BLK-12), in its own transaction.
BulkRun::Work BulkRun::with_receipt(Flight& flight) const {
  flight.receipt = std::make_shared<store::Receipt>();
  return [work = flight.work, receipt = flight.receipt, admission = call_.admission,
          &clock = call_.loop.clock](store::Writer& writer) -> Result<Outcomes> {
    TRY(admission->check_again(writer, clock.now()));
    writer.ask_receipt(receipt);
    return work(writer);
  };
}

// Never more than could all fail without exceeding failOnErrors (BLK-6): nothing may run after the
// last permitted error.
std::vector<BulkRun::Flight> BulkRun::prepare_flights() {
  std::vector<Flight> flights;
  std::size_t operations = 0;
  unsure_.clear();
  while (next_step_ < steps_.size() && flights.size() < in_flight_max &&
         errors_ + operations < request_.errors_max && !waits_for_ids(steps_[next_step_])) {
    const Step& step = steps_[next_step_++];
    if (std::optional<Flight> flight = prepare(step)) {
      if (flight->unit) {
        alone_ = std::move(flight);
        break;
      }
      operations += step.operations.size();
      flights.push_back(std::move(*flight));
      note_unsure(step);
    }
  }
  return flights.empty() && alone_ ? next_flights() : std::move(flights);
}

void BulkRun::note_unsure(const Step& step) {
  for (const std::size_t index : step.operations) {
    const Operation& operation = request_.operations[index];
    if (has_invited_ && scim::bulk::is_creation(operation) &&
        operation.type->number == scim::schema::user_type) {
      unsure_.insert(operation.bulk_id);
    }
  }
}

// Once nothing is in flight, the ids are known.
bool BulkRun::waits_for_ids(const Step& step) const {
  return std::ranges::any_of(step.operations, [&](std::size_t index) {
    return std::ranges::any_of(
        request_.operations[index].references,
        [&](const std::string& bulk_id) { return unsure_.contains(bulk_id); });
  });
}

// Nothing when it has already failed.
std::optional<BulkRun::Flight> BulkRun::prepare(const Step& step) {
  if (step.operations.size() > 1) {
    return prepare_circle(step);
  }
  Result<Flight> flight = prepare_operation(step);
  if (flight.has_error()) {
    fail(step.operations.front(), flight.error());
    return std::nullopt;
  }
  return std::move(flight).value();
}

Result<BulkRun::Flight> BulkRun::prepare_operation(const Step& step) {
  const std::size_t index = step.operations.front();
  Operation& operation = request_.operations[index];
  TRY(admit_operation(operation));
  resolve_references(operation);
  TRY_ASSIGN(Unit unit, unit_of(index));
  Flight flight{.step = &step, .work = {}, .failed_at = nullptr, .receipt = nullptr, .unit = {}};
  if (unit.wants_preparation()) {
    flight.unit = unit;
  } else {
    unit.keep_to_writer();
  }
  flight.work = [unit, references = references_of(operation, {new_ids_[index]})](
                    store::Writer& writer) -> Result<Outcomes> {
    TRY(provision::check_created(writer, references));
    TRY_ASSIGN(Outcome outcome, unit.write(writer));
    Outcomes outcomes;
    outcomes.push_back(std::move(outcome));
    return outcomes;
  };
  return flight;
}

// Each operation is authorised separately, when its turn comes (BLK-12): revoking the token ends
// the job.
Result<void> BulkRun::admit_operation(const Operation& operation) const {
  if (operation.fault) {
    return *operation.fault;
  }
  TRY(admit(call_.loop.directory, call_.parameters.at(0), call_.request.header("Authorization"),
            call_.request.peer_address));
  return {};
}

void BulkRun::resolve_references(Operation& operation) const {
  scim::bulk::rewrite_references(operation, [this](std::string_view bulk_id) {
    return std::optional(ids_by_bulk_id_.at(std::string(bulk_id)).to_string());
  });
}

// References that the operation cannot satisfy by itself.
std::vector<Reference> BulkRun::references_of(const Operation& operation, const Ids& own) const {
  std::vector<Reference> references;
  for (const std::string& bulk_id : operation.references) {
    const ResourceId id = ids_by_bulk_id_.at(bulk_id);
    if (!own.contains(id)) {
      references.push_back({bulk_id, id});
    }
  }
  return references;
}

Result<Unit> BulkRun::unit_of(std::size_t index) {
  Operation& operation = request_.operations[index];
  const Clock& clock = call_.loop.clock;
  WriteTarget target{.type = *operation.type,
                     .id = new_ids_[index],
                     .precondition = {.if_match = operation.version, .if_none_match = {}},
                     .projection = only_id(*operation.type)};
  if (operation.method == Method::post) {
    return create_unit(std::move(target), operation.data, call_.context(), clock);
  }
  const std::optional<Uuid> id = Uuid::parse(operation.id);
  if (!id) {
    return provision::not_found(*operation.type, operation.id);
  }
  target.id = *id;
  if (operation.method == Method::put) {
    return replace_unit(std::move(target), std::move(operation.data), call_.context(), clock);
  }
  return operation.method == Method::patch
             ? patch_unit(std::move(target), operation.data, call_.context(), clock)
             : remove_unit(std::move(target), call_.context(), clock);
}

// POSTs that refer to each other are one unit of work: none of them can be created alone, so either
// all of them remain or none (BLK-5).
std::optional<BulkRun::Flight> BulkRun::prepare_circle(const Step& step) {
  Ids circle;
  for (const std::size_t index : step.operations) {
    circle.insert(new_ids_[index]);
  }
  Ids later = circle;
  std::vector<Creation> creations;
  for (const std::size_t index : step.operations) {
    later.erase(new_ids_[index]);
    Result<Creation> creation = prepare_creation(index, circle, later);
    if (creation.has_error()) {
      fail_circle(step, creations.size(), creation.error());
      return std::nullopt;
    }
    creations.push_back(std::move(creation).value());
  }
  const auto failed_at = std::make_shared<std::size_t>(step.operations.size());
  Work work = [creations = std::move(creations), context = call_.context(),
               failed_at](store::Writer& writer) {
    return provision::create_together(writer, creations, context, *failed_at);
  };
  return Flight{&step, std::move(work), failed_at, nullptr, std::nullopt};
}

Result<Creation> BulkRun::prepare_creation(std::size_t index, const Ids& circle, const Ids& later) {
  Operation& operation = request_.operations[index];
  TRY(admit_operation(operation));
  resolve_references(operation);
  TRY_ASSIGN(scim::Draft draft,
             scim::resource::read(operation.data, *operation.type, call_.rules()));
  std::vector<ResourceId> later_members = take_out(draft, later);
  TRY_ASSIGN(scim::resource::ValidResource resource,
             scim::resource::validate(std::move(draft), *operation.type, call_.rules()));
  return Creation{.type = operation.type,
                  .id = new_ids_[index],
                  .resource = std::move(resource),
                  .later_members = std::move(later_members),
                  .references = references_of(operation, circle),
                  .projection = only_id(*operation.type)};
}

void BulkRun::land(const Flight& flight, const Result<Outcomes>& result) {
  const Step& step = *flight.step;
  if (result.has_value()) {
    add_receipt(*flight.receipt);
    for (std::size_t i = 0; i < step.operations.size(); ++i) {
      complete(step.operations[i], (*result)[i]);
    }
  } else if (flight.failed_at == nullptr) {
    fail(step.operations.front(), result.error());
  } else {
    fail_circle(step, *flight.failed_at, result.error());
  }
}

void BulkRun::add_receipt(const store::Receipt& receipt) {
  if (receipt.first_seq == 0) {
    return;
  }
  receipt_.first_seq =
      receipt_.first_seq == 0 ? receipt.first_seq : std::min(receipt_.first_seq, receipt.first_seq);
  receipt_.last_seq = std::max(receipt_.last_seq, receipt.last_seq);
}

void BulkRun::complete(std::size_t index, const Outcome& outcome) {
  const Operation& operation = request_.operations[index];
  Completion& completion = completions_[index].emplace();
  completion.status = status_of(operation.method);
  if (operation.method == Method::del) {
    completion.location = scim::bulk::location(operation, call_.base);
    return;
  }
  if (operation.method == Method::post) {
    // A person invited by hand keeps their own id (design §2.15).
    ids_by_bulk_id_.insert_or_assign(operation.bulk_id, outcome.stored.id);
  }
  completion.location = scim::resource::location(outcome.stored, *operation.type, call_.base);
  completion.version = scim::resource::etag(outcome.stored);
  append(report_.dropped, outcome.report.dropped);
  append(report_.coerced, outcome.report.coerced);
  append(report_.unknown_members, outcome.report.unknown_members);
  append(report_.warnings, outcome.report.warnings);
}

void BulkRun::fail(std::size_t index, const Error& error) {
  const Operation& operation = request_.operations[index];
  ++errors_;
  completions_[index] = scim::bulk::failed(operation, error, call_.base);
  call_.notes.failed_operations.push_back({operation.method_text, subject_of(operation), error});
}

// The failed operation reports the reason; the others of the circle say that they depend on it. A
// fault of the store affects all.
void BulkRun::fail_circle(const Step& step, std::size_t place, const Error& error) {
  const bool is_shared = place >= step.operations.size();
  for (std::size_t i = 0; i < step.operations.size(); ++i) {
    const bool is_own = is_shared || i == place;
    fail(step.operations[i], is_own ? error : needs(request_.operations[step.operations[place]]));
  }
}

scim::Report BulkRun::report() const {
  return {.dropped = each_once(report_.dropped),
          .coerced = each_once(report_.coerced),
          .unknown_members = each_once(report_.unknown_members),
          .warnings = each_once(report_.warnings)};
}

void BulkRun::note() const {
  call_.notes.remarks = remarks_of(report());
  call_.notes.first_seq = receipt_.first_seq;
  call_.notes.last_seq = receipt_.last_seq;
}

http::Response BulkRun::reply() const {
  http::Response response = json_reply(200, scim::bulk::write_response(request_, completions_));
  response.note =
      fmt::format("\"operations\":{},\"errors\":{}", request_.operations.size(), errors_);
  if (const std::string note = note_of(report()); !note.empty()) {
    response.note += ',';
    response.note += note;
  }
  return response;
}

}  // namespace provost::api::scim_api
