#include <filesystem>
#include <system_error>

#include "api/admin/handlers.h"
#include "base/rfc3339.h"
#include "base/version.h"
#include "identity/to_json.h"
#include "json/text.h"

namespace provost::api::admin_api {
namespace {

json::Object describe_store(const System& system, const log::Log& log) {
  store::Store& store = system.store;
  const store::StoreFigures figures = store.figures();
  const Result<void> health = store.health();
  return {
      {"kind", figures.kind},
      {"writable", health.has_value()},
      {"problem", health.has_error() ? json::Value(store::tell_operator(health.error())) : nullptr},
      {"databaseBytes", figures.database_bytes},
      {"walBytes", figures.wal_bytes},
      {"walBytesTarget", system.wal_bytes},
      {"walBytesMax", system.wal_bytes_max},
      {"logBytes", log.bytes()}};
}

// Free space on the data folder's disk; null for a private database or when it is unknown.
json::Value describe_disk(const System& system) {
  std::error_code fault;
  const auto space = std::filesystem::space(system.data_folder, fault);
  if (system.data_folder.empty() || fault) {
    return nullptr;
  }
  return json::Object{{"freeBytes", space.available}, {"totalBytes", space.capacity}};
}

// Null in the first seconds.
json::Value describe_requests(const RequestMeter::Rate& rate) {
  if (rate.time_ms == 0) {
    return nullptr;
  }
  const double seconds = static_cast<double>(rate.time_ms) / 1000;
  return json::Object{{"overSeconds", seconds},
                      {"perSecond", static_cast<double>(rate.totals.requests) / seconds},
                      {"requests", rate.totals.requests},
                      {"refused", rate.totals.refused},
                      {"failed", rate.totals.failed}};
}

json::Value describe_certificate(const ProcessFacts& facts) {
  const std::int64_t end_ms = facts.certificate_end_ms;
  return end_ms == 0 ? json::Value(nullptr)
                     : json::Value(json::Object{{"expires", to_rfc3339(Timestamp{end_ms})}});
}

json::Object describe_log(const log::Log& log) {
  const log::Health health = log.health();
  return {{"problem", json::text_or_null(health.problem)},
          {"setAside", json::text_or_null(health.set_aside)},
          {"lost", health.lost}};
}

// The outcome of the latest mails; null without mail settings.
json::Value describe_mail(const admin::Post* post) {
  if (post == nullptr || !post->is_on()) {
    return nullptr;
  }
  const mail::Outbox::Status status = post->outbox()->status();
  const json::Value failure =
      status.last_failure
          ? json::Value{{"at", to_rfc3339(*status.last_failure)}, {"reason", status.failure}}
          : nullptr;
  return {{"from", post->outbox()->from().address},
          {"working", !status.is_down},
          {"waiting", status.waiting},
          {"lastSent", identity::to_json(status.last_sent)},
          {"lastFailure", failure}};
}

}  // namespace

Answer get_system(AdminCall& call) {
  const System& system = call.loop.system;
  store::CatalogueTotals totals;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) { totals = catalogue.totals(); });
  co_return json_reply(200,
                       json::Object{{"version", version},
                                    {"started", to_rfc3339(system.started)},
                                    {"uptimeSeconds", (call.now.ms - system.started.ms) / 1000},
                                    {"store", describe_store(system, call.loop.log)},
                                    {"disk", describe_disk(system)},
                                    {"requests", describe_requests(system.facts.meter.rate())},
                                    {"certificate", describe_certificate(system.facts)},
                                    {"log", describe_log(call.loop.log)},
                                    {"mail", describe_mail(system.post)},
                                    {"organisations", totals.organisations},
                                    {"users", totals.counts.users},
                                    {"groups", totals.counts.groups}});
}

}  // namespace provost::api::admin_api
