#include "admin/notices/notices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::admin {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Timestamp now{1'800'000'000'000};
constexpr std::int64_t hour_s = 3600;
constexpr std::int64_t day_s = 24 * hour_s;

NoticeView healthy() {
  NoticeView view;
  view.store = {.scim_enabled = true, .users = 10, .has_human_admin = true};
  view.log.activity = {.first = now.plus_s(-30 * day_s),
                       .last = now.plus_s(-60),
                       .last_write = {},
                       .first_user = now.plus_s(-30 * day_s),
                       .last_success = now.plus_s(-60),
                       .intervals_ms = {600'000, 600'000, 600'000}};
  return view;
}

std::vector<std::string> told(const NoticeView& view) {
  std::vector<std::string> all;
  for (const Occurrence& one : occurrences(view, "Acme", now)) {
    all.push_back(std::string(to_text(one.kind)) + " " + one.id);
  }
  return all;
}

TEST(Notices, ThereAreNoneWhereAllIsWell) {
  EXPECT_THAT(told(healthy()), IsEmpty());
}

TEST(Notices, ATokenIsToldOfAtEachThreshold) {
  NoticeView view = healthy();
  const auto with_days = [&](std::int64_t days) {
    store::Token token;
    token.id = "t";
    token.expires = now.plus_s(days * day_s - 60);
    view.store.tokens = {token};
    return told(view);
  };
  EXPECT_THAT(with_days(32), IsEmpty());
  EXPECT_THAT(with_days(30), ElementsAre("token_expiring t:30"));
  EXPECT_THAT(with_days(15), ElementsAre("token_expiring t:30"));
  EXPECT_THAT(with_days(7), ElementsAre("token_expiring t:7"));
  EXPECT_THAT(with_days(1), ElementsAre("token_expiring t:1"));
  const Occurrence one = occurrences(view, "Acme", now).front();
  EXPECT_THAT(one.subject, HasSubstr("Acme: the Secret Token expires within a day"));
  EXPECT_THAT(one.todo, HasSubstr("Rotate the token"));
  EXPECT_EQ(one.page, "identity-access");
}

TEST(Notices, AnOldTokenThatIsStillUsedIsToldOfOnce) {
  NoticeView view = healthy();
  store::Token old;
  old.id = "old";
  old.lookup = "9QaZxYwV12";
  old.name = "Nightly sync";
  old.created = now.plus_s(-9 * day_s);
  old.expires = now.plus_s(1800);
  old.last_used = now.plus_s(-60);
  old.last_used_ip = "192.0.2.7";
  store::Token current;
  current.id = "current";
  current.created = now.plus_s(-day_s);
  view.store.tokens = {old, current};
  EXPECT_THAT(told(view), ElementsAre("old_token_used old"));
  const Occurrence one = occurrences(view, "Acme", now).front();
  EXPECT_EQ(one.subject, "Acme: the old Secret Token is still used, and ends soon");
  EXPECT_THAT(one.what, HasSubstr("Nightly sync (pvt_9QaZxY…) ends at"));
  EXPECT_THAT(one.what, HasSubstr("192.0.2.7 last used it"));
  EXPECT_THAT(one.todo, HasSubstr("Enter the new token"));
  EXPECT_EQ(one.page, "log?token=old");
  view.store.tokens[0].last_used = now.plus_s(-2 * hour_s);
  EXPECT_THAT(told(view), IsEmpty());
}

TEST(Notices, AClientSecretIsToldOfAtEachThreshold) {
  NoticeView view = healthy();
  const auto with_days = [&](std::int64_t days) {
    view.store.secret_expires = now.plus_s(days * day_s - 60);
    return told(view);
  };
  EXPECT_THAT(with_days(31), IsEmpty());
  EXPECT_THAT(with_days(30), ElementsAre(EndsWith(":30")));
  EXPECT_THAT(with_days(8), ElementsAre(EndsWith(":14")));
  EXPECT_THAT(with_days(1),
              ElementsAre("client_secret_expiring " + std::to_string(now.ms + 86'340'000) + ":1"));
  const Occurrence one = occurrences(view, "Acme", now).front();
  EXPECT_EQ(one.subject, "Acme: the client secret of sign-in expires within a day");
  EXPECT_THAT(one.todo, HasSubstr("Make a new client secret"));
  EXPECT_THAT(with_days(0), IsEmpty()) << "by then everybody who signs in is told";
}

TEST(Notices, ThatNobodyIsAdminIsToldAtOnceWhereThereWasOne) {
  NoticeView view = healthy();
  view.store.has_human_admin = false;
  EXPECT_THAT(told(view), ElementsAre("nobody_is_admin never"));
  view.log.activity.first_user = now.plus_s(1 - hour_s);
  EXPECT_THAT(told(view), IsEmpty()) << "the set-up gets its time";
  view.store.no_admin_since = Timestamp{77};
  EXPECT_THAT(told(view), ElementsAre("nobody_is_admin 77"));
}

TEST(Notices, SilenceIsToldAfterAnHourAndSaysWhatIsRefused) {
  NoticeView view = healthy();
  view.log.activity.last = now.plus_s(1 - hour_s);
  EXPECT_THAT(told(view), IsEmpty());
  view.log.activity.last = now.plus_s(-hour_s);
  EXPECT_THAT(told(view), ElementsAre("provider_quiet " + std::to_string(now.ms - 3'600'000)));
  view.log.activity.last_trouble = now;
  view.log.activity.trouble = log::Cause::token_refused;
  EXPECT_THAT(occurrences(view, "Acme", now).front().what,
              HasSubstr("Since then, requests were refused"));
}

TEST(Notices, FailuresAreToldWhileTheyLast) {
  NoticeView view = healthy();
  view.log.facts = {{.kind = log::FactKind::failing,
                     .subject = "ada",
                     .name = "ada@acme.example",
                     .since = now.plus_s(-2 * day_s),
                     .last = now.plus_s(-hour_s),
                     .count = 3,
                     .cause = log::Cause::external_id_shared,
                     .detail = "taken"}};
  const std::string id(log::text_of(log::Cause::external_id_shared).id);
  EXPECT_THAT(told(view), ElementsAre("provider_failing " + id));
  view.log.facts.front().last = now.plus_s(-day_s);
  EXPECT_THAT(told(view), IsEmpty());
}

TEST(Notices, AKindThatThereIsNotIsNamedWithThoseThatThereAre) {
  EXPECT_EQ(read_notice_kind("token_expiring").value(), NoticeKind::token_expiring);
  EXPECT_THAT(read_notice_kind("x").error().detail, HasSubstr("provider_quiet"));
}

}  // namespace
}  // namespace provost::admin
