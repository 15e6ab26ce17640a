#include "admin/notices/notices_told.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "admin/notices/notice_mail.h"

namespace provost::admin {
namespace {

using store::Notice;
using store::NoticeState;

std::uint8_t number_of(const NoticePlan::Mail& mail) {
  return static_cast<std::uint8_t>(mail.what.kind);
}

}  // namespace

Notices::Told Notices::read_told(store::Reader& reader, Timestamp now) {
  return {.rows = reader.history().notices(), .people = recipients_of(reader, now)};
}

Result<void> Notices::tell(const store::Org& org, const NoticeView& view, const Told& told,
                           Timestamp now) {
  if (org.settings.suspended) {
    return {};
  }
  const std::vector<Occurrence> current = occurrences(view, organisation_name(org), now);
  return carry_out(org, plan_notices(current, told.rows, told.people, now));
}

// A mail is sent only once its row is durable.
Result<void> Notices::carry_out(const store::Org& org, const NoticePlan& plan) {
  withdraw_all_but(org, plan.mails);
  if (!plan.added.empty() || !plan.removed.empty()) {
    TRY(store::write_and_wait(admin_.session, org.key, [&](store::Writer& writer) -> Result<void> {
      for (const Notice& one : plan.removed) {
        writer.change_history().remove_notice(one);
      }
      for (const Notice& one : plan.added) {
        writer.change_history().save_notice(one);
      }
      return {};
    }));
  }
  for (const NoticePlan::Mail& mail : plan.mails) {
    send(org, mail);
  }
  return {};
}

// Withdraws notices that are no longer true or whose recipient is no longer told.
void Notices::withdraw_all_but(const store::Org& org, const std::vector<NoticePlan::Mail>& mails) {
  for (auto at = under_way_.lower_bound({org.key, 0, "", ""});
       at != under_way_.end() && std::get<0>(at->first) == org.key; ++at) {
    const bool is_wanted = std::ranges::any_of(mails, [&](const NoticePlan::Mail& mail) {
      return at->first == Key{org.key, number_of(mail), mail.what.id, mail.who.id};
    });
    if (!is_wanted) {
      *at->second = true;
    }
  }
}

void Notices::send(const store::Org& org, const NoticePlan::Mail& mail) {
  const Key key{org.key, number_of(mail), mail.what.id, mail.who.id};
  const auto withdrawn = std::make_shared<std::atomic<bool>>(false);
  if (!under_way_.try_emplace(key, withdrawn).second) {
    return;
  }
  store::Branding branding;
  admin_.session.catalogue([&](store::Catalogue& catalogue) { branding = catalogue.branding(); });
  post_.send({.message = notice_message(mail.what, mail.who, org, base_url_, branding),
              .until = admin_.clock.now().plus_s(patience_s),
              .about = fmt::format("notice {} of {}", to_text(mail.what.kind), org.id.str()),
              .withdrawn = withdrawn},
             [this, key, mail](const identity::Admin& admin, const mail::Delivery& delivery) {
               return settle(key, mail, admin, delivery);
             });
}

// Recorded even if somebody has switched the kind off in the meantime: the mail has been sent. A
// mail that the server did not get to keeps waiting in the store.
Result<void> Notices::settle(const Key& key, const NoticePlan::Mail& mail,
                             const identity::Admin& admin, const mail::Delivery& delivery) {
  const bool is_over = delivery.fate == mail::Fate::sent || delivery.fate == mail::Fate::failed;
  if (is_over) {
    const Notice row{number_of(mail), mail.what.id, mail.who.id,
                     delivery.fate == mail::Fate::sent ? NoticeState::sent : NoticeState::failed,
                     admin.clock.now()};
    const Result<void> saved = store::write_and_wait(
        admin.session, std::get<0>(key), [&](store::Writer& writer) -> Result<void> {
          writer.change_history().save_notice(row);
          writer.append(notice_entry(mail.what, mail.who, delivery, admin.actor));
          return {};
        });
    if (saved.has_error() && saved.error().code != Code::not_found) {
      return saved;
    }
  }
  under_way_.erase(key);
  return {};
}

}  // namespace provost::admin
