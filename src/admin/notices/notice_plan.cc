#include "admin/notices/notice_plan.h"

#include <algorithm>

namespace provost::admin {
namespace {

using store::Notice;
using store::NoticeState;

// How long a row outlives its condition: one that recurs within a day is no news.
constexpr std::int64_t past_kept_s = std::int64_t{24} * 3600;

std::uint8_t number_of(NoticeKind kind) {
  return static_cast<std::uint8_t>(kind);
}

bool is_of(const Notice& row, const Occurrence& what) {
  return row.kind == number_of(what.kind) && row.occurrence == what.id;
}

// Whether people were told of that kind so recently that another notice has to wait.
bool has_to_pause(const std::vector<Notice>& rows, const Occurrence& what, Timestamp now) {
  const bool may_repeat =
      what.kind == NoticeKind::token_expiring || what.kind == NoticeKind::nobody_is_admin ||
      what.kind == NoticeKind::client_secret_expiring || what.kind == NoticeKind::old_token_used;
  return !may_repeat && std::ranges::any_of(rows, [&](const Notice& row) {
    return row.kind == number_of(what.kind) && row.state != NoticeState::off &&
           row.at.plus_s(notice_pause_s) > now;
  });
}

bool is_told(const Recipients& people, const Notice& row) {
  return std::ranges::any_of(people.all,
                             [&](const Recipient& who) { return who.id == row.recipient; });
}

// What to tell, without the kinds that are switched off.
std::vector<Occurrence> wanted_of(const std::vector<Occurrence>& current,
                                  const std::vector<Notice>& rows) {
  std::vector<Occurrence> wanted;
  std::ranges::copy_if(current, std::back_inserter(wanted), [&](const Occurrence& what) {
    return std::ranges::none_of(rows, [&](const Notice& row) {
      return row.state == NoticeState::off && row.kind == number_of(what.kind);
    });
  });
  return wanted;
}

bool has_to_go(const Notice& row, const std::vector<Occurrence>& wanted, const Recipients& people,
               Timestamp now) {
  if (row.state == NoticeState::off) {
    return false;
  }
  const bool is_current =
      std::ranges::any_of(wanted, [&](const Occurrence& what) { return is_of(row, what); });
  if (row.state == NoticeState::waiting) {
    return !is_current || !is_told(people, row);
  }
  return !is_current && row.at.plus_s(past_kept_s) <= now;
}

}  // namespace

NoticePlan plan_notices(const std::vector<Occurrence>& current, const std::vector<Notice>& rows,
                        const Recipients& people, Timestamp now) {
  NoticePlan plan;
  const std::vector<Occurrence> wanted = wanted_of(current, rows);
  std::ranges::copy_if(rows, std::back_inserter(plan.removed),
                       [&](const Notice& row) { return has_to_go(row, wanted, people, now); });
  for (const Occurrence& what : wanted) {
    const bool is_new =
        std::ranges::none_of(rows, [&](const Notice& row) { return is_of(row, what); });
    if (is_new && (has_to_pause(rows, what, now) || has_to_pause(plan.added, what, now))) {
      continue;
    }
    for (const Recipient& who : people.all) {
      const bool waits = std::ranges::any_of(rows, [&](const Notice& row) {
        return is_of(row, what) && row.recipient == who.id && row.state == NoticeState::waiting;
      });
      if (is_new) {
        plan.added.push_back({number_of(what.kind), what.id, who.id, NoticeState::waiting, now});
      }
      if (is_new || waits) {
        plan.mails.push_back({what, who});
      }
    }
  }
  return plan;
}

}  // namespace provost::admin
