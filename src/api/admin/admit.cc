#include "api/admin/admit.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "api/loop/presented.h"
#include "api/loop/session_cookie.h"

namespace provost::api::admin_api {
namespace {

Result<void> find_organisation(AdminCall& call) {
  const std::string& id = call.parameters.at(0);
  const bool is_ours = call.caller.is_operator() || call.caller.org == id;
  call.org = is_ours ? call.loop.directory.find(id) : nullptr;
  if (!call.org) {
    return Error(Code::not_found, fmt::format("there is no organisation \"{}\"", id));
  }
  return {};
}

// It may have been removed after the credential was found.
Result<void> find_own_organisation(AdminCall& call) {
  call.org = call.loop.directory.find(call.caller.org);
  if (!call.org) {
    return Error(Code::unauthenticated, "the organisation of this key or session is gone");
  }
  return {};
}

bool is_word_of(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == word) {
      return true;
    }
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

Result<void> check_query(const AdminCall& call, std::string_view known) {
  if (!call.query.ok) {
    return Error(
        Code::invalid_value,
        "the query string is not percent-encoded UTF-8: a % starts no escape there, or the "
        "bytes are no characters");
  }
  for (auto item = call.query.items.begin(); item != call.query.items.end(); ++item) {
    const std::string& name = item->first;
    if (!is_word_of(known, name)) {
      return Error(Code::invalid_value,
                   fmt::format("there is no query parameter \"{}\" here", name));
    }
    const auto is_same = [&](const auto& other) { return other.first == name; };
    if (std::any_of(call.query.items.begin(), item, is_same)) {
      return Error(Code::invalid_value, fmt::format("there is more than one {}", name));
    }
  }
  return {};
}

bool is_safe(http::Method method) {
  return method == http::Method::get || method == http::Method::head ||
         method == http::Method::options;
}

}  // namespace

Result<void> find_caller(AdminCall& call) {
  const Presented presented = presented_by(call.request);
  TRY_ASSIGN(call.caller, admit_caller(call.loop, call.request, presented.text));
  if (presented.by_cookie && !is_safe(call.request.method) &&
      !has_csrf_token(call.request, presented.text)) {
    call.problem_code = "csrf";
    return Error(Code::forbidden,
                 "X-CSRF-Token is missing or not that of this session; GET /api/v1/session has it");
  }
  return {};
}

Result<void> admit(AdminCall& call, const Route& route) {
  if (route.entry == Entry::open) {
    return check_query(call, route.query);
  }
  TRY(find_caller(call));
  if (route.about == About::organisation) {
    TRY(find_organisation(call));
  } else if (!call.caller.is_operator()) {
    TRY(find_own_organisation(call));
  }
  TRY(call.check_permission(call.caller.kind, route.permission));
  call.held = route.permission;
  return check_query(call, route.query);
}

}  // namespace provost::api::admin_api
