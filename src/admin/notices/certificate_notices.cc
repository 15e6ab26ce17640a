#include "admin/notices/certificate_notices.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>

#include <fmt/format.h>

#include "admin/notices/notice_mail.h"
#include "admin/notices/notices_told.h"
#include "base/rfc3339.h"
#include "identity/token_expiry.h"
#include "json/json.h"
#include "store/history.h"

namespace provost::admin {
namespace {

using store::Notice;
using store::NoticeState;

// Of the installation's rows, which are its own. The number is stored.
constexpr std::uint8_t certificate_kind = 1;

// Each threshold of each certificate is news, and so is its end; empty before all of them.
std::string occurrence_of(Timestamp end, Timestamp now) {
  if (end <= now) {
    return fmt::format("{}:0", end.ms);
  }
  const std::optional<std::int64_t> days = identity::days_reached(end, now);
  return days ? fmt::format("{}:{}", end.ms, *days) : std::string();
}

std::string when_text(Timestamp end, Timestamp now) {
  if (end <= now) {
    return "has expired";
  }
  const std::int64_t days = identity::days_reached(end, now).value_or(1);
  return days == 1 ? std::string("expires within a day")
                   : fmt::format("expires in {} days or less", days);
}

std::string what_text(const std::string& url, Timestamp end, Timestamp now) {
  const std::string at = to_rfc3339(end);
  return end <= now ? fmt::format(
                          "The TLS certificate of {} expired at {}. Identity providers, your "
                          "product and browsers refuse to connect.",
                          url, at)
                    : fmt::format(
                          "The TLS certificate of {} expires at {}. After that, identity "
                          "providers, your product and browsers refuse to connect.",
                          url, at);
}

Notice row_of(const std::string& occurrence, const mail::Mailbox& to, NoticeState state,
              Timestamp at) {
  return {certificate_kind, occurrence, to.address, state, at};
}

}  // namespace

Result<void> CertificateNotices::tell(std::optional<Timestamp> end, Timestamp now) {
  const std::string occurrence = end ? occurrence_of(*end, now) : std::string();
  if (operators_.empty() || !post_.is_on() || base_url_.empty() || occurrence == told_) {
    return {};
  }
  withdraw();
  if (!occurrence.empty()) {
    TRY_ASSIGN(const std::vector<mail::Mailbox> due, take_due(occurrence, now));
    for (const mail::Mailbox& to : due) {
      send(occurrence, to, *end, now);
    }
  }
  told_ = occurrence;
  return {};
}

// A mail is sent only once its row is durable. Rows of earlier occurrences go.
Result<std::vector<mail::Mailbox>> CertificateNotices::take_due(const std::string& occurrence,
                                                                Timestamp now) {
  std::vector<mail::Mailbox> due;
  TRY(store::catalogue_write_and_wait(
      admin_.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        store::Writer& writer = *catalogue.within(store::installation);
        due.clear();
        const std::vector<Notice> rows = writer.history().notices();
        for (const Notice& row : rows) {
          if (row.kind == certificate_kind && row.occurrence != occurrence) {
            writer.change_history().remove_notice(row);
          }
        }
        for (const mail::Mailbox& to : operators_) {
          const auto row = std::ranges::find_if(rows, [&](const Notice& one) {
            return one.kind == certificate_kind && one.occurrence == occurrence &&
                   one.recipient == to.address;
          });
          if (row == rows.end()) {
            writer.change_history().save_notice(row_of(occurrence, to, NoticeState::waiting, now));
          }
          if (row == rows.end() || row->state == NoticeState::waiting) {
            due.push_back(to);
          }
        }
        return {};
      }));
  return due;
}

void CertificateNotices::send(const std::string& occurrence, const mail::Mailbox& to, Timestamp end,
                              Timestamp now) {
  store::Branding branding;
  admin_.session.catalogue([&](store::Catalogue& catalogue) { branding = catalogue.branding(); });
  const std::string greeting = to.name.empty() ? "Hello," : fmt::format("Hello {},", to.name);
  mail::Message message{
      .to = to,
      .subject = fmt::format("The certificate of {} {}", base_url_, when_text(end, now)),
      .text =
          fmt::format("{}\n\n{}\n\nWhat to do: renew the certificate, put it where "
                      "--tls-cert and --tls-key say, and send the server SIGHUP. It loads the "
                      "new one without a restart.\n{}/console/system\n\n"
                      "You get this mail once for each of 30, 14, 7 and 1 days, because the "
                      "server runs with --operator-email.\n{}",
                      greeting, what_text(base_url_, end, now), base_url_, signature_of(branding))};
  const auto withdrawn = std::make_shared<std::atomic<bool>>(false);
  under_way_.push_back(withdrawn);
  post_.send({.message = std::move(message),
              .until = now.plus_s(Notices::patience_s),
              .about = "notice that the certificate expires",
              .withdrawn = withdrawn},
             [occurrence, to](const identity::Admin& admin, const mail::Delivery& delivery) {
               return settle(occurrence, to, admin, delivery);
             });
}

// A mail that the server did not get to keeps waiting in the store.
Result<void> CertificateNotices::settle(const std::string& occurrence, const mail::Mailbox& to,
                                        const identity::Admin& admin,
                                        const mail::Delivery& delivery) {
  const bool is_sent = delivery.fate == mail::Fate::sent;
  if (!is_sent && delivery.fate != mail::Fate::failed) {
    return {};
  }
  json::Object data{{"notice", "certificate_expiring"}, {"title", "Server certificate expires"}};
  if (!is_sent) {
    data["reason"] = delivery.why;
  }
  return store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        store::Writer& writer = *catalogue.within(store::installation);
        writer.change_history().save_notice(row_of(
            occurrence, to, is_sent ? NoticeState::sent : NoticeState::failed, admin.clock.now()));
        writer.append({.type = is_sent ? "notice.sent" : "notice.failed",
                       .subject_type = "operator",
                       .subject_id = {},
                       .actor = admin.actor,
                       .cause = {},
                       .data = json::write(data),
                       .values = json::write(json::Object{{"name", to.address}})});
        return {};
      });
}

void CertificateNotices::withdraw() {
  for (const mail::Withdrawal& one : under_way_) {
    *one = true;
  }
  under_way_.clear();
}

}  // namespace provost::admin
