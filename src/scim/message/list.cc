#include <iterator>

#include <fmt/format.h>

#include "scim/message/message.h"
#include "scim/message/urns.h"

namespace provost::scim::message {

// The numbers are always there, and so is `Resources` (standards.md PAG-3, PAG-4).
void begin_list(std::string& out, const ListHead& head) {
  auto end = std::back_inserter(out);
  fmt::format_to(end, R"({{"schemas":["{}"],"totalResults":{})", list_urn, head.total_results);
  if (head.start_index) {
    fmt::format_to(end, R"(,"startIndex":{})", *head.start_index);
  }
  fmt::format_to(end, R"(,"itemsPerPage":{})", head.items_per_page);
  if (!head.previous_cursor.empty()) {
    fmt::format_to(end, R"(,"previousCursor":"{}")", head.previous_cursor);
  }
  if (!head.next_cursor.empty()) {
    fmt::format_to(end, R"(,"nextCursor":"{}")", head.next_cursor);
  }
  out += R"(,"Resources":[)";
}

void end_list(std::string& out) {
  out += "]}";
}

}  // namespace provost::scim::message
