#pragma once

#include <map>
#include <string>
#include <tuple>

#include "admin/notice_plan.h"
#include "admin/org_round.h"
#include "admin/organisations.h"
#include "admin/post.h"
#include "log/log.h"

namespace provost::admin {

// Checks one organisation after the other for notices, and mails them. The store holds a row for
// each mail from before it is sent until the condition is over, so that a restart sends waiting
// mails and none twice. Notices that are no longer true are withdrawn. Used by one thread.
class NoticeRounds {
 public:
  // From one round's beginning to the next, at least.
  static constexpr std::int64_t round_s = 20;
  // How long a mail is tried.
  static constexpr std::int64_t patience_s = std::int64_t{3} * 24 * 3600;

  NoticeRounds(Admin admin, log::Log& log, Post& post)
      : admin_(std::move(admin)), log_(log), post_(post) {}

  // Where the console is; nothing is sent before it is known.
  void set_base_url(std::string url) { base_url_ = std::move(url); }

  // Looks at one organisation; false when the round is over. Does nothing where mail is off.
  Result<bool> step();

 private:
  // Of a row in the store.
  using Key = std::tuple<store::OrgKey, std::uint8_t, std::string, std::string>;

  Result<void> look_at(const store::Org& org);
  Result<void> carry_out(const store::Org& org, const NoticePlan& plan);
  void withdraw_all_but(const store::Org& org, const std::vector<NoticePlan::Mail>& mails);
  void send(const store::Org& org, const NoticePlan::Mail& mail);
  Result<void> settle(const Key& key, const NoticePlan::Mail& mail, const Admin& admin,
                      const mail::Delivery& delivery);

  Admin admin_;
  log::Log& log_;
  Post& post_;
  std::string base_url_;
  Timestamp began_;
  OrgRound round_;
  std::map<Key, mail::Withdrawal> under_way_;  // until they are settled
};

}  // namespace provost::admin
