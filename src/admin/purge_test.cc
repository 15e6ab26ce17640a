#include "admin/purge.h"

#include <gtest/gtest.h>

#include "admin/settings.h"
#include "scim/resource/changes.h"
#include "scim/resource/read.h"
#include "scim/resource/validate.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

using scim::schema::Profile;

// An organisation with a little more than two slices of users with a title, whose profile has just
// become minimal.
class PurgeTest : public ::testing::Test {
 protected:
  static constexpr int users = 1100;

  void SetUp() override {
    ASSERT_TRUE(
        create_organisation(admin_, acme_, {.name = "A", .profile = Profile::full}).has_value());
    write([&](store::Writer& writer) -> Result<void> {
      for (int n = 0; n < users; ++n) {
        TRY(add_user(writer, n));
      }
      return {};
    });
    set_profile(Profile::minimal);
  }

  Result<void> add_user(store::Writer& writer, int n) {
    const auto& type = full_->type(scim::schema::user_type);
    const json::Object body{
        {"userName", std::to_string(n) + "@x.example"}, {"active", true}, {"title", "Boss"}};
    TRY_ASSIGN(scim::Draft draft, scim::resource::read(body, type, {}));
    TRY_ASSIGN(const auto resource, scim::resource::validate(std::move(draft), type));
    return writer.insert(type.number, new_id(store_.clock().now(), store_.random()), resource,
                         store_.clock().now());
  }
  // As the process does it that is then to purge.
  void set_profile(Profile profile) {
    write([&](store::Writer& writer) -> Result<void> {
      TRY(change_settings(writer, acme_, {.profile = profile, .confirm_purge = true},
                          {"test", {}}));
      return {};
    });
  }
  store::Org org() { return find_organisation(admin_, acme_).value(); }
  void write(const store::WriteWork& work) {
    const Result<void> done = store::write_and_wait(store_.session(), org().key, work);
    ASSERT_TRUE(done.has_value()) << done.error().detail;
  }
  int with_title() {
    int count = 0;
    EXPECT_TRUE(store::read_and_wait(store_.session(), org().key, [&](store::Reader& reader) {
                  for (const auto& stored : reader.page(scim::schema::user_type, 0, 2 * users)) {
                    count += scim::resource::document_of(stored).contains("title") ? 1 : 0;
                  }
                }).has_value());
    return count;
  }
  std::size_t updates() {
    std::size_t count = 0;
    EXPECT_TRUE(store::read_and_wait(store_.session(), org().key, [&](store::Reader& reader) {
                  for (const store::SealedEntry& sealed : reader.journal(0, 10 * users)) {
                    count += sealed.entry.type == "user.updated" ? 1 : 0;
                  }
                }).has_value());
    return count;
  }

  testing::MemoryStore store_;
  Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  OrgId acme_{"acme"};
  std::shared_ptr<const scim::schema::Registry> full_ = scim::schema::registry_of(Profile::full);
};

TEST_F(PurgeTest, GoesOnAfterTheProcessThatBeganItEnded) {
  EXPECT_TRUE(org().settings.purging);
  Purges first(admin_);
  EXPECT_TRUE(first.step().value());
  EXPECT_EQ(with_title(), users - 500);
  EXPECT_TRUE(org().settings.purging);

  Purges next(admin_);
  while (next.step().value()) {
  }
  EXPECT_EQ(with_title(), 0);
  EXPECT_FALSE(org().settings.purging);
  EXPECT_EQ(updates(), static_cast<std::size_t>(users)) << "each user is rewritten once";
}

TEST_F(PurgeTest, WhoWaitsForItEndsIt) {
  ASSERT_TRUE(purge_to_minimal(admin_, org()).has_value());
  EXPECT_EQ(with_title(), 0);
  EXPECT_FALSE(org().settings.purging);
  EXPECT_FALSE(Purges(admin_).step().value());
}

TEST_F(PurgeTest, EndsWhenTheProfileIsFullAgain) {
  Purges purges(admin_);
  EXPECT_TRUE(purges.step().value());
  set_profile(Profile::full);
  EXPECT_FALSE(purges.step().value());
  ASSERT_TRUE(purge_to_minimal(admin_, org()).has_value());
  EXPECT_EQ(with_title(), users - 500);

  set_profile(Profile::minimal);
  while (purges.step().value()) {
  }
  EXPECT_EQ(with_title(), 0);
}

TEST_F(PurgeTest, IsKeptInMindByOtherChangesOfSettings) {
  ASSERT_TRUE(set_organisation(admin_, acme_, {"name=Acme"}, false).has_value());
  EXPECT_TRUE(org().settings.purging);
}

}  // namespace
}  // namespace provost::admin
