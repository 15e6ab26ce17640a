#include "api/admin/answer.h"

#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "api/admin/admit.h"
#include "api/admin/repeat.h"
#include "api/admin/routes.h"
#include "api/loop/body_limit.h"
#include "api/loop/presented.h"
#include "api/loop/refusal.h"
#include "api/loop/room.h"

namespace provost::api::admin_api {
namespace {

http::Response no_route_reply(const http::Request& request, const std::string& allow) {
  if (allow.empty()) {
    return problem_reply(
        Error(Code::not_found, fmt::format("there is nothing at {}", told_path(request))));
  }
  http::Response response =
      problem_reply(Error(Code::method_not_allowed, fmt::format("{} is not possible here; {} is",
                                                                request.method_text, allow)));
  response.headers.push_back({"Allow", allow});
  return response;
}

http::Response refused(const AdminCall& call, const Error& error) {
  http::Response response = problem_reply(error, call.problem_code);
  response.note = call.refusal_note;
  return response;
}

std::string share_of(const AdminCall& call) {
  return call.caller.is_operator() ? std::string(operators_share) : call.caller.org;
}

// The only place that runs handlers: one that concerns an organisation never runs without it.
Answer handled(AdminCall& call, const Route& route) {
  if (route.about == About::organisation && !call.org) {
    throw std::logic_error(std::string(route.name) + " was let in without its organisation");
  }
  return route.handler(call);
}

Answer routed(AdminCall& call, const Route& route) {
  CO_TRY(admit(call, route));
  if (route.entry != Entry::open) {
    CO_TRY(check_room(call.loop, share_of(call)));
  }
  if (route.entry != Entry::permitted) {
    co_return co_await handled(call, route);
  }
  CO_TRY_ASSIGN(call.repeat, repeat_of(call));
  call.repeat_org = call.org ? call.org_key() : store::installation;
  CO_TRY_ASSIGN(std::optional<http::Response> before, co_await recall(call));
  if (before) {
    co_return std::move(*before);
  }
  Result<http::Response> result = co_await handled(call, route);
  if (call.is_noted && result.has_value()) {
    co_await keep_answer(call, *result);
  }
  co_return result;
}

// Like routed(), and holds the answer until it has been sent.
Answer held(AdminCall& call, const Route& route) {
  CO_TRY_ASSIGN(http::Response response, co_await routed(call, route));
  const bool is_read =
      call.request.method == http::Method::get || call.request.method == http::Method::head;
  CO_TRY(hold_answer(call.loop, share_of(call), is_read, response));
  co_return response;
}

}  // namespace

bool owns(std::string_view path) {
  return path == "/api" || path.starts_with("/api/");
}

boost::asio::awaitable<http::Response> answer(const Loop& loop, const http::Request& request) {
  http::Router<Route>::Match match = admin_routes().match(request.method, request.path);
  if (match.value == nullptr) {
    co_return no_route_reply(request, match.allow);
  }
  AdminCall call{.loop = loop,
                 .request = request,
                 .now = loop.clock.now(),
                 .query = http::parse_query(request.query),
                 .route = match.value->name,
                 .caller = {},
                 .org = nullptr,
                 .parameters = std::move(match.parameters),
                 .repeat = {},
                 .secret_id = {}};
  Result<http::Response> result = co_await held(call, *match.value);
  http::Response response = result.has_error() ? refused(call, result.error()) : std::move(*result);
  response.route = match.value->name;
  if (call.org) {
    response.org = call.org_id().str();
  }
  co_return response;
}

http::Response refusal(int status, std::string_view reason) {
  return problem_with(status, {{"detail", reason}});
}

http::BodyLimit body_limit(const Loop& loop, const http::Request& header) {
  const http::Router<Route>::Match match = admin_routes().match(header.method, header.path);
  if (match.value == nullptr || match.value->entry == Entry::open) {
    return stranger_limit(loop.settings);
  }
  const std::string_view text = presented_by(header).text;
  if (const std::optional<identity::Caller> caller = caller_now(loop.directory, text)) {
    return admitted_limit(loop.settings,
                          caller->is_operator() ? operators_share : std::string_view(caller->org));
  }
  const Result<KnownMember> member = loop.directory.find_member(text);
  return member.has_error() ? refused_limit(loop.settings, member.error())
                            : stranger_limit(loop.settings);
}

}  // namespace provost::api::admin_api
