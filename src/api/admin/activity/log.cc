#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "admin/insight/log_entries.h"
#include "api/admin/activity/log_answers.h"
#include "api/admin/activity/log_stream.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/loop/log_read.h"
#include "http/origin.h"
#include "json/text.h"

namespace provost::api::admin_api {
namespace {

// Longer than any that we issued.
constexpr std::size_t last_event_bytes_max = 100;

constexpr std::array<std::string_view, 5> methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
constexpr std::size_t search_bytes_max = 320;

Result<std::string> read_method(const std::string& text) {
  if (std::ranges::find(methods, text) == methods.end()) {
    return Error(Code::invalid_value,
                 fmt::format("method is GET, POST, PUT, PATCH or DELETE, not \"{}\"", text));
  }
  return text;
}

Result<std::string> read_search(const std::string& text) {
  if (text.size() > search_bytes_max) {
    return Error(Code::invalid_value,
                 fmt::format("search is longer than {} bytes", search_bytes_max));
  }
  return text;
}

Result<std::string> read_request_id(const std::string& text) {
  if (!http::is_request_id(text)) {
    return Error(Code::invalid_value,
                 fmt::format("requestId is the id of a request, not \"{}\"", text));
  }
  return text;
}

Result<std::string> read_token(const std::string& text) {
  const std::optional<Uuid> id = Uuid::parse(text);
  if (!id) {
    return Error(Code::invalid_value,
                 fmt::format("token is the id of a Secret Token, not \"{}\"", text));
  }
  return id->to_string();
}

Result<log::Cause> read_cause(const std::string& text) {
  const log::Cause cause = log::cause_with_id(text);
  if (cause == log::Cause::none) {
    return Error(
        Code::invalid_value,
        fmt::format("cause is the id of a cause or remark, as entries name it, not \"{}\"", text));
  }
  return cause;
}

Result<void> read_filters(const AdminCall& call, log::Query& query) {
  if (const std::string* text = parameter_of(call, "status")) {
    TRY_ASSIGN(query.status, admin::read_status_range(*text));
  }
  if (const std::string* text = parameter_of(call, "method")) {
    TRY_ASSIGN(query.method, read_method(*text));
  }
  if (const std::string* text = parameter_of(call, "requestId")) {
    TRY_ASSIGN(query.request_id, read_request_id(*text));
  }
  if (const std::string* text = parameter_of(call, "token")) {
    TRY_ASSIGN(query.token_id, read_token(*text));
  }
  if (const std::string* text = parameter_of(call, "cause")) {
    TRY_ASSIGN(query.cause, read_cause(*text));
  }
  if (const std::string* text = parameter_of(call, "search")) {
    TRY_ASSIGN(query.search, read_search(*text));
  }
  if (const std::string* text = parameter_of(call, "since")) {
    TRY_ASSIGN(query.since, admin::read_moment("since", *text));
  }
  if (const std::string* text = parameter_of(call, "until")) {
    TRY_ASSIGN(query.until, admin::read_moment("until", *text));
  }
  return {};
}

Result<log::Query> read_query(const AdminCall& call) {
  TRY_ASSIGN(const Page page, page_of(call));
  log::Query query;
  query.limit = page.limit;
  if (page.after) {
    query.before = Uuid::parse(*page.after);
  }
  TRY(read_filters(call, query));
  return query;
}

Error no_entry(const std::string& id) {
  return Error(Code::not_found, fmt::format("there is no entry {} in the provisioning log", id));
}

// Streams start after the last entry the client saw, or now. If that entry has been deleted, they
// start at the oldest.
boost::asio::awaitable<Result<std::int64_t>> place_of(AdminCall& call) {
  const std::string last_event = call.request.text("Last-Event-ID", last_event_bytes_max);
  const std::optional<Uuid> id = Uuid::parse(last_event);
  if (!last_event.empty() && !id) {
    co_return Error(Code::invalid_value,
                    fmt::format("Last-Event-ID is the id of an entry, not \"{}\"", last_event));
  }
  const auto work = [&](log::Reader& reader) -> Result<std::int64_t> {
    return id ? reader.place_of(call.org_key(), *id).value_or(0)
              : reader.last_place(call.org_key());
  };
  co_return co_await read_log<std::int64_t>(call.loop.log, call.org_key(), work);
}

}  // namespace

Answer list_log(AdminCall& call) {
  CO_TRY_ASSIGN(const log::Query query, read_query(call));
  if (wants_stream(call)) {
    CO_TRY_ASSIGN(const std::int64_t place, co_await place_of(call));
    co_return log_stream(call, query, place);
  }
  const auto work = [&](log::Reader& reader) {
    return Result<log::Page>(reader.page(call.org_key(), query));
  };
  CO_TRY_ASSIGN(const log::Page page,
                co_await read_log<log::Page>(call.loop.log, call.org_key(), work));
  CO_TRY_ASSIGN(json::Array items,
                co_await describe_entries(call.loop, call.org_key(), page.items));
  co_return page_reply(call, std::move(items),
                       page.next ? std::optional(page.next->to_string()) : std::nullopt);
}

Answer get_log_entry(AdminCall& call) {
  const std::string& text = call.parameters.at(1);
  const std::optional<Uuid> id = Uuid::parse(text);
  if (!id) {
    co_return no_entry(text);
  }
  using Found = std::optional<log::Entry>;
  const auto work = [&](log::Reader& reader) {
    return Result<Found>(reader.find(call.org_key(), *id));
  };
  CO_TRY_ASSIGN(const Found found, co_await read_log<Found>(call.loop.log, call.org_key(), work));
  if (!found) {
    co_return no_entry(text);
  }
  const std::vector<log::Entry> entries(1, *found);
  CO_TRY_ASSIGN(const json::Array described,
                co_await describe_entries(call.loop, call.org_key(), entries));
  json::Object body = described.front().get_object();
  body["requestBody"] = json::text_or_null(found->bodies.request);
  body["responseBody"] = json::text_or_null(found->bodies.response);
  co_return json_reply(200, body);
}

}  // namespace provost::api::admin_api
