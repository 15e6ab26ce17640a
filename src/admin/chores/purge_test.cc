#include <gtest/gtest.h>

#include "admin/chores/long_work.h"
#include "admin/command/organisations.h"
#include "admin/organisation/pending_work.h"
#include "admin/organisation/schemas.h"
#include "admin/organisation/settings.h"
#include "scim/resource/changes.h"
#include "scim/resource/read.h"
#include "scim/resource/validate.h"
#include "scim/schema/definition.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

using scim::schema::Profile;

// An organisation with a little more than two slices of users with a title; its profile has just
// become minimal.
class PurgeTest : public ::testing::Test {
 protected:
  static constexpr int users = 1100;
  static constexpr const char* badge_urn = "urn:example:badge";

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
  // Done by the process that then purges.
  void set_profile(Profile profile) {
    write([&](store::Writer& writer) -> Result<void> {
      TRY(change_settings(writer, acme_, {.profile = profile, .confirm_purge = true},
                          store_.clock().now(), {"test", {}}));
      return {};
    });
  }
  store::Org org() { return identity::find_organisation(admin_, acme_).value(); }
  void write(const store::WriteWork& work) {
    const Result<void> done = store::write_and_wait(store_.session(), org().key, work);
    ASSERT_TRUE(done.has_value()) << done.error().detail;
  }
  void write_in(store::OrgKey key, const store::WriteWork& work) {
    const Result<void> done = store::write_and_wait(store_.session(), key, work);
    ASSERT_TRUE(done.has_value()) << done.error().detail;
  }
  // From now on its documents break a rule: they lack a required schema.
  void spoil(store::OrgKey key) {
    write_in(key, [](store::Writer& writer) -> Result<void> {
      SchemaWish wish;
      TRY_ASSIGN(
          wish.definition,
          scim::schema::read_definition(
              json::parse(R"({"id":"urn:example:badge","name":"n","attributes":[{"name":"a"}]})")
                  .value()));
      TRY_ASSIGN(store::SchemaRecord record, add_schema(writer, wish, {"test", {}}));
      record.required = true;
      writer.save_schema(record);
      return {};
    });
  }
  // Values that the full profile allows again.
  void give_titles() {
    write([&](store::Writer& writer) -> Result<void> {
      for (const scim::Stored& stored : writer.page(scim::schema::user_type, 0, 2 * users)) {
        TRY(put(writer, stored, "title", "Boss"));
      }
      return {};
    });
  }
  Result<void> put(store::Writer& writer, const scim::Stored& stored, const char* name,
                   const char* value) {
    const auto& type = full_->type(scim::schema::user_type);
    scim::Draft draft;
    draft.document = scim::resource::document_of(stored);
    draft.document[name] = value;
    TRY_ASSIGN(const auto resource, scim::resource::validate(std::move(draft), type));
    return writer.update(type.number, stored.id,
                         scim::resource::index_keys(scim::resource::document_of(stored), type),
                         resource, store_.clock().now());
  }
  std::optional<store::LongWork> work() {
    std::optional<store::LongWork> found;
    EXPECT_TRUE(store::read_and_wait(store_.session(), org().key, [&](store::Reader& reader) {
                  found = reader.long_work().find(store::WorkKind::purge, {});
                }).has_value());
    return found;
  }
  // How many users the purge has passed; nothing when no purge is under way.
  std::optional<std::size_t> done() {
    const auto found = work();
    return found ? std::optional(found->done) : std::nullopt;
  }
  std::size_t failures() { return work().value_or(store::LongWork{}).failures; }
  static int steps_of(LongWorks& works) {
    int steps = 0;
    for (; works.step().value(); ++steps) {
      EXPECT_LT(steps, 100);
    }
    return steps;
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
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  OrgId acme_{"acme"};
  std::shared_ptr<const scim::schema::Registry> full_ = scim::schema::registry_of(Profile::full);
};

TEST_F(PurgeTest, ContinuesAfterTheProcessThatBeganItEnded) {
  EXPECT_EQ(done(), 0U);
  LongWorks first(admin_);
  EXPECT_TRUE(first.step().value());
  EXPECT_EQ(with_title(), users - 500);
  EXPECT_EQ(done(), 500U);

  LongWorks next(admin_);
  EXPECT_EQ(steps_of(next), 2);
  EXPECT_EQ(with_title(), 0);
  EXPECT_FALSE(done().has_value());
  EXPECT_EQ(updates(), static_cast<std::size_t>(users)) << "each user is rewritten once";
}

TEST_F(PurgeTest, WhoWaitsForItEndsItAndSeesItsProgress) {
  std::vector<std::string> shown;
  const auto show = [&](const store::LongWork& work) {
    shown.push_back(json::write(describe(work)));
  };
  ASSERT_TRUE(finish_work(admin_, org().key, store::WorkKind::purge, {}, show).has_value());
  EXPECT_EQ(shown, (std::vector<std::string>{R"({"done":500,"total":1100})",
                                             R"({"done":1000,"total":1100})"}));
  EXPECT_EQ(with_title(), 0);
  EXPECT_FALSE(done().has_value());
  EXPECT_FALSE(LongWorks(admin_).step().value());
}

TEST_F(PurgeTest, EndsWhenTheProfileIsFullAgain) {
  LongWorks works(admin_);
  EXPECT_TRUE(works.step().value());
  set_profile(Profile::full);
  EXPECT_FALSE(works.step().value());
  ASSERT_TRUE(finish_work(admin_, org().key, store::WorkKind::purge, {}).has_value());
  EXPECT_EQ(with_title(), users - 500);
}

// A worker that kept its own position would start the second purge where the first one stopped.
TEST_F(PurgeTest, APurgeBetweenTwoLooksOfAWorkerBeginsAtTheFirstUser) {
  LongWorks server(admin_);
  EXPECT_TRUE(server.step().value());
  EXPECT_TRUE(server.step().value());
  ASSERT_TRUE(finish_work(admin_, org().key, store::WorkKind::purge, {}).has_value());
  set_profile(Profile::full);
  give_titles();
  ASSERT_EQ(with_title(), users);
  set_profile(Profile::minimal);
  steps_of(server);
  EXPECT_EQ(with_title(), 0);
}

// The same while the purge is under way: full and minimal again, with new values for the users that
// it has passed.
TEST_F(PurgeTest, FullAndMinimalAgainWithinAPurgeStartItOver) {
  LongWorks server(admin_);
  LongWorks command(admin_);
  EXPECT_TRUE(server.step().value());
  EXPECT_TRUE(command.step().value());
  set_profile(Profile::full);
  give_titles();
  set_profile(Profile::minimal);
  EXPECT_EQ(done(), 0U);
  while (server.step().value() && command.step().value()) {
  }
  EXPECT_EQ(with_title(), 0);
  EXPECT_FALSE(done().has_value());
}

TEST_F(PurgeTest, IsKeptInMindByOtherChangesOfSettings) {
  ASSERT_TRUE(set_organisation(admin_, acme_, {"name=Acme"}, false).has_value());
  EXPECT_TRUE(done().has_value());
}

// The documents of one organisation cannot be read; those of the other are purged anyway.
TEST_F(PurgeTest, ASliceThatFailsRestsAndHoldsUpNoOtherOrganisation) {
  const OrgId globex("globex");
  ASSERT_TRUE(create_organisation(admin_, globex, {.name = "G", .profile = Profile::full}));
  const store::OrgKey broken = org().key;
  acme_ = globex;
  write([&](store::Writer& writer) { return add_user(writer, 1); });
  set_profile(Profile::minimal);
  spoil(broken);
  std::vector<std::string> said;
  LongWorks works(admin_, [&](const std::string& line) { said.push_back(line); });
  EXPECT_GE(steps_of(works), 2);
  EXPECT_EQ(with_title(), 0) << "of the other one";
  ASSERT_EQ(said.size(), 1U);
  EXPECT_NE(said[0].find("organisation acme"), std::string::npos) << said[0];

  acme_ = OrgId("acme");
  EXPECT_EQ(done(), 0U);
  EXPECT_EQ(failures(), 1U);
  EXPECT_FALSE(works.step().value()) << "it rests";
  store_.clock().advance_s(1);
  EXPECT_TRUE(works.step().value());
  EXPECT_EQ(failures(), 2U);
  store_.clock().advance_s(1);
  EXPECT_FALSE(works.step().value()) << "for twice as long";
  EXPECT_TRUE(finish_work(admin_, org().key, store::WorkKind::purge, {}).has_error());
  write([](store::Writer& writer) -> Result<void> {
    writer.remove_schema(badge_urn);
    return {};
  });
  store_.clock().advance_s(1);
  steps_of(works);
  EXPECT_EQ(with_title(), 0);
  EXPECT_FALSE(done().has_value());
}

}  // namespace
}  // namespace provost::admin
