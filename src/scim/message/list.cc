#include "scim/message/message.h"
#include "scim/message/urns.h"

namespace provost::scim::message {
namespace {

// Cursors contain no character that JSON escapes (standards.md CUR-2).
void append_cursor(std::string& out, std::string_view name, const std::string& cursor) {
  if (!cursor.empty()) {
    out.append(",\"").append(name).append("\":\"").append(cursor).append("\"");
  }
}

}  // namespace

// The numbers are always present, and so is `Resources` (standards.md PAG-3, PAG-4).
void begin_list(std::string& out, const ListHead& head) {
  out += R"({"schemas":[")";
  out += list_urn;
  out += R"("],"totalResults":)";
  out += std::to_string(head.total_results);
  if (head.start_index) {
    out += R"(,"startIndex":)";
    out += std::to_string(*head.start_index);
  }
  out += R"(,"itemsPerPage":)";
  out += std::to_string(head.items_per_page);
  append_cursor(out, "previousCursor", head.previous_cursor);
  append_cursor(out, "nextCursor", head.next_cursor);
  out += R"(,"Resources":[)";
}

void end_list(std::string& out) {
  out += "]}";
}

}  // namespace provost::scim::message
