#include "api/scim/call_log.h"

#include <exception>
#include <utility>

#include <fmt/format.h>

#include "api/loop/presented.h"
#include "api/scim/admit.h"
#include "api/scim/kept_body.h"
#include "base/outside_text.h"
#include "base/rfc3339.h"
#include "json/json.h"
#include "scim/message/message.h"

namespace provost::api::scim_api {
namespace {

using log::Cause;
using log::Entry;

constexpr std::size_t method_bytes_max = 16;
constexpr std::size_t target_bytes_max = 300;
constexpr std::size_t filter_bytes_max = 500;
constexpr std::size_t agent_bytes_max = 200;
constexpr std::size_t detail_bytes_max = 1000;
constexpr std::size_t name_bytes_max = 320;

Entry entry_of(const http::Request& request, Timestamp time, int status) {
  Entry entry;
  entry.time = time;
  entry.method = outside_text(request.method_text, method_bytes_max);
  entry.target = outside_text(request.path, target_bytes_max);
  entry.status = status;
  entry.address = request.peer_address;
  entry.agent = request.text("User-Agent", agent_bytes_max);
  entry.request_id = request.id;
  return entry;
}

Cause cause_in(const Call& call, const Error& error, std::string_view resource_type) {
  return call.query.ok ? log::cause_of(error.code, resource_type) : Cause::query_unreadable;
}

// The resource that the path names, or only its type.
log::Subject subject_in_path(const Call& call) {
  log::Subject subject;
  if (call.parameters.size() < 2) {
    return subject;
  }
  if (const auto* type = call.registry().find_by_segment(call.parameters[1])) {
    subject.type = type->name;
    if (call.parameters.size() > 2) {
      subject.id = outside_text(call.parameters[2], name_bytes_max);
    }
  }
  return subject;
}

// The subject of a failed request, if its body names it: a create has no id to go by. A large body
// has taken long enough to read once.
std::string name_in_body(const Call& call) {
  if (call.request.body.size() > call.loop.settings.bytes_on_loop_max) {
    return {};
  }
  const Result<json::Value> body = json::parse(call.request.body);
  if (body.has_error() || !body->is_object()) {
    return {};
  }
  for (const std::string_view name : {"userName", "displayName", "externalId"}) {
    const json::Value* value = json::find(body->get_object(), name);
    if (value != nullptr && value->is_string()) {
      return outside_text(value->get_string(), name_bytes_max);
    }
  }
  return {};
}

// What a failed search looked for. Nothing else from a query string is kept.
std::string filter_in_query(const Call& call) {
  const std::string* filter = call.query.find("filter");
  return filter == nullptr ? std::string() : "?filter=" + outside_text(*filter, filter_bytes_max);
}

Cause cause_of_unread(int status, const store::OrgSettings& settings) {
  switch (status) {
    case 401:
      return log::cause_of_refusal(Code::unauthenticated, settings);
    case 403:
      return log::cause_of_refusal(Code::forbidden, settings);
    case 429:
      return Cause::too_many_requests;
    case 503:
      return Cause::server_busy;
    default:
      return log::cause_of_unread(status);
  }
}

// The answer says the same of every token that is not accepted; the log says which one has expired.
void name_ended_token(Directory& directory, const OrgSnapshot& org, const http::Request& request,
                      Entry& entry) {
  const KnownToken* ended =
      directory.find_ended_token(org, bearer_token(request.header("Authorization")));
  if (ended != nullptr) {
    entry.cause = Cause::token_expired;
    entry.token_id = ended->id;
    entry.detail =
        fmt::format("the Secret Token {} expired at {}", ended->label, to_rfc3339(*ended->expires));
  }
}

std::string first_segment(std::string_view path) {
  path.remove_prefix(path.empty() ? 0 : 1);
  return std::string(path.substr(0, path.find('/')));
}

}  // namespace

bool is_read(const http::Request& request) {
  return request.method == http::Method::get || request.method == http::Method::head ||
         request.path.ends_with("/.search");
}

CallLog::CallLog(const Call& call, const Route& route)
    : call_(call),
      route_(route),
      start_(std::chrono::steady_clock::now()),
      exceptions_(std::uncaught_exceptions()) {}

CallLog::~CallLog() {
  if (is_finished_ || std::uncaught_exceptions() == exceptions_) {
    return;  // or the server is stopping, and the call with it
  }
  try {
    const Error error(Code::internal, "the server failed");
    note(500, &error, {});
  } catch (const std::exception&) {
    // Nobody is left to tell: the exception that ends the call is already under way.
  }
}

void CallLog::finish(const http::Response& response, const Error* error) {
  is_finished_ = true;
  note(response.status, error, response.body);
}

void CallLog::note(int status, const Error* error, std::string_view answer) {
  if (!call_.org) {
    note_outsider(status, error);
  } else if (error == nullptr && is_read(call_.request)) {
    note_read(call_.org_key(), status, call_.token_id, call_.notes.is_probe);
  } else {
    Entry noted = entry(status, error);
    if (keeps_bodies()) {
      noted.bodies = bodies(answer);
    }
    call_.loop.log.note(call_.org_key(), std::move(noted));
    note_failed_operations();
  }
}

// Failures inside a Bulk request are entries like others, so that people find them by the same
// words.
void CallLog::note_failed_operations() {
  for (const FailedOperation& failed : call_.notes.failed_operations) {
    const int status = scim::message::form_of(failed.error.code).status;
    Entry entry = entry_of(call_.request, call_.now, status);
    entry.kind = log::Kind::operation;
    entry.method = outside_text(failed.method, method_bytes_max);
    entry.operation = route_.name;
    entry.token_id = call_.token_id;
    entry.subject = {failed.subject.type, outside_text(failed.subject.id, name_bytes_max),
                     outside_text(failed.subject.name, name_bytes_max)};
    entry.cause = log::cause_of(failed.error.code, failed.subject.type);
    entry.detail = outside_text(failed.error.detail, detail_bytes_max);
    call_.loop.log.note(call_.org_key(), std::move(entry));
  }
}

// Calls of unknown organisations are not logged.
void CallLog::note_outsider(int status, const Error* error) {
  const auto org = call_.loop.directory.find(call_.parameters.at(0));
  if (!org) {
    return;
  }
  if (error == nullptr) {
    note_open_read(*org, status);
    return;
  }
  Entry entry = entry_of(call_.request, call_.now, status);
  entry.operation = route_.name;
  entry.duration_us = duration_us();
  entry.cause = log::cause_of_refusal(error->code, org->org.settings);
  entry.detail = outside_text(error->detail, detail_bytes_max);
  if (error->code == Code::unauthenticated) {
    name_ended_token(call_.loop.directory, *org, call_.request, entry);
  }
  call_.loop.log.note_refusal(org->org.key, std::move(entry));
}

// Discovery is open to all; a valid Secret Token sent with it means a connection test.
void CallLog::note_open_read(const OrgSnapshot& org, int status) {
  const http::Request& request = call_.request;
  const Result<Admission> admission = admit(call_.loop.directory, org.org.id.str(),
                                            request.header("Authorization"), request.peer_address);
  const bool is_let_in = admission.has_value();
  note_read(org.org.key, status, is_let_in ? admission->token_id : std::string_view(), is_let_in);
}

// The current setting rather than the one from when the request arrived: once turned off, nothing
// is kept.
bool CallLog::keeps_bodies() const {
  if (!call_.org->org.settings.log_bodies) {
    return false;
  }
  const auto org = call_.loop.directory.find(call_.org->org.id.str());
  return org && org->org.settings.log_bodies;
}

log::Bodies CallLog::bodies(std::string_view answer) const {
  const scim::schema::ResourceType* type =
      call_.parameters.size() > 1 ? call_.registry().find_by_segment(call_.parameters[1]) : nullptr;
  return {kept_body(call_.request.body, call_.registry(), type),
          kept_body(answer, call_.registry(), type)};
}

void CallLog::note_read(store::OrgKey org, int status, std::string_view token_id, bool is_probe) {
  const std::string agent = call_.request.text("User-Agent", agent_bytes_max);
  call_.loop.log.note_read(org, {.token_id = token_id,
                                 .operation = route_.name,
                                 .method = call_.request.method_text,
                                 .address = call_.request.peer_address,
                                 .agent = agent,
                                 .time = call_.now,
                                 .status = status,
                                 .duration_us = duration_us(),
                                 .is_probe = is_probe});
}

Entry CallLog::entry(int status, const Error* error) const {
  Entry entry = entry_of(call_.request, call_.now, status);
  entry.operation = route_.name;
  entry.duration_us = duration_us();
  entry.token_id = call_.token_id;
  entry.subject = call_.notes.subject;
  entry.subject.name = outside_text(entry.subject.name, name_bytes_max);
  entry.remarks = call_.notes.remarks;
  entry.first_seq = call_.notes.first_seq;
  entry.last_seq = call_.notes.last_seq;
  if (entry.subject.type.empty()) {
    entry.subject = subject_in_path(call_);
  }
  if (error != nullptr) {
    entry.cause = cause_in(call_, *error, entry.subject.type);
    entry.detail = outside_text(error->detail, detail_bytes_max);
    if (error->code == Code::unauthenticated) {
      name_ended_token(call_.loop.directory, *call_.org, call_.request, entry);
    }
    entry.target += is_read(call_.request) ? filter_in_query(call_) : "";
    if (entry.subject.name.empty()) {
      entry.subject.name = name_in_body(call_);
    }
  }
  return entry;
}

std::int64_t CallLog::duration_us() const {
  const auto duration = std::chrono::steady_clock::now() - start_;
  return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
}

void log_unrouted(const Loop& loop, const http::Request& request, int status) {
  const auto org = loop.directory.find(first_segment(request.path));
  if (!org) {
    return;
  }
  Entry entry = entry_of(request, loop.clock.now(), status);
  entry.cause = status == 405 ? Cause::method_refused : Cause::path_unknown;
  loop.log.note_refusal(org->org.key, std::move(entry));
}

void log_unread(Directory& directory, log::Log& log, const http::Request* request, int status,
                std::string_view reason, Timestamp now) {
  const auto org = request == nullptr ? nullptr : directory.find(first_segment(request->path));
  if (!org) {
    return;
  }
  Entry entry = entry_of(*request, now, status);
  entry.cause = cause_of_unread(status, org->org.settings);
  entry.detail = outside_text(reason, detail_bytes_max);
  if (status == 401) {
    name_ended_token(directory, *org, *request, entry);
  }
  log.note_refusal(org->org.key, std::move(entry));
}

}  // namespace provost::api::scim_api
