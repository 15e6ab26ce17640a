#include "simulate/world.h"

#include <set>

#include <gtest/gtest.h>

#include "base/text.h"

namespace provost::simulate {
namespace {

std::vector<std::string> names_of(const World& world) {
  std::vector<std::string> out;
  for (const User& user : world.users) {
    out.push_back(user.object_id + " " + user.upn + " " + user.later_upn + " " + user.display_name +
                  " " + user.title);
  }
  for (const Group& group : world.groups) {
    out.push_back(group.object_id + " " + group.display_name);
  }
  return out;
}

Changes run_cycles(World& world, unsigned cycles, std::uint64_t seed) {
  Changes last;
  for (unsigned cycle = 1; cycle <= cycles; ++cycle) {
    last = advance(world, cycle, cycles, seed);
  }
  return last;
}

TEST(World, SameSeedGivesTheSameDirectoryAndTheSameChanges) {
  World a = make_world(Client::entra, 200, 20, 7);
  World b = make_world(Client::entra, 200, 20, 7);
  EXPECT_EQ(names_of(a), names_of(b));
  for (unsigned cycle = 1; cycle <= 3; ++cycle) {
    const Changes of_a = advance(a, cycle, 3, 7);
    const Changes of_b = advance(b, cycle, 3, 7);
    EXPECT_EQ(of_a.users, of_b.users);
    EXPECT_EQ(of_a.memberships, of_b.memberships);
  }
  EXPECT_EQ(names_of(a), names_of(b));
}

TEST(World, DifferentSeedsAndClientsShareNoNameAndNoId) {
  const World one = make_world(Client::entra, 100, 10, 1);
  std::set<std::string> taken;
  for (const User& user : one.users) {
    taken.insert({user.upn, user.object_id});
  }
  for (const Group& group : one.groups) {
    taken.insert({group.display_name, group.object_id});
  }
  for (const World& other :
       {make_world(Client::entra, 100, 10, 2), make_world(Client::okta, 100, 10, 1)}) {
    for (const User& user : other.users) {
      EXPECT_FALSE(taken.contains(user.upn)) << user.upn;
      EXPECT_FALSE(taken.contains(user.object_id)) << user.object_id;
    }
    for (const Group& group : other.groups) {
      EXPECT_FALSE(taken.contains(group.display_name)) << group.display_name;
    }
  }
}

TEST(World, UserDoesNotDependOnHowManyFollow) {
  const World small = make_world(Client::entra, 30, 0, 5);
  const World large = make_world(Client::entra, 300, 0, 5);
  for (std::size_t i = 0; i < small.users.size(); ++i) {
    EXPECT_EQ(small.users[i].upn, large.users[i].upn);
    EXPECT_EQ(small.users[i].object_id, large.users[i].object_id);
  }
}

TEST(World, NoNameIsEverGivenTwiceOverTheWholeRun) {
  const World world = make_world(Client::entra, 1500, 60, 3);
  std::set<std::string> users;
  std::set<std::string> groups;
  for (const User& user : world.users) {
    EXPECT_TRUE(users.insert(fold(user.upn)).second) << user.upn;
    if (!user.later_upn.empty()) {
      EXPECT_TRUE(users.insert(fold(user.later_upn)).second) << user.later_upn;
    }
  }
  for (const Group& group : world.groups) {
    EXPECT_TRUE(groups.insert(fold(group.display_name)).second) << group.display_name;
    if (!group.later_name.empty()) {
      EXPECT_TRUE(groups.insert(fold(group.later_name)).second) << group.later_name;
    }
  }
}

// design.md §2.3: exactly one @, something on both sides, no white space.
TEST(World, UserNamesAreMailAddressesInAsciiWithoutExtMark) {
  const World world = make_world(Client::entra, 1000, 0, 11);
  bool apostrophe = false;
  std::set<std::string> domains;
  for (const User& user : world.users) {
    const auto at = user.upn.find('@');
    ASSERT_NE(at, std::string::npos) << user.upn;
    EXPECT_GT(at, 0U);
    EXPECT_EQ(user.upn.find('@', at + 1), std::string::npos);
    EXPECT_EQ(user.upn.find_first_of(" \t#"), std::string::npos) << user.upn;
    for (const char c : user.upn) {
      EXPECT_GT(c, 0x20) << user.upn;
    }
    apostrophe = apostrophe || user.upn.find('\'') != std::string::npos;
    domains.insert(user.upn.substr(at + 1));
  }
  EXPECT_TRUE(apostrophe);
  EXPECT_GT(domains.size(), 1U) << "guests come from foreign domains";
}

TEST(World, FourFifthsOfUsersAndGroupsRemainForEveryCount) {
  for (const unsigned cycles : {0U, 1U, 3U}) {
    for (std::size_t count = 0; count <= 65; ++count) {
      World world = make_world(Client::entra, count, count, 2);
      run_cycles(world, cycles, 2);
      EXPECT_GE(live_users(world) * 5, count * 4) << count;
      EXPECT_GE(live_groups(world) * 5, count * 4) << count;
    }
  }
}

TEST(World, RunOfTwoCyclesHoldsEveryKindOfChange) {
  World world = make_world(Client::entra, 100, 20, 1);
  Changes all;
  bool adds = false;
  bool removes = false;
  std::size_t renamed = 0;
  for (unsigned cycle = 1; cycle <= 2; ++cycle) {
    const Changes changes = advance(world, cycle, 2, 1);
    all.disabled.insert(changes.disabled.begin(), changes.disabled.end());
    all.restored.insert(changes.restored.begin(), changes.restored.end());
    all.managers.insert(changes.managers.begin(), changes.managers.end());
    all.groups.insert(changes.groups.begin(), changes.groups.end());
    all.deleted_users.insert(changes.deleted_users.begin(), changes.deleted_users.end());
    all.deleted_groups.insert(changes.deleted_groups.begin(), changes.deleted_groups.end());
    for (const auto& change : changes.memberships) {
      adds = adds || change.add;
      removes = removes || !change.add;
    }
  }
  for (const User& user : world.users) {
    renamed += user.upn == user.later_upn ? 1 : 0;
  }
  EXPECT_EQ(renamed, 10U);
  EXPECT_FALSE(all.disabled.empty());
  EXPECT_FALSE(all.restored.empty());
  EXPECT_FALSE(all.managers.empty());
  EXPECT_FALSE(all.groups.empty());
  EXPECT_TRUE(adds);
  EXPECT_TRUE(removes);
  EXPECT_EQ(all.deleted_users.size(), 5U);
  EXPECT_EQ(all.deleted_groups.size(), 2U);
}

// idp-clients.md §1.5: soft delete first, DELETE a cycle later.
TEST(World, WhoIsPurgedWasDisabledInAnEarlierCycle) {
  World world = make_world(Client::entra, 100, 0, 1);
  const Changes first = advance(world, 1, 2, 1);
  const Changes second = advance(world, 2, 2, 1);
  for (const std::size_t user : second.deleted_users) {
    EXPECT_TRUE(first.disabled.contains(user)) << user;
    EXPECT_FALSE(second.users.contains(user) && second.restored.contains(user)) << user;
  }
}

// idp-clients.md §3.1: Okta never deletes users.
TEST(World, OktaDeletesNoUserButDisablesTheSame) {
  World world = make_world(Client::okta, 100, 20, 1);
  const Changes last = run_cycles(world, 2, 1);
  EXPECT_TRUE(last.deleted_users.empty());
  EXPECT_FALSE(last.deleted_groups.empty());
  for (std::size_t i = 0; i < world.users.size(); ++i) {
    EXPECT_FALSE(world.users[i].purged);
    if (leaves(i)) {
      EXPECT_FALSE(world.users[i].active);
    }
  }
}

TEST(World, MembershipChangesLeadToTheMembersOfTheWorld) {
  World world = make_world(Client::entra, 60, 12, 9);
  for (unsigned cycle = 1; cycle <= 3; ++cycle) {
    std::vector<std::set<std::size_t>> before;
    for (const Group& group : world.groups) {
      before.push_back(group.members);
    }
    const Changes changes = advance(world, cycle, 3, 9);
    for (const auto& change : changes.memberships) {
      if (change.add) {
        EXPECT_TRUE(before[change.group].insert(change.user).second);
      } else {
        EXPECT_EQ(before[change.group].erase(change.user), 1U);
      }
    }
    for (std::size_t i = 0; i < world.groups.size(); ++i) {
      for (const std::size_t user : changes.deleted_users) {
        before[i].erase(user);
      }
      EXPECT_EQ(before[i], world.groups[i].members) << world.groups[i].display_name;
    }
  }
}

TEST(World, NobodyManagesWhoLeavesOrWhoNeverCame) {
  const World world = make_world(Client::entra, 500, 0, 4);
  for (const User& user : world.users) {
    if (user.manager) {
      EXPECT_FALSE(leaves(*user.manager));
      EXPECT_FALSE(world.users[*user.manager].never_created);
      EXPECT_NE(&world.users[*user.manager], &user);
    }
  }
}

}  // namespace
}  // namespace provost::simulate
