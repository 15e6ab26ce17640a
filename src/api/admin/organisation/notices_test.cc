#include "admin/notices/notices.h"

#include <gmock/gmock.h>

#include "admin/chores/health_rounds.h"
#include "api/admin/testing.h"
#include "base/rfc3339.h"
#include "mail/testing/kept_sender.h"

// Mail from an administrator's view: the setup link, and notices, each sent once.
namespace provost::api::admin_api {
namespace {

using access::Target;
using http::Method;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view links = "/api/v1/orgs/acme/setup-links";
constexpr std::string_view notices = "/api/v1/orgs/acme/notices";

// Looks at every organisation, and mails what somebody has to be told.
class Rounds {
 public:
  Rounds(const identity::Admin& admin, log::Log& log, admin::Post& post)
      : notices_(admin, post), rounds_(admin, log, board_, &notices_) {
    notices_.set_base_url("https://provost.example");
  }
  void go() {
    while (rounds_.step().value()) {
    }
  }

 private:
  admin::HealthBoard board_;
  admin::Notices notices_;
  admin::HealthRounds rounds_;
};

class NoticesApi : public AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    system_.post = &post_;
    restart();
  }
  std::unique_ptr<mail::Outbox> make_outbox() {
    auto sender = std::make_unique<testing::KeptSender>();
    sender_ = sender.get();
    mail::Outbox::Options options;
    options.pauses = {std::chrono::milliseconds(1)};
    return std::make_unique<mail::Outbox>(
        std::move(sender), mail::Mailbox{"Acme", "no-reply@acme.example"}, store_.clock(),
        store_.random(), [](const std::string&) {}, options);
  }
  // The server forgets everything that is not in the store.
  void restart() { rounds_.emplace(admin_, log_, post_); }
  // Waits until every mail is sent and recorded in the journal.
  void settle() {
    while (post_.outbox()->status().waiting > 0) {
      std::this_thread::yield();
    }
    ASSERT_TRUE(post_.settle(admin_).has_value());
  }
  // The recipients of the mails from one round.
  std::vector<std::string> look() {
    store_.clock().advance_s(admin::HealthRounds::round_s);
    rounds_->go();
    settle();
    std::vector<std::string> to;
    mails_ = sender_->take();
    for (const mail::Envelope& one : mails_) {
      to.push_back(one.to);
    }
    return to;
  }
  std::string rotate_token(std::int64_t life_s) {
    return identity::rotate_token(admin_, OrgId("acme"), 0, life_s).value().token.id;
  }
  std::vector<std::string> types() {
    std::vector<std::string> all;
    for (const store::JournalEntry& entry : journal()) {
      all.push_back(entry.type);
    }
    return all;
  }
  json::Object invite(std::string_view body) {
    const http::Response response = send(Method::post, links, body);
    EXPECT_EQ(response.status, 201) << response.body;
    return body_of(response);
  }

  testing::KeptSender* sender_ = nullptr;
  admin::Post post_{make_outbox()};
  std::optional<Rounds> rounds_;
  std::vector<mail::Envelope> mails_;
};

TEST_F(NoticesApi, ASetupLinkIsMailedAndTheAuditTrailSaysSo) {
  const json::Object made = invite(R"({"name":"Ada","email":"ada@acme.example"})");
  EXPECT_EQ(made.at("mail"), "queued");
  settle();
  const std::vector<mail::Envelope> mails = sender_->take();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails.front().to, "ada@acme.example");
  EXPECT_THAT(mails.front().data, HasSubstr("https://provost.example/console/setup-link#pvu_"));
  EXPECT_THAT(types(), Contains("setup_link.mailed"));
  for (const store::JournalEntry& entry : journal()) {
    EXPECT_THAT(entry.data + entry.values, Not(HasSubstr("pvu_")));
    EXPECT_THAT(entry.data, Not(HasSubstr("ada@")));
  }
}

TEST_F(NoticesApi, ThatASetupLinkCannotBeMailedIsSaid) {
  EXPECT_TRUE(invite(R"({"name":"Ada"})").at("mail").is_null());
  EXPECT_EQ(invite(R"({"email":"jürgen@acme.example"})").at("mail"), "failed");
  sender_->answer({mail::Sent::refused, "it is refused"});
  EXPECT_EQ(invite(R"({"email":"bob@acme.example"})").at("mail"), "queued");
  settle();
  EXPECT_THAT(types(), Contains("setup_link.mail_failed"));
  const json::Object system = body_of(send(Method::get, "/api/v1/system"));
  EXPECT_EQ(system.at("mail").at("lastFailure").at("reason"), "it is refused");
  system_.post = nullptr;
  EXPECT_EQ(invite(R"({"email":"bob@acme.example"})").at("mail"), "off");
  EXPECT_TRUE(body_of(send(Method::get, "/api/v1/system")).at("mail").is_null());
}

