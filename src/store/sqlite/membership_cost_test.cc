#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

using contract::id_of;

constexpr std::uint32_t members_of_large = 100'000;
constexpr std::uint32_t members_of_small = 10;
constexpr std::uint32_t small_group = 200'001;
constexpr std::uint32_t large_group = 200'002;
constexpr std::uint32_t newcomer = 200'003;

// The cost of some work: steps of SQLite's virtual machine, which grow with every row examined, and
// pages requested.
struct Cost {
  std::int64_t steps = 0;
  std::int64_t pages = 0;
};

std::int64_t take_steps(Database& database) {
  std::int64_t steps = 0;
  for (sqlite3_stmt* s = sqlite3_next_stmt(database.handle(), nullptr); s != nullptr;
       s = sqlite3_next_stmt(database.handle(), s)) {
    steps += sqlite3_stmt_status(s, SQLITE_STMTSTATUS_VM_STEP, 1);
  }
  return steps;
}

std::int64_t take_pages(Database& database) {
  std::int64_t pages = 0;
  for (const int what : {SQLITE_DBSTATUS_CACHE_HIT, SQLITE_DBSTATUS_CACHE_MISS}) {
    int now = 0;
    int highest = 0;
    sqlite3_db_status(database.handle(), what, &now, &highest, 1);
    pages += now;
  }
  return pages;
}

class MembershipCost : public ::testing::Test {
 protected:
  void SetUp() override {
    const Result<void> outcome = test_.write([&](Writer& writer) -> Result<void> {
      TRY(writer.insert(2, id_of(small_group), contract::group("small"), {}));
      TRY(writer.insert(2, id_of(large_group), contract::group("large"), {}));
      TRY(writer.insert(1, id_of(newcomer), contract::user("new@x"), {}));
      fill(small_group, members_of_small);
      fill(large_group, members_of_large);
      return {};
    });
    ASSERT_TRUE(outcome.has_value()) << outcome.error().cause;
  }

  // Row by row, since a hundred thousand valid resources would take too long.
  void fill(std::uint32_t group, std::uint32_t count) {
    const OrgKey org{1};
    for (std::uint32_t n = 1; n <= count; ++n) {
      const ResourceId id = id_of(n);
      if (n > members_of_small || group == small_group) {
        test_.database.execute(Query::insert_resource, org, 1, id, std::string_view("name"),
                               Timestamp{}, std::string_view("{}"));
      }
      const ResourceId holder = id_of(group);
      test_.database.execute(Query::insert_member, org, holder, id, 1);
    }
    const ResourceId holder = id_of(group);
    test_.database.execute(Query::add_to_member_count, org, holder, count);
  }

  Cost cost_of(const std::function<void(Writer&)>& work) {
    Cost cost;
    const Result<void> outcome = test_.write([&](Writer& writer) -> Result<void> {
      take_steps(test_.database);
      take_pages(test_.database);
      work(writer);
      cost = {take_steps(test_.database), take_pages(test_.database)};
      return {};
    });
    EXPECT_TRUE(outcome.has_value());
    return cost;
  }

  TestDatabase test_;
};

TEST_F(MembershipCost, DoesNotGrowWithTheGroup) {
  struct Case {
    const char* name;
    std::function<void(Writer&, const ResourceId&)> work;
  };
  const std::vector<Case> cases{
      {"add",
       [](Writer& writer, const ResourceId& group) {
         const auto delta = writer.change_members(group, contract::adding({newcomer}));
         ASSERT_EQ(delta.added.size(), 1u);
       }},
      {"add again",
       [](Writer& writer, const ResourceId& group) {
         const auto delta = writer.change_members(group, contract::adding({newcomer}));
         ASSERT_TRUE(delta.is_empty());
       }},
      {"is_member",
       [](Writer& writer, const ResourceId& group) {
         ASSERT_TRUE(writer.is_member(group, id_of(newcomer)));
       }},
      {"remove",
       [](Writer& writer, const ResourceId& group) {
         const auto delta = writer.change_members(group, contract::removing({newcomer}));
         ASSERT_EQ(delta.removed.size(), 1u);
       }},
      {"load without members",
       [](Writer& writer, const ResourceId& group) {
         ASSERT_TRUE(writer.load(2, group).has_value());
         ASSERT_GE(writer.member_count(group), members_of_small);
       }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Cost on_small = cost_of([&](Writer& writer) { c.work(writer, id_of(small_group)); });
    const Cost on_large = cost_of([&](Writer& writer) { c.work(writer, id_of(large_group)); });
    EXPECT_EQ(on_small.steps, on_large.steps);
    EXPECT_LT(on_large.steps, 400) << "a handful of rows";
    // The trees are at most one level taller each, whatever their shape.
    EXPECT_LE(on_large.pages, on_small.pages + 8);
  }
}

// Up to some thousand members go with the group; beyond that, the rows are left to long work.
TEST_F(MembershipCost, OfARemovalIsBounded) {
  const Cost cost = cost_of([&](Writer& writer) {
    writer.remove(2, id_of(large_group), contract::group("large").keys(), {});
  });
  EXPECT_LT(cost.steps, 100 * 2500);
}

}  // namespace
}  // namespace provost::store::sqlite
