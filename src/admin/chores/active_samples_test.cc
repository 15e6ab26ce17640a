#include "admin/chores/active_samples.h"

#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "store/access.h"
#include "store/contract/fixture.h"
#include "store/history.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

class ActiveSamplesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"acme", "globex"}) {
      ASSERT_TRUE(create_organisation(admin_, OrgId(id), {.name = id}).has_value());
    }
  }
  store::OrgKey key(const char* id) {
    return identity::find_organisation(admin_, OrgId(id)).value().key;
  }
  void add_user(const char* org, std::uint32_t number, bool active) {
    ASSERT_TRUE(store::write_and_wait(admin_.session, key(org), [&](store::Writer& writer) {
                  const ResourceId id = store::contract::id_of(number);
                  const auto source = active ? access::Source::by_default : access::Source::none;
                  writer.change_access().save_access(id, std::nullopt, {{.source = source}, {}});
                  return writer.insert(scim::schema::user_type, id,
                                       store::contract::user(std::to_string(number) + "@x"), {});
                }).has_value());
  }
  std::vector<std::size_t> samples(const char* org) {
    std::vector<std::size_t> counts;
    EXPECT_TRUE(store::read_and_wait(admin_.session, key(org), [&](store::Reader& reader) {
                  for (const auto& sample : reader.history().active_samples({0})) {
                    counts.push_back(sample.active);
                  }
                }).has_value());
    return counts;
  }
  int run() {
    int steps = 0;
    for (Result<bool> more = sampler_.step(); more.value(); more = sampler_.step()) {
      ++steps;
    }
    return steps;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  ActiveSamples sampler_{admin_};
};

TEST_F(ActiveSamplesTest, EachOrganisationGetsASampleAnHour) {
  add_user("acme", 1, true);
  add_user("acme", 2, false);
  EXPECT_EQ(run(), 2);
  EXPECT_EQ(samples("acme"), std::vector<std::size_t>{1});
  EXPECT_EQ(samples("globex"), std::vector<std::size_t>{0});
  add_user("acme", 3, true);
  EXPECT_EQ(run(), 0) << "the hour is not over";
  store_.clock().advance_s(3600);
  EXPECT_EQ(run(), 2);
  EXPECT_EQ(samples("acme"), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(samples("globex").size(), 1U) << "nothing changed";
}

TEST_F(ActiveSamplesTest, WhatHeldTooLongAgoGoes) {
  run();
  add_user("acme", 1, true);
  store_.clock().advance_s(3600);
  run();
  add_user("acme", 2, true);
  store_.clock().advance_s((active_samples_kept_days + 1) * 24 * 3600);
  run();
  EXPECT_EQ(samples("acme"), (std::vector<std::size_t>{1, 2}));
}

}  // namespace
}  // namespace provost::admin
