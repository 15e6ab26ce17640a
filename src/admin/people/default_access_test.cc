#include "admin/people/default_access.h"

#include <gtest/gtest.h>

#include "admin/organisation/settings.h"
#include "provision/testing/fixture.h"

namespace provost::admin {
namespace {

using access::Target;

class DefaultAccess : public provision::ProvisionTest {
 protected:
  void SetUp() override {
    ProvisionTest::SetUp();
    for (const char* name : {"ada@x", "bob@x", "cid@x"}) {
      user(name);
    }
  }
  Result<MappingPreview> preview(std::optional<Target> target, const PageWish& page = {},
                                 std::string_view search = {}) {
    return read_with<Result<MappingPreview>>(
        [&](store::Reader& reader) { return preview_default(reader, target, page, search); });
  }
  void set_default(std::optional<Target> target) {
    write<int>([&](store::Writer& writer) -> Result<int> {
      store::OrgSettings settings = writer.settings();
      settings.default_access = target;
      writer.save_settings(settings);
      return 0;
    });
  }
  std::string etag(std::optional<Target> target) {
    return std::string(preview(target).value().shown.at("etag").as_string());
  }
  Result<void> check(std::optional<Target> target, const std::string& etag) {
    return read_with<Result<void>>(
        [&](store::Reader& reader) { return check_default_preview(reader, target, etag); });
  }
};

TEST_F(DefaultAccess, ToNoneTakesAccessAndSignInFromEverybodyWhomNoGroupGivesOne) {
  const json::Object shown = preview(std::nullopt).value().shown;
  EXPECT_EQ(shown.at("lossCount"), 3);
  EXPECT_EQ(shown.at("losesAccessCount"), 3);
  EXPECT_EQ(shown.at("losesSignInCount"), 3);
  EXPECT_EQ(shown.at("gainCount"), 0);
  EXPECT_EQ(shown.at("activePeopleCount"), 3);
  const json::Value& first = shown.at("losses").as_array().at(0);
  EXPECT_EQ(first.at("losesSignIn"), true);
  EXPECT_TRUE(first.at("after").is_null());
}

TEST_F(DefaultAccess, ToServiceAccountTakesSignInAlone) {
  const json::Object shown = preview(Target::user_service).value().shown;
  EXPECT_EQ(shown.at("losesAccessCount"), 0);
  EXPECT_EQ(shown.at("losesSignInCount"), 3);
}

TEST_F(DefaultAccess, FromNoneGivesAccessAndFromServiceAccountSignInAlone) {
  set_default(std::nullopt);
  const json::Object access = preview(Target::user_service).value().shown;
  EXPECT_EQ(access.at("gainsAccessCount"), 3);
  EXPECT_EQ(access.at("gainsSignInCount"), 0);
  set_default(Target::user_service);
  const json::Object sign_in = preview(Target::user_human).value().shown;
  EXPECT_EQ(sign_in.at("gainCount"), 3);
  EXPECT_EQ(sign_in.at("gainsAccessCount"), 0);
  EXPECT_EQ(sign_in.at("gainsSignInCount"), 3);
}

TEST_F(DefaultAccess, ToWhatItIsConcernsNobody) {
  const json::Object shown = preview(Target::user_human).value().shown;
  EXPECT_EQ(shown.at("lossCount"), 0);
  EXPECT_EQ(shown.at("gainCount"), 0);
  EXPECT_EQ(shown.at("sameCount"), 3);
  EXPECT_EQ(preview(Target::admin_human).error().code, Code::invalid_value);
}

TEST_F(DefaultAccess, IsPagedThroughEverybodyOnce) {
  std::vector<std::string> names;
  PageWish page{.limit = 1, .after = std::nullopt};
  do {
    const MappingPreview made = preview(std::nullopt, page).value();
    ASSERT_EQ(made.shown.at("losses").as_array().size(), 1U);
    EXPECT_EQ(made.shown.at("lossCount"), 3) << "the count is of all";
    names.emplace_back(made.shown.at("losses").as_array().at(0).at("userName").as_string());
    page.after = made.next;
  } while (page.after);
  EXPECT_EQ(names, (std::vector<std::string>{"ada@x", "bob@x", "cid@x"}));
  EXPECT_EQ(preview(std::nullopt, {.limit = 1, .after = "nonsense"}).error().code,
            Code::invalid_cursor);
}

TEST_F(DefaultAccess, ASearchLooksThroughEverybodyAFewAtATime) {
  PageWish page{.limit = 2, .after = std::nullopt, .looked_at_max = 1};
  std::vector<std::size_t> found;
  do {
    const MappingPreview made = preview(std::nullopt, page, "CID").value();
    EXPECT_EQ(made.shown.at("lossCount"), 3) << "the count is of all";
    found.push_back(made.shown.at("losses").as_array().size());
    page.after = made.next;
  } while (page.after);
  EXPECT_EQ(found, (std::vector<std::size_t>{0, 0, 1}));
}

TEST_F(DefaultAccess, APreviewIsOutOfDateWhenItsOutcomeWouldBeAnother) {
  const std::string seen = etag(std::nullopt);
  EXPECT_TRUE(check(std::nullopt, seen).has_value());
  EXPECT_EQ(check(Target::user_service, seen).error().code, Code::conflict) << "another change";
  user("dora@x");
  EXPECT_EQ(check(std::nullopt, seen).error().code, Code::conflict) << "one more would lose";
}

}  // namespace
}  // namespace provost::admin
