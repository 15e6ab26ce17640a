#include "admin/chores/token_notices.h"

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "identity/token_expiry.h"
#include "identity/token_label.h"
#include "json/json.h"

namespace provost::admin {
namespace {

constexpr std::size_t notices_per_slice = 50;

store::JournalEntry notice_entry(const identity::Admin& admin, const store::Token& token,
                                 std::int64_t days) {
  return {.type = "token.expiring",
          .subject_type = "token",
          .subject_id = token.id,
          .actor = admin.actor,
          .cause = {},
          .data = json::write({{"expires", to_rfc3339(*token.expires)}, {"days", days}}),
          .values = {}};
}

// False for a replaced token, which needs no notice; Code::conflict when the notice is no longer
// due.
Result<bool> give(const identity::Admin& admin, const store::DueNotice& due, std::int64_t days) {
  const Timestamp now = admin.clock.now();
  bool is_told = true;
  TRY(store::write_and_wait(admin.session, due.org_key, [&](store::Writer& writer) -> Result<void> {
    is_told = true;
    const std::optional<store::Token> token = writer.find_token(due.token.lookup);
    if (!token || token->next_notice != due.token.next_notice) {
      return Error(Code::conflict, "another server gave the notice");
    }
    const std::vector<store::Token> all = writer.tokens();
    const store::Token* newest = identity::newest_live(all, now);
    if (newest == nullptr || newest->id != token->id) {
      writer.set_token_notice(token->id, std::nullopt);
      is_told = false;
      return {};
    }
    writer.set_token_notice(token->id, identity::next_notice(token->expires, now));
    writer.append(notice_entry(admin, *token, days));
    return {};
  }));
  return is_told;
}

// Another server gave the notice, or the organisation was removed.
bool is_overtaken(const Error& error) {
  return error.code == Code::conflict || error.code == Code::not_found;
}

}  // namespace

Result<void> give_due_notices(const identity::Admin& admin,
                              const std::function<void(const std::string&)>& say) {
  const Timestamp now = admin.clock.now();
  std::vector<store::DueNotice> due;
  admin.session.catalogue(
      [&](store::Catalogue& catalogue) { due = catalogue.due_notices(now, notices_per_slice); });
  Result<void> outcome;
  for (const store::DueNotice& notice : due) {
    const store::Token& token = notice.token;
    const std::int64_t days =
        token.expires ? identity::days_reached(*token.expires, now).value_or(0) : 0;
    const Result<bool> given = give(admin, notice, days);
    if (given.has_value() && !*given) {
      continue;
    }
    if (given.has_value()) {
      say(fmt::format("organisation {}: the Secret Token {} expires at {}", notice.org.str(),
                      identity::label_of(token), to_rfc3339(*token.expires)));
    } else if (!is_overtaken(given.error()) && outcome.has_value()) {
      outcome = given.error();
    }
  }
  return outcome;
}

}  // namespace provost::admin
