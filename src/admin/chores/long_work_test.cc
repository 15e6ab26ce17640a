#include "admin/chores/long_work.h"

#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "identity/tokens.h"
#include "store/contract/fixture.h"
#include "store/journal.h"
#include "store/long_work.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

class LongWorkTest : public ::testing::Test {
 protected:
  store::OrgKey create(const char* id) {
    EXPECT_TRUE(create_organisation(admin_, OrgId(id), {.name = id}).has_value());
    return identity::find_organisation(admin_, OrgId(id)).value().key;
  }
  void append(store::OrgKey org, int entries) {
    ASSERT_TRUE(
        store::write_and_wait(store_.session(), org, [&](store::Writer& writer) -> Result<void> {
          for (int i = 0; i < entries; ++i) {
            writer.append({.type = "t"});
          }
          writer.change_journal().seal();
          return {};
        }).has_value());
  }
  // Like the API, which leaves the rows to the server.
  void remove(const char* id) {
    ASSERT_TRUE(
        store::catalogue_write_and_wait(store_.session(),
                                        [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                          TRY(catalogue.remove(OrgId(id)));
                                          return {};
                                        })
            .has_value());
  }
  void in(store::OrgKey org, const store::WriteWork& work) {
    ASSERT_TRUE(store::write_and_wait(store_.session(), org, work).has_value());
  }
  void add_group(store::OrgKey org, const ResourceId& group, std::uint32_t members) {
    in(org, [&](store::Writer& writer) -> Result<void> {
      scim::RelationChange all;
      for (std::uint32_t n = 1; n <= members; ++n) {
        all.add.push_back(store::contract::id_of(n));
        TRY(writer.insert(scim::schema::user_type, all.add.back(),
                          store::contract::user(std::to_string(n) + "@x"), {}));
      }
      TRY(writer.insert(scim::schema::group_type, group, store::contract::group("Large"), {}));
      writer.change_members(group, all);
      return {};
    });
  }
  std::optional<store::LongWork> leftovers(store::OrgKey org, const ResourceId& group) {
    std::optional<store::LongWork> found;
    EXPECT_TRUE(store::read_and_wait(store_.session(), org, [&](store::Reader& reader) {
                  found = reader.long_work().find(store::WorkKind::leftovers, group.to_string());
                }).has_value());
    return found;
  }
  std::size_t entries(store::OrgKey org) {
    std::size_t count = 0;
    EXPECT_TRUE(store::read_and_wait(store_.session(), org, [&](store::Reader& reader) {
                  count = reader.journal(0, 100'000).size();
                }).has_value());
    return count;
  }
  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "server"};
  LongWorks works_{admin_};
};

TEST_F(LongWorkTest, RowsOfRemovedOrganisationsGoAndThenThereIsNothingToDo) {
  const store::OrgKey acme = create("acme");
  EXPECT_FALSE(works_.step().value());
  remove("acme");
  EXPECT_TRUE(works_.step().value());
  EXPECT_FALSE(works_.step().value());
  EXPECT_EQ(entries(acme), 0U);
}

// A crash in between changes nothing: the progress is in the store.
TEST_F(LongWorkTest, RowsOfADeletedGroupGoInSlicesWhoeverTakesThem) {
  const store::OrgKey acme = create("acme");
  const ResourceId group = store::contract::id_of(9000);
  add_group(acme, group, 4500);
  in(acme, [&](store::Writer& writer) -> Result<void> {
    writer.remove(scim::schema::group_type, group, {}, {});
    return {};
  });
  LongWorks other(admin_);
  EXPECT_TRUE(works_.step().value());
  EXPECT_EQ(leftovers(acme, group).value().done, 4000U);
  EXPECT_TRUE(other.step().value());
  EXPECT_FALSE(leftovers(acme, group).has_value());
  EXPECT_FALSE(works_.step().value());
  in(acme, [&](store::Writer& writer) -> Result<void> {
    EXPECT_EQ(writer.change_long_work().remove_leftovers(group, 10), 0U);
    return {};
  });
}

TEST_F(LongWorkTest, OrganisationsTakeTurns) {
  const store::OrgKey acme = create("acme");
  const store::OrgKey globex = create("globex");
  append(acme, 5000);
  append(globex, 5000);
  remove("acme");
  remove("globex");
  for (int slice = 0; slice < 2; ++slice) {
    EXPECT_TRUE(works_.step().value());
  }
  EXPECT_LT(entries(acme), 5001U);
  EXPECT_LT(entries(globex), 5001U);
  EXPECT_GT(entries(acme), 0U);
}

TEST_F(LongWorkTest, TwoWorkersAtOnceRemoveAnOrganisationAndNoOther) {
  const store::OrgKey acme = create("acme");
  const store::OrgKey globex = create("globex");
  append(acme, 5000);
  remove("acme");
  LongWorks other(admin_);
  while (works_.step().value() && other.step().value()) {
  }
  EXPECT_EQ(entries(acme), 0U);
  EXPECT_EQ(entries(globex), 1U);
}

}  // namespace
}  // namespace provost::admin
