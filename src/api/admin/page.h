#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "api/admin/call.h"

namespace provost::api::admin_api {

inline constexpr std::size_t page_items_default = 100;
inline constexpr std::size_t page_items_max = 1000;
// So many are read and written on an event loop; more on the read pool.
inline constexpr std::size_t page_items_in_place_max = 100;

// The requested page of a list: {"items": […], "nextCursor": text or null} is the answer.
struct Page {
  std::size_t limit = page_items_default;
  // What the page before gave as `next`; nothing for the first page.
  std::optional<std::string> after;
};

// Reads `limit` and `cursor`. A cursor belongs to its organisation, caller, route and the other
// query parameters. Code::invalid_value, invalid_cursor, expired_cursor.
Result<Page> page_of(const AdminCall& call);

// The answer. `next` says where the next page begins, in words of the list's own (an id, a number);
// nothing after the last page. Nobody else can read it.
http::Response page_reply(const AdminCall& call, json::Array items,
                          const std::optional<std::string>& next);
// The same with items already written by the reading thread, which for long lists is not an event
// loop.
struct WrittenPage {
  std::string items;  // JSON
  std::optional<std::string> next;
  // Further members of the answer, as JSON with a comma in front of each.
  std::string more = {};
};
http::Response page_reply(const AdminCall& call, const WrittenPage& page);
// The same for what goes with the items: `cursor_of` is the text for `nextCursor`, or null.
json::Value cursor_of(const AdminCall& call, const std::optional<std::string>& next);

}  // namespace provost::api::admin_api
