#include "admin/chores/kept_answers.h"

#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "store/kept_answers.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

class KeptAnswersTest : public ::testing::Test {
 protected:
  void keep(store::OrgKey org, Timestamp at) {
    ASSERT_TRUE(
        store::write_and_wait(store_.session(), org, [&](store::Writer& writer) -> Result<void> {
          writer.change_kept_answers().insert({.scope = "s", .created = at});
          return {};
        }).has_value());
  }
  bool has(store::OrgKey org) {
    bool is_there = false;
    EXPECT_TRUE(store::read_and_wait(store_.session(), org, [&](store::Reader& reader) {
                  is_there = reader.kept_answers().find("s").has_value();
                }).has_value());
    return is_there;
  }
  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "server"};
};

TEST_F(KeptAnswersTest, GoAfterADayWithoutAnyFurtherRequest) {
  ASSERT_TRUE(create_organisation(admin_, OrgId("acme"), {.name = "Acme"}).has_value());
  const store::OrgKey acme = identity::find_organisation(admin_, OrgId("acme")).value().key;
  const Timestamp made = store_.clock().now();
  keep(acme, made);
  keep(store::installation, made);
  store_.clock().advance_s(answers_kept_s - 1);
  ASSERT_TRUE(remove_old_answers(admin_).has_value());
  EXPECT_TRUE(has(acme));
  store_.clock().advance_s(1);
  ASSERT_TRUE(remove_old_answers(admin_).has_value());
  EXPECT_FALSE(has(acme));
  EXPECT_FALSE(has(store::installation));
}

}  // namespace
}  // namespace provost::admin
