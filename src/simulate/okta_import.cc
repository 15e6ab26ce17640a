#include "simulate/okta_import.h"

#include <unordered_set>

#include <fmt/format.h>

#include "simulate/differ.h"
#include "simulate/okta.h"
#include "simulate/okta_requests.h"

namespace provost::simulate::okta {
namespace {

constexpr std::size_t page_items = 100;

}  // namespace

Imported import(Env& env, Kind kind, std::string_view collection,
                const std::function<void(const json::Value&)>& take) {
  Imported out;
  std::unordered_set<std::string> seen;
  std::int64_t total = 0;
  do {
    const std::size_t start = out.count + 1;
    const Reply reply =
        env.sessions.front().expect({kind, "GET", page(collection, start, page_items)}, {200});
    const std::string fault = page_fault(reply, start, page_items);
    if (!fault.empty()) {
      env.shared.differences.add(fmt::format("import of {} from {}: {}", collection, start, fault));
      return out;
    }
    total = number_member(reply.json, "totalResults");
    const auto resources = resources_of(reply.json);
    for (const json::Value* resource : resources) {
      if (!seen.emplace(string_member(*resource, "id")).second) {
        env.shared.differences.add(fmt::format("import of {}: {} is listed twice", collection,
                                               string_member(*resource, "id")));
      }
      take(*resource);
    }
    out.count += resources.size();
    if (resources.empty()) {
      break;
    }
  } while (static_cast<std::int64_t>(out.count) < total);
  out.complete = static_cast<std::int64_t>(out.count) == total;
  if (!out.complete) {
    env.shared.differences.add(fmt::format("import of {}: totalResults is {}, the pages hold {}",
                                           collection, total, out.count));
  }
  return out;
}

std::string page_fault(const Reply& reply, std::size_t start_index, std::size_t count) {
  if (reply.status != 200) {
    return fmt::format("answered {}", reply.status);
  }
  const auto total = number_member(reply.json, "totalResults");
  const auto items = resources_of(reply.json).size();
  if (total < 0) {
    return "totalResults is not a whole number";
  }
  if (const auto fault = list_fault(reply.json, static_cast<std::size_t>(total)); !fault.empty()) {
    return fault;
  }
  if (number_member(reply.json, "itemsPerPage") != static_cast<std::int64_t>(items)) {
    return fmt::format("itemsPerPage is {}, but {} resources came",
                       number_member(reply.json, "itemsPerPage"), items);
  }
  if (items > count) {
    return fmt::format("{} resources came, {} were asked for", items, count);
  }
  if (number_member(reply.json, "startIndex") != static_cast<std::int64_t>(start_index)) {
    return fmt::format("startIndex is {}, not {}", number_member(reply.json, "startIndex"),
                       start_index);
  }
  return {};
}

}  // namespace provost::simulate::okta
