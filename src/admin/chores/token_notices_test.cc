#include "admin/chores/token_notices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "identity/token_expiry.h"
#include "identity/token_label.h"
#include "identity/tokens.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::int64_t day_s = 86400;

class TokenNotices : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"acme", "other"}) {
      ASSERT_TRUE(create_organisation(admin_, OrgId(id), {.name = id}).has_value());
    }
  }
  store::Token rotate(const char* org, std::int64_t life_s, std::int64_t overlap_s = 0) {
    return identity::rotate_token(admin_, OrgId(org), overlap_s, life_s).value().token;
  }
  // The days of each notice in acme's journal.
  std::vector<std::int64_t> days() {
    std::vector<std::int64_t> all;
    const auto key = identity::find_organisation(admin_, OrgId("acme")).value().key;
    EXPECT_TRUE(store::read_and_wait(store_.session(), key, [&](store::Reader& reader) {
                  for (const store::SealedEntry& sealed : reader.journal(0, 100)) {
                    if (sealed.entry.type == "token.expiring") {
                      all.push_back(json::parse(sealed.entry.data).value().at("days").as_int64());
                    }
                  }
                }).has_value());
    return all;
  }
  json::Array warnings() {
    return identity::warnings_of(identity::list_tokens(admin_, OrgId("acme")).value(),
                                 store_.clock().now());
  }
  std::vector<std::string> give_after(std::int64_t seconds) {
    store_.clock().advance_s(seconds);
    std::vector<std::string> lines;
    EXPECT_TRUE(give_due_notices(admin_, [&](const std::string& line) {
                  lines.push_back(line);
                }).has_value());
    return lines;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "server"};
};

TEST_F(TokenNotices, EachIsGivenOnce) {
  const store::Token token = rotate("acme", 40 * day_s);
  EXPECT_THAT(give_after(10 * day_s - 1), IsEmpty());
  const std::vector<std::string> lines = give_after(1);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(lines[0], HasSubstr("acme"));
  EXPECT_THAT(lines[0], HasSubstr(identity::label_of(token)));
  EXPECT_THAT(give_after(0), IsEmpty());
  for (const std::int64_t days_on : {16, 7, 6}) {
    EXPECT_EQ(give_after(days_on * day_s).size(), 1u) << days_on;
    EXPECT_THAT(give_after(60), IsEmpty());
    store_.clock().advance_s(-60);
  }
  EXPECT_THAT(give_after(2 * day_s), IsEmpty());
  EXPECT_THAT(days(), ElementsAre(30, 14, 7, 1));
}

TEST_F(TokenNotices, AServerThatWasDownSaysWhatIsTrueNow) {
  rotate("acme", 40 * day_s);
  EXPECT_EQ(give_after(34 * day_s).size(), 1u);
  EXPECT_THAT(days(), ElementsAre(7));
  EXPECT_EQ(give_after(5 * day_s).size(), 1u);
  EXPECT_THAT(days(), ElementsAre(7, 1));
}

TEST_F(TokenNotices, OfATokenThatWasReplacedThereIsNone) {
  rotate("acme", 400 * day_s);
  store_.clock().advance_s(1);
  const store::Token newest = rotate("acme", 40 * day_s, 7 * day_s);
  EXPECT_THAT(give_after(6 * day_s), IsEmpty()) << "it is meant to expire";
  EXPECT_TRUE(warnings().empty());
  EXPECT_THAT(give_after(4 * day_s), ElementsAre(HasSubstr(identity::label_of(newest))));
  ASSERT_EQ(warnings().size(), 1U);
  EXPECT_EQ(warnings()[0].at("tokenId").as_string(), newest.id);
}

TEST_F(TokenNotices, AnOverlapOfADayMakesNoAlarm) {
  rotate("acme", 400 * day_s);
  store_.clock().advance_s(1);
  rotate("acme", 400 * day_s, day_s);
  EXPECT_TRUE(warnings().empty());
  EXPECT_THAT(give_after(day_s - 60), IsEmpty());
  EXPECT_TRUE(days().empty());
}

TEST_F(TokenNotices, OfARevokedTokenThereIsNone) {
  const store::Token token = rotate("acme", 40 * day_s);
  ASSERT_TRUE(identity::revoke_token(admin_, OrgId("acme"), token.id).has_value());
  EXPECT_THAT(give_after(39 * day_s), IsEmpty());
}

TEST_F(TokenNotices, OrganisationsAreToldOnTheirOwn) {
  rotate("acme", 40 * day_s);
  rotate("other", 40 * day_s);
  EXPECT_EQ(give_after(10 * day_s).size(), 2u);
  EXPECT_THAT(days(), ElementsAre(30));
}

}  // namespace
}  // namespace provost::admin
