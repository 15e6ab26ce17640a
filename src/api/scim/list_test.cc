#include <string>

#include <fmt/format.h>

#include "api/admin/testing.h"

namespace provost::api {
namespace {

// Lists in an organisation with some people, and the thread that reads them.
class ScimLists : public admin_api::ProvisionedFixture {
 protected:
  void SetUp() override {
    ProvisionedFixture::SetUp();
    for (int number = 0; number < people; ++number) {
      add_member(fmt::format("u{}@x.example", number), std::nullopt);
    }
    authorization_ = "Bearer " + token_;
    session_->take_reads_apart();
  }
  void search(const std::string& filter) {
    const json::Object body{{"schemas", {"urn:ietf:params:scim:api:messages:2.0:SearchRequest"}},
                            {"filter", filter},
                            {"count", 1}};
    const http::Response response =
        send(http::Method::post, "/acme/scim/v2/Users/.search", json::write(body));
    ASSERT_EQ(response.status, 200) << response.body;
  }
  // `userName co` with that many texts that match nobody.
  static std::string conditions(int count) {
    std::string filter;
    for (int number = 0; number < count; ++number) {
      filter += fmt::format(R"({}userName co "nobody{}")", number == 0 ? "" : " or ", number);
    }
    return filter;
  }

  static constexpr int people = 150;
};

TEST_F(ScimLists, ALookupIsReadInPlace) {
  search(R"(userName eq "u7@x.example" and active eq true)");
  search(R"(id eq "nobody" or userName eq "u7@x.example")");
  EXPECT_EQ(session_->take_reads_apart(), 0u);
}

TEST_F(ScimLists, AScanIsBegunWhereItEnds) {
  search(conditions(13));
  EXPECT_EQ(session_->take_reads_apart(), 0u) << "few people, few conditions";
  search(conditions(14));
  EXPECT_EQ(session_->take_reads_apart(), 1u) << "2,100 comparisons";
  EXPECT_EQ(session_->take_reads_in_vain(), 0u);
}

TEST_F(ScimLists, ALongPageIsBegunWhereItEnds) {
  const auto get = [&](int count) {
    const http::Response response =
        send(http::Method::get, fmt::format("/acme/scim/v2/Users?count={}", count));
    EXPECT_EQ(response.status, 200) << response.body;
    return session_->take_reads_apart();
  };
  EXPECT_EQ(get(1000), 0u) << "they are few";
  for (int number = people; number <= 300; ++number) {
    add_member(fmt::format("u{}@x.example", number), std::nullopt);
  }
  EXPECT_EQ(get(300), 0u);
  EXPECT_EQ(get(301), 1u);
  EXPECT_EQ(session_->take_reads_in_vain(), 0u);
}

TEST_F(ScimLists, ManyConditionsOfWhatAnIndexFindsAreComparedOnThePool) {
  search("userName sw \"u\" and (" + conditions(32) + ")");
  EXPECT_EQ(session_->take_reads_apart(), 1u);
  EXPECT_EQ(session_->take_reads_in_vain(), 0u);
}

}  // namespace
}  // namespace provost::api
