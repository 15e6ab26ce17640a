#include <iterator>

#include <fmt/format.h>

#include "scim/message/message.h"
#include "scim/message/urns.h"

namespace provost::scim::message {

// Both numbers are always there, and so is `Resources` (standards.md PAG-3, PAG-4).
void begin_list(std::string& out, std::size_t total_results, std::size_t start_index,
                std::size_t items_per_page) {
  fmt::format_to(std::back_inserter(out),
                 R"({{"schemas":["{}"],"totalResults":{},"startIndex":{},"itemsPerPage":{},)"
                 R"("Resources":[)",
                 list_urn, total_results, start_index, items_per_page);
}

void end_list(std::string& out) {
  out += "]}";
}

}  // namespace provost::scim::message
