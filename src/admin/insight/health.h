#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "admin/insight/findings.h"
#include "base/clock.h"
#include "json/json.h"

// How an organisation is, in one line of the operators' list: its worst finding and a few figures.
// Its size does not depend on the organisation's (docs/decisions/0033).
namespace provost::admin {

struct Health {
  Timestamp as_of;
  // The worst finding; no severity where there is none.
  std::optional<Severity> worst;
  std::string finding;  // its id
  std::string type;
  std::string title;
  std::size_t findings = 0;
  // Of the last 24 hours: requests, those let in that failed, and those not let in.
  std::int64_t requests = 0;
  std::int64_t failures = 0;
  std::int64_t refusals = 0;
  std::optional<Timestamp> last_write;     // that was carried out
  std::optional<Timestamp> last_contact;   // also one that was refused
  bool was_refused = false;                // that last contact
  bool has_token = false;                  // a live one
  std::optional<Timestamp> token_expires;  // of the one that is in use; nothing when it never does
  // Something is wrong other than unfinished set-up.
  bool needs_attention = false;
  // Its requests keep failing or are refused: findings that say so, or at least 3 failures that are
  // a tenth of the requests of the last 24 hours.
  bool is_failing = false;
  bool is_quiet = false;
  bool is_setting_up = false;
};

Health health_of(const LogView& log, const StoreView& store, Timestamp now);

json::Object describe(const Health& health);

}  // namespace provost::admin
