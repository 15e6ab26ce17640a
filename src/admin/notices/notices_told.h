#pragma once

#include <map>
#include <string>
#include <tuple>

#include "admin/notices/notice_plan.h"
#include "admin/notices/post.h"
#include "identity/admin.h"

namespace provost::admin {

// Mails notices from what the health round has seen of an organisation: one look feeds both
// (docs/decisions/0036). The store holds a row for each mail from before it is sent until the
// condition is over, so that a restart sends waiting mails and none twice. Notices that are no
// longer true are withdrawn. Used by one thread.
class Notices {
 public:
  // How long a mail is tried.
  static constexpr std::int64_t patience_s = std::int64_t{3} * 24 * 3600;

  Notices(identity::Admin admin, Post& post) : admin_(std::move(admin)), post_(post) {}

  // Where the console is; nothing is sent before it is known.
  void set_base_url(std::string url) { base_url_ = std::move(url); }

  // Whether notices are sent: mail is set up, and the console's address is known.
  bool is_on() const { return post_.is_on() && !base_url_.empty(); }

  // Sent notices and their recipients, as of the same moment as the look.
  struct Told {
    std::vector<store::Notice> rows;
    Recipients people;
  };
  static Told read_told(store::Reader& reader, Timestamp now);

  // Plans and hands over one organisation's mails, and withdraws those that are no longer true.
  // Does nothing for a suspended one.
  Result<void> tell(const store::Org& org, const NoticeView& view, const Told& told, Timestamp now);

 private:
  // Of a row in the store.
  using Key = std::tuple<store::OrgKey, std::uint8_t, std::string, std::string>;

  Result<void> carry_out(const store::Org& org, const NoticePlan& plan);
  void withdraw_all_but(const store::Org& org, const std::vector<NoticePlan::Mail>& mails);
  void send(const store::Org& org, const NoticePlan::Mail& mail);
  Result<void> settle(const Key& key, const NoticePlan::Mail& mail, const identity::Admin& admin,
                      const mail::Delivery& delivery);

  identity::Admin admin_;
  Post& post_;
  std::string base_url_;
  std::map<Key, mail::Withdrawal> under_way_;  // until they are settled
};

}  // namespace provost::admin
