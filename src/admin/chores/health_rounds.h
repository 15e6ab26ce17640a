#pragma once

#include <cstddef>
#include <memory>

#include "admin/insight/health_board.h"
#include "admin/notices/notices_told.h"
#include "identity/admin.h"
#include "log/log.h"

namespace provost::admin {

// Keeps the board, and has mailed what somebody has to be told: goes round all organisations, one
// at a step, and first looks at those that somebody asked for or that are new. A round begins half
// a minute after the one before began, or when that is over. Used by one thread, which waits for
// the read pool and the log's readers, in the line of the server there (store/server_line.h).
class HealthRounds {
 public:
  static constexpr std::int64_t round_s = 30;

  // `notices`, if there are any, are told of each organisation from the same look.
  HealthRounds(identity::Admin admin, log::Log& log, HealthBoard& board, Notices* notices = nullptr)
      : admin_(std::move(admin)), log_(log), board_(board), notices_(notices) {}

  // Looks at one organisation; false when nothing is due. An error is of that organisation alone,
  // whose turn is over; one whose lines are full is passed over.
  Result<bool> step();

 private:
  void notice_changes();
  std::optional<KnownOrganisations::One> next();
  void skip_seen(const KnownOrganisations& known, Timestamp now);
  Result<void> look_at(const KnownOrganisations::One& org);

  identity::Admin admin_;
  log::Log& log_;
  HealthBoard& board_;
  Notices* notices_;       // may be null
  Timestamp began_;        // the round
  std::size_t place_ = 0;  // in what the board knows
};

}  // namespace provost::admin
