#include "api/admin/page.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "api/loop/sealed_text.h"

namespace provost::api::admin_api {
namespace {

// Everything that must match when a cursor comes back. Page lengths may differ, and so may the
// order of query parameters.
std::string scope_of(const AdminCall& call) {
  auto query = call.query.items;
  std::erase_if(query,
                [](const auto& item) { return item.first == "cursor" || item.first == "limit"; });
  std::ranges::sort(query);
  json::Array scope{call.route, call.caller.is_operator() ? "operator" : call.caller.actor()};
  scope.push_back(call.org ? static_cast<std::int64_t>(call.org_key()) : std::int64_t{0});
  for (std::size_t i = 1; i < call.parameters.size(); ++i) {
    scope.emplace_back(call.parameters[i]);
  }
  for (const auto& item : query) {
    scope.push_back(json::Array{item.first, item.second});
  }
  return json::write(scope);
}

Result<std::size_t> read_limit(const std::string& text) {
  std::size_t limit = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, limit);
  if (error != std::errc() || stop != end || limit == 0 || limit > page_items_max) {
    return Error(Code::invalid_value,
                 fmt::format("limit is a number from 1 to {}, not \"{}\"", page_items_max, text));
  }
  return limit;
}

}  // namespace

Result<Page> page_of(const AdminCall& call) {
  Page page;
  if (const std::string* limit = parameter_of(call, "limit")) {
    TRY_ASSIGN(page.limit, read_limit(*limit));
  }
  if (const std::string* cursor = parameter_of(call, "cursor")) {
    TRY_ASSIGN(page.after,
               open_text(*cursor, scope_of(call), call.now, call.loop.directory.cursor_keys()));
  }
  return page;
}

json::Value cursor_of(const AdminCall& call, const std::optional<std::string>& next) {
  if (!next) {
    return nullptr;
  }
  return json::Value(seal_text(*next, scope_of(call), call.now, call.loop.directory.cursor_keys(),
                               call.loop.random));
}

http::Response page_reply(const AdminCall& call, json::Array items,
                          const std::optional<std::string>& next) {
  return json_reply(
      200, json::Object{{"items", std::move(items)}, {"nextCursor", cursor_of(call, next)}});
}

http::Response page_reply(const AdminCall& call, const WrittenPage& page) {
  http::Response response = json_reply(200, json::Object());
  response.body = R"({"items":)" + page.items + R"(,"nextCursor":)" +
                  json::write(cursor_of(call, page.next)) + page.more + '}';
  return response;
}

}  // namespace provost::api::admin_api
