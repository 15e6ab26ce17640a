#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "identity/admin.h"
#include "store/long_work.h"

// The one driver of long work: purges, changes of schemas, removals of organisations. A server's
// chore and a command that waits may both drive the same work: each slice starts where the row says
// (store/long_work.h), so that nothing is left out or done twice.
namespace provost::admin {

// Told after each slice that left something to do.
using Progress = std::function<void(const store::LongWork&)>;

// Works until all of it is done, by any worker. An error of a slice ends it; the work remains for
// the next try.
Result<void> finish_work(const identity::Admin& admin, store::OrgKey org, store::WorkKind kind,
                         std::string_view subject, const Progress& progress = {});

// Continues pending work, one slice of one organisation after another. Failing work backs off
// alone: for a second, doubled after each further failure, up to five minutes.
class LongWorks {
 public:
  using Say = std::function<void(const std::string&)>;
  static constexpr std::int64_t rest_s_max = 300;

  // `say` is told of each failure, a line at a time.
  explicit LongWorks(
      identity::Admin admin, Say say = [](const std::string&) {})
      : admin_(std::move(admin)), say_(std::move(say)) {}

  // Does one slice; false when nothing is due, which costs one read. An error when the store could
  // not even note that a slice failed.
  Result<bool> step();

 private:
  std::optional<store::DueWork> next() const;

  identity::Admin admin_;
  Say say_;
  store::OrgKey turn_{};  // whose slice was the last: only whose turn it is depends on it
};

}  // namespace provost::admin
