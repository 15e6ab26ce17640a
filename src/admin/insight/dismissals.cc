#include "admin/insight/dismissals.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "store/transaction.h"

namespace provost::admin {
namespace {

bool got_worse(const Finding& finding, const store::Dismissal& then) {
  const std::size_t more = std::max<std::size_t>(then.count / 10, 1);
  return static_cast<std::int64_t>(finding.severity) > then.severity ||
         finding.count >= then.count + more;
}

void append(store::Writer& writer, std::string type, std::string_view finding, json::Object data,
            const identity::Author& author) {
  writer.append({.type = std::move(type),
                 .subject_type = "finding",
                 .subject_id = std::string(finding),
                 .actor = author.actor,
                 .cause = author.cause,
                 .data = json::write(data),
                 .values = {},
                 .origin = author.origin});
}

// Those that are over, and as many more as needed to make room.
void make_room(store::Writer& writer, Timestamp now) {
  std::vector<store::Dismissal> all = writer.history().dismissals();
  std::ranges::sort(all, {}, &store::Dismissal::until);
  std::size_t left = all.size();
  for (const store::Dismissal& one : all) {
    if (one.until > now && left < dismissals_max) {
      return;
    }
    writer.change_history().remove_dismissal(one.finding);
    --left;
  }
}

}  // namespace

std::optional<store::Dismissal> dismissal_of(const Finding& finding,
                                             const std::vector<store::Dismissal>& dismissals,
                                             Timestamp now) {
  const std::string id = id_of(finding);
  const auto one = std::ranges::find(dismissals, id, &store::Dismissal::finding);
  if (one == dismissals.end() || one->until <= now || got_worse(finding, *one)) {
    return std::nullopt;
  }
  return *one;
}

store::Dismissal dismiss(store::Writer& writer, const Finding& finding, Timestamp now,
                         const identity::Author& author, std::string name) {
  make_room(writer, now);
  store::Dismissal made{.finding = id_of(finding),
                        .at = now,
                        .until = now.plus_s(dismissal_life_s),
                        .by = author.actor,
                        .name = std::move(name),
                        .count = finding.count,
                        .severity = static_cast<std::int64_t>(finding.severity)};
  writer.change_history().save_dismissal(made);
  append(writer, "finding.dismissed", made.finding,
         {{"until", to_rfc3339(made.until)}, {"count", made.count}}, author);
  return made;
}

Result<void> restore_finding(store::Writer& writer, std::string_view finding, Timestamp now,
                             const identity::Author& author) {
  const std::vector<store::Dismissal> all = writer.history().dismissals();
  const auto one = std::ranges::find(all, finding, &store::Dismissal::finding);
  if (one == all.end() || one->until <= now) {
    return Error(Code::not_found, fmt::format("the finding {} is not dismissed", finding));
  }
  writer.change_history().remove_dismissal(finding);
  append(writer, "finding.restored", finding, {}, author);
  return {};
}

}  // namespace provost::admin