TEST_F(NoticesApi, AStoppedServerSaysWhichSetupLinkItDidNotMail) {
  sender_->answer({mail::Sent::later, "not now"});
  invite(R"({"email":"bob@acme.example"})");
  post_.stop();
  ASSERT_TRUE(post_.settle(admin_).has_value());
  EXPECT_EQ(journal().back().type, "setup_link.mail_failed");
  EXPECT_THAT(journal().back().data, HasSubstr("stopped"));
}

TEST_F(NoticesApi, ATokenThatExpiresIsToldOnceAlsoAfterARestart) {
  add_member("ada@acme.example", Target::admin_human);
  invite(R"({"name":"Con","email":"con@acme.example"})");
  settle();
  sender_->take();
  rotate_token(std::int64_t{6} * 86400);
  EXPECT_THAT(look(), ElementsAre("ada@acme.example", "con@acme.example"));
  EXPECT_THAT(mails_[1].data, HasSubstr("Hello Con,"));
  EXPECT_THAT(mails_[1].data, HasSubstr("https://provost.example/console/o/acme/identity-access"));
  EXPECT_THAT(look(), IsEmpty());
  restart();
  EXPECT_THAT(look(), IsEmpty());
  EXPECT_EQ(std::ranges::count(types(), "notice.sent"), 2);
  EXPECT_THAT(journal().back().data, Not(HasSubstr("@")));
  EXPECT_THAT(journal().back().values, HasSubstr("con@acme.example"));
  store_.clock().advance_s(std::int64_t{5} * 86400);
  EXPECT_THAT(look(), Contains("ada@acme.example")) << "one day is another warning than seven";
}

TEST_F(NoticesApi, WhatWaitedWhenTheServerStoppedIsSentByTheNext) {
  add_member("ada@acme.example", Target::admin_human);
  rotate_token(3600);
  sender_->answer({mail::Sent::later, "not now"});
  store_.clock().advance_s(admin::HealthRounds::round_s);
  rounds_->go();
  post_.stop();
  ASSERT_TRUE(post_.settle(admin_).has_value());
  EXPECT_THAT(types(), Not(Contains("notice.failed")));
  testing::KeptSender* first = sender_;
  admin::Post next(make_outbox());
  ASSERT_NE(sender_, first);
  Rounds rounds(admin_, log_, next);
  rounds.go();
  while (next.outbox()->status().waiting > 0) {
    std::this_thread::yield();
  }
  EXPECT_EQ(sender_->take().size(), 1U);
  ASSERT_TRUE(next.settle(admin_).has_value());
}

TEST_F(NoticesApi, WhatIsNoLongerTrueIsWithdrawn) {
  add_member("ada@acme.example", Target::admin_human);
  rotate_token(3600);
  sender_->answer({mail::Sent::later, "not now"});
  store_.clock().advance_s(admin::HealthRounds::round_s);
  rounds_->go();
  rotate_token(std::int64_t{365} * 86400);
  EXPECT_THAT(look(), IsEmpty());
  sender_->answer({});
  EXPECT_THAT(look(), IsEmpty());
  EXPECT_THAT(types(), Not(Contains("notice.sent")));
}

TEST_F(NoticesApi, NobodyIsAdminGoesToTheContact) {
  invite(R"({"name":"Con","email":"con@acme.example"})");
  settle();
  sender_->take();
  add_member("bob@acme.example", Target::user_human);
  EXPECT_THAT(look(), IsEmpty()) << "the set-up gets its time";
  store_.clock().advance_s(admin::notice_patience_s);
  EXPECT_THAT(look(), ElementsAre("con@acme.example"));
  EXPECT_THAT(mails_.front().data, HasSubstr("nobody is Admin"));
}

TEST_F(NoticesApi, AFindingSaysThatNobodyCouldBeTold) {
  add_member("bob@acme.example", Target::user_human);
  const auto finding = [&] { return send(Method::get, "/api/v1/orgs/acme/findings").body; };
  EXPECT_THAT(finding(), HasSubstr("Nobody could be told"));
  invite(R"({"name":"Con","email":"con@acme.example"})");
  EXPECT_THAT(finding(), Not(HasSubstr("Nobody could be told")));
}

