#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "admin/notices/post.h"
#include "base/clock.h"
#include "identity/admin.h"
#include "mail/message.h"
#include "mail/outbox.h"

namespace provost::admin {

// Tells operators by mail that the server's own certificate expires: 30, 14, 7 and 1 day before,
// and once it has (design rule 31). Each mail is a row of the installation in the store from before
// it is sent, so that a restart sends waiting mails and none twice. Used by one thread.
class CertificateNotices {
 public:
  // Without addresses nobody is told.
  CertificateNotices(identity::Admin admin, Post& post, std::vector<mail::Mailbox> operators)
      : admin_(std::move(admin)), post_(post), operators_(std::move(operators)) {}

  // The server's own address; nothing is sent before it is known.
  void set_base_url(std::string url) { base_url_ = std::move(url); }

  // Sends what is due and has not been sent. `end`: of the certificate in use, nothing without one.
  // Reads the store once for each day to tell of, and after a failure.
  Result<void> tell(std::optional<Timestamp> end, Timestamp now);

 private:
  Result<std::vector<mail::Mailbox>> take_due(const std::string& occurrence, Timestamp now);
  void send(const std::string& occurrence, const mail::Mailbox& to, Timestamp end, Timestamp now);
  static Result<void> settle(const std::string& occurrence, const mail::Mailbox& to,
                             const identity::Admin& admin, const mail::Delivery& delivery);
  void withdraw();

  identity::Admin admin_;
  Post& post_;
  std::vector<mail::Mailbox> operators_;
  std::string base_url_;
  std::string told_;  // the occurrence that has been dealt with
  std::vector<mail::Withdrawal> under_way_;
};

}  // namespace provost::admin
