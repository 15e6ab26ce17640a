#include "admin/insight/log_context.h"

#include <algorithm>

#include <fmt/format.h>

#include "admin/journal/event.h"
#include "admin/journal/names.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

std::string summary_of(store::Reader& reader, const log::Entry& entry, Names& names) {
  if (entry.first_seq == 0) {
    return {};
  }
  std::vector<store::SealedEntry> changes =
      reader.journal().after(entry.first_seq - 1, entries_of_a_request);
  std::erase_if(changes, [&](const store::SealedEntry& one) { return one.seq > entry.last_seq; });
  const auto lead = std::ranges::min_element(
      changes, {}, [](const store::SealedEntry& one) { return distance_of(one.entry.type); });
  if (lead == changes.end()) {
    return {};
  }
  const std::int64_t others = entry.last_seq - entry.first_seq;
  return others == 0 ? doing_of(*lead, names)
                     : fmt::format("{}, and {} more {}", doing_of(*lead, names), others,
                                   others == 1 ? "change" : "changes");
}

}  // namespace

LogContext look_for_log(store::Reader& reader, const std::vector<log::Entry>& entries) {
  LogContext context{.provider = reader.settings().provider, .summaries = {}};
  Names names(reader);
  for (const log::Entry& entry : entries) {
    context.summaries.push_back(summary_of(reader, entry, names));
  }
  if (std::ranges::any_of(entries, [](const auto& one) { return !one.token_id.empty(); })) {
    context.tokens = reader.tokens();
  }
  return context;
}

}  // namespace provost::admin