TEST_F(NoticesApi, AClientSecretThatExpiresIsToldOnceAtEachThreshold) {
  add_member("ada@acme.example", Target::admin_human);
  const std::string expires = to_rfc3339(store_.clock().now().plus_s(std::int64_t{20} * 86400));
  const http::Response changed = send(Method::patch, "/api/v1/orgs/acme/sign-in",
                                      json::write(json::Object{{"enabled", true},
                                                               {"issuer", "https://id.example.com"},
                                                               {"clientId", "app"},
                                                               {"clientSecret", "s3cret"},
                                                               {"clientSecretExpires", expires}}));
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(body_of(changed).at("clientSecretExpires").as_string(), expires);
  EXPECT_THAT(look(), ElementsAre("ada@acme.example"));
  EXPECT_THAT(mails_.front().data, HasSubstr("client secret"));
  EXPECT_THAT(mails_.front().data, HasSubstr("/identity-access#sign-in"));
  EXPECT_THAT(look(), IsEmpty());
  store_.clock().advance_s(std::int64_t{7} * 86400);
  EXPECT_THAT(look(), ElementsAre("ada@acme.example")) << "13 days are less than 14";
  EXPECT_THAT(send(Method::get, "/api/v1/orgs/acme/findings").body,
              HasSubstr("client_secret_expires"));
  EXPECT_EQ(send(Method::patch, "/api/v1/orgs/acme/sign-in", R"({"clientSecret":"new"})").status,
            200);
  EXPECT_THAT(send(Method::get, "/api/v1/orgs/acme/findings").body,
              Not(HasSubstr("client_secret_expires")))
      << "another secret, whose expiry nobody has said";
}

TEST_F(NoticesApi, OneLookFeedsTheBoardAndTheNotices) {
  admin::HealthBoard board;
  admin::Notices told(admin_, post_);
  admin::HealthRounds rounds(admin_, log_, board, &told);
  told.set_base_url("https://provost.example");
  add_member("ada@acme.example", Target::admin_human);
  rotate_token(3600);
  ASSERT_TRUE(rounds.step().value());
  const auto acme = identity::find_organisation(admin_, OrgId("acme")).value().key;
  ASSERT_NE(board.find(acme), nullptr);
  settle();
  EXPECT_EQ(sender_->take().size(), 1U);
}

TEST_F(NoticesApi, AKindIsSwitchedOffForOneOrganisation) {
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("globex"), {.name = "Globex"}).has_value());
  add_member("ada@acme.example", Target::admin_human);
  add_member(OrgId("globex"), "gus@globex.example", Target::admin_human);
  rotate_token(3600);
  ASSERT_TRUE(identity::rotate_token(admin_, OrgId("globex"), 0, 3600).has_value());
  const http::Response changed = send(Method::patch, notices, R"({"off":["token_expiring"]})");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(body_of(changed).at("items").as_array()[0].at("on"), false);
  EXPECT_EQ(body_of(changed).at("items").as_array()[1].at("on"), true);
  EXPECT_EQ(journal().back().type, "organisation.notices_changed");
  EXPECT_THAT(look(), ElementsAre("gus@globex.example"));
  EXPECT_EQ(send(Method::patch, notices, R"({"on":["token_expiring"]})").status, 200);
  EXPECT_THAT(look(), ElementsAre("ada@acme.example"));
}

TEST_F(NoticesApi, ShowsToWhomTheyGo) {
  add_member("ada@acme.example", Target::admin_human);
  const json::Object shown = body_of(send(Method::get, notices));
  EXPECT_EQ(shown.at("mailConfigured"), true);
  EXPECT_EQ(shown.at("items").as_array().size(), admin::notice_kinds.size());
  ASSERT_EQ(shown.at("recipients").as_array().size(), 1U);
  EXPECT_EQ(shown.at("recipients").as_array()[0].at("address"), "ada@acme.example");
  system_.post = nullptr;
  EXPECT_EQ(body_of(send(Method::get, notices)).at("mailConfigured"), false);
}

TEST_F(NoticesApi, WhatCannotBeSwitchedIsRefused) {
  EXPECT_THAT(problem(send(Method::patch, notices, R"({"off":["moon"]})"), 400),
              HasSubstr("token_expiring"));
  EXPECT_THAT(
      problem(send(Method::patch, notices, R"({"on":["provider_quiet"],"off":["provider_quiet"]})"),
              400),
      HasSubstr("provider_quiet is in both"));
  problem(send(Method::patch, notices, R"({"off":"provider_quiet"})"), 400);
  act_as(Target::user_human);
  problem(send(Method::get, notices), 403);
  act_as(Target::admin_service);
  problem(send(Method::patch, notices, R"({"off":[]})"), 403);
}

}  // namespace
}  // namespace provost::api::admin_api
