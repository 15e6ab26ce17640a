#include "admin/notices/certificate_notices.h"

#include <chrono>
#include <memory>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/testing/kept_sender.h"
#include "store/journal.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::int64_t day_s = 86'400;

class CertificateMails : public ::testing::Test {
 protected:
  void SetUp() override { restart(); }
  // The server forgets everything that is not in the store.
  void restart(std::vector<mail::Mailbox> operators = {{"Olga", "olga@ops.example"},
                                                       {"", "oscar@ops.example"}}) {
    notices_.emplace(admin_, post_, std::move(operators));
    notices_->set_base_url("https://provost.example");
  }
  std::unique_ptr<mail::Outbox> make_outbox() {
    auto sender = std::make_unique<testing::KeptSender>();
    sender_ = sender.get();
    mail::Outbox::Options options;
    options.pauses = {std::chrono::milliseconds(1)};
    return std::make_unique<mail::Outbox>(
        std::move(sender), mail::Mailbox{"", "no-reply@acme.example"}, store_.clock(),
        store_.random(), [](const std::string&) {}, options);
  }
  // The recipients of the mails that a look makes, with so long left.
  std::vector<std::string> look(std::int64_t left_s) {
    const Timestamp now = end_.plus_s(-left_s);
    store_.clock().advance_s((now.ms - store_.clock().now().ms) / 1000);
    EXPECT_TRUE(notices_->tell(end_, now).has_value());
    while (post_.outbox()->status().waiting > 0) {
      std::this_thread::yield();
    }
    EXPECT_TRUE(post_.settle(admin_).has_value());
    std::vector<std::string> to;
    mails_ = sender_->take();
    for (const mail::Envelope& one : mails_) {
      to.push_back(one.to);
    }
    return to;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "server"};
  testing::KeptSender* sender_ = nullptr;
  Post post_{make_outbox()};
  std::optional<CertificateNotices> notices_;
  Timestamp end_ = store_.clock().now().plus_s(40 * day_s);
  std::vector<mail::Envelope> mails_;
};

TEST_F(CertificateMails, GoToEveryOperatorOnceAtEachThreshold) {
  EXPECT_THAT(look(31 * day_s), IsEmpty());
  EXPECT_THAT(look(30 * day_s), ElementsAre("olga@ops.example", "oscar@ops.example"));
  EXPECT_THAT(mails_[0].data, HasSubstr("30 days"));
  EXPECT_THAT(mails_[0].data, HasSubstr("SIGHUP"));
  EXPECT_THAT(look(20 * day_s), IsEmpty());
  restart();
  EXPECT_THAT(look(19 * day_s), IsEmpty()) << "a restart sends none twice";
  EXPECT_EQ(look(14 * day_s).size(), 2U);
  EXPECT_EQ(look(7 * day_s).size(), 2U);
  EXPECT_EQ(look(day_s).size(), 2U);
  EXPECT_EQ(look(0).size(), 2U);
  EXPECT_THAT(mails_[0].data, HasSubstr("has expired"));
  EXPECT_THAT(look(-day_s), IsEmpty());
}

TEST_F(CertificateMails, ANewCertificateIsNews) {
  EXPECT_EQ(look(day_s).size(), 2U);
  end_ = end_.plus_s(90 * day_s);
  EXPECT_THAT(look(80 * day_s), IsEmpty());
  EXPECT_EQ(look(7 * day_s).size(), 2U);
}

TEST_F(CertificateMails, GoToNobodyWithoutAnAddress) {
  restart({});
  EXPECT_THAT(look(day_s), IsEmpty());
}

TEST_F(CertificateMails, AreInTheAuditTrailOfTheInstallation) {
  EXPECT_EQ(look(day_s).size(), 2U);
  std::vector<std::string> sent;
  ASSERT_TRUE(
      store::read_and_wait(store_.session(), store::installation, [&](store::Reader& reader) {
        for (const auto& one : reader.journal().after(0, 10)) {
          sent.push_back(one.entry.type + " " + one.entry.values);
        }
      }).has_value());
  EXPECT_THAT(sent, ElementsAre(R"(notice.sent {"name":"olga@ops.example"})",
                                R"(notice.sent {"name":"oscar@ops.example"})"));
}

}  // namespace
}  // namespace provost::admin
