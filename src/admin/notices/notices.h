#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "admin/insight/findings.h"
#include "identity/admin.h"
#include "json/json.h"
#include "store/history.h"
#include "store/transaction.h"

// What Admins and IT contacts are told by mail (design rule 31): conditions that the findings and
// the token warnings know too, each once.
namespace provost::admin {

// The numbers are stored.
enum class NoticeKind : std::uint8_t {
  token_expiring = 1,
  nobody_is_admin = 2,
  provider_quiet = 3,
  provider_failing = 4,
  client_secret_expiring = 5,
  old_token_used = 6,
};
inline constexpr std::array notice_kinds{
    NoticeKind::token_expiring,   NoticeKind::nobody_is_admin,        NoticeKind::provider_quiet,
    NoticeKind::provider_failing, NoticeKind::client_secret_expiring, NoticeKind::old_token_used};
// "token_expiring": stable, for clients.
std::string_view to_text(NoticeKind kind);
// "Secret Token expires": for people.
std::string_view title_of(NoticeKind kind);
// Code::invalid_value names those that there are.
Result<NoticeKind> read_notice_kind(std::string_view text);

// The kinds that are switched off.
std::set<NoticeKind> notices_off(store::Reader& reader);

struct NoticesChange {
  std::vector<NoticeKind> on;
  std::vector<NoticeKind> off;
};
// A unit of work. False, and nothing is written, when all are so already. Mails of a kind that was
// switched off and have not gone are dropped.
Result<bool> change_notices(store::Writer& writer, const OrgId& org, const NoticesChange& change,
                            Timestamp now, const identity::Author& author);

// Something to be told now.
struct Occurrence {
  NoticeKind kind{};
  std::string id;  // tells it from others of its kind
  // The mail: what is wrong, the one thing to do, and where in the console.
  std::string subject;
  std::string what;
  std::string todo;
  std::string page;  // below /console/o/{org}/
};

// What notices depend on: what the findings are made of.
struct NoticeView {
  LogView log;
  StoreView store;
  Timestamp org_created;
};

// A condition that only an hour's patience tells from one that passes: nobody has been Admin
// (Human) yet since the first user came, or the provider has been silent.
inline constexpr std::int64_t notice_patience_s = 3600;
// Notices of failures and silence are sent at most once a day.
inline constexpr std::int64_t notice_pause_s = std::int64_t{24} * 3600;

// `organisation` is its name.
std::vector<Occurrence> occurrences(const NoticeView& view, std::string_view organisation,
                                    Timestamp now);

}  // namespace provost::admin
