#include "admin/organisation/pending_work.h"

#include <algorithm>
#include <string>

#include "base/rfc3339.h"

namespace provost::admin {

using store::LongWork;
using store::WorkKind;

void begin_work(store::Writer& writer, WorkKind kind, std::string_view subject, std::size_t total,
                const identity::Author& author) {
  writer.change_long_work().save({.kind = kind,
                                  .subject = std::string(subject),
                                  .total = total,
                                  .actor = author.actor,
                                  .cause = author.cause});
}

json::Object describe(const LongWork& work) {
  json::Object shown{{"done", work.done}, {"total", std::max(work.done, work.total)}};
  if (work.failures > 0) {
    shown["fault"] = work.fault;
    shown["retryAt"] = to_rfc3339(work.not_before);
  }
  return shown;
}

}  // namespace provost::admin
