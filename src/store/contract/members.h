#pragma once

#include "store/contract/fixture.h"

// Membership is a set with an index each way (design §3 Storage).
namespace provost::store::contract {

TEST_P(StoreContract, ChangesOfMembersAreSetOperations) {
  struct Case {
    const char* name;
    bool clear;
    std::vector<std::uint32_t> add, remove;
    std::vector<std::uint32_t> added, removed, then;
  };
  const std::vector<Case> cases{
      {"adding twice is adding once", false, {4, 4, 1}, {}, {4}, {}, {1, 2, 3, 4}},
      {"removing who is no member is nothing", false, {}, {2, 5}, {}, {2}, {1, 3}},
      {"both at once", false, {5}, {1, 3}, {5}, {1, 3}, {2, 5}},
      {"clear takes everybody", true, {}, {}, {}, {1, 2, 3}, {}},
      {"who comes right back never went", true, {2, 4}, {}, {4}, {1, 3}, {2, 4}},
      {"the same set again is no change", true, {3, 2, 1}, {}, {}, {}, {1, 2, 3}},
      {"nothing wanted, nothing done", false, {}, {}, {}, {}, {1, 2, 3}},
  };
  insert_users(acme_, 1, 5);
  std::uint32_t next_group = 100;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const std::uint32_t group_number = next_group++;
    insert_group(acme_, group_number, c.name);
    change(acme_, group_number, adding({1, 2, 3}));
    const MemberDelta delta =
        change(acme_, group_number,
               {.clear = c.clear, .add = ids(c.add), .remove = ids(c.remove), .unknown = {}});
    EXPECT_EQ(delta.added, ids(c.added));
    EXPECT_EQ(delta.removed, ids(c.removed));
    EXPECT_TRUE(delta.unknown.empty());
    read(acme_, [&](Reader& reader) {
      EXPECT_EQ(ids_of(reader.members(id_of(group_number), {}, 10)), ids(c.then));
      EXPECT_EQ(reader.member_count(id_of(group_number)), c.then.size());
      EXPECT_EQ(reader.load(groups, id_of(group_number))->version, 1u) << "touch() is apart";
    });
  }
}

TEST_P(StoreContract, IdsThatNameNobodyAreReportedAndNotKept) {
  insert_users(acme_, 1, 1);
  insert_group(acme_, 10, "Sales");
  const MemberDelta delta = change(acme_, 10, adding({1, 77}));
  EXPECT_EQ(delta.added, ids({1}));
  EXPECT_EQ(delta.unknown, ids({77}));
  insert_users(acme_, 77, 1);
  read(acme_, [&](Reader& reader) {
    EXPECT_FALSE(reader.is_member(id_of(10), id_of(77)));
    EXPECT_EQ(reader.member_count(id_of(10)), 1u);
  });
}

TEST_P(StoreContract, MembersShowTypeAndName) {
  insert_user(acme_, 1, "Ann@Example.com");
  insert_group(acme_, 2, "Field Sales");
  insert_group(acme_, 10, "Sales");
  change(acme_, 10, adding({2, 1}));
  read(acme_, [&](Reader& reader) {
    const auto members = reader.members(id_of(10), {}, 10);
    ASSERT_EQ(ids_of(members), ids({1, 2}));
    EXPECT_EQ(members[0].type, users);
    EXPECT_EQ(members[0].display, "Ann@Example.com");
    EXPECT_EQ(members[1].type, groups);
    EXPECT_EQ(members[1].display, "Field Sales");
    EXPECT_EQ(ids_of(reader.members(id_of(10), id_of(1), 10)), ids({2}));
    EXPECT_EQ(ids_of(reader.members(id_of(10), {}, 1)), ids({1}));
  });
}

TEST_P(StoreContract, GroupsOfAreFoundFromTheMember) {
  insert_user(acme_, 1, "ann@example.com");
  for (const std::uint32_t number : {12u, 10u, 11u}) {
    insert_group(acme_, number, "G" + std::to_string(number));
    change(acme_, number, adding({1}));
  }
  read(acme_, [&](Reader& reader) {
    const auto found = reader.groups_of(id_of(1), {}, 10);
    ASSERT_EQ(ids_of(found), ids({10, 11, 12}));
    EXPECT_EQ(found[0].type, groups);
    EXPECT_EQ(found[0].display, "G10");
    EXPECT_EQ(ids_of(reader.groups_of(id_of(1), id_of(10), 1)), ids({11}));
    EXPECT_TRUE(reader.is_member(id_of(11), id_of(1)));
    EXPECT_FALSE(reader.is_member(id_of(1), id_of(11)));
  });
}

TEST_P(StoreContract, RemovingAMemberTakesItOutOfItsGroupsAndTouchesThem) {
  insert_users(acme_, 1, 2);
  for (const std::uint32_t number : {10u, 11u, 12u}) {
    insert_group(acme_, number, "G" + std::to_string(number));
  }
  change(acme_, 10, adding({1, 2}));
  change(acme_, 11, adding({1}));
  change(acme_, 12, adding({2}));
  clock_.set(clock_.now().plus_s(9));
  write(acme_, [&](Writer& writer) {
    EXPECT_EQ(writer.remove(users, id_of(1), user("u1@x").keys(), clock_.now()), ids({10, 11}));
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(ids_of(reader.members(id_of(10), {}, 10)), ids({2}));
    EXPECT_EQ(reader.member_count(id_of(10)), 1u);
    EXPECT_EQ(reader.member_count(id_of(11)), 0u);
    EXPECT_EQ(reader.load(groups, id_of(10))->version, 2u);
    EXPECT_EQ(reader.load(groups, id_of(10))->last_modified, clock_.now());
    EXPECT_EQ(reader.load(groups, id_of(12))->version, 1u);
    EXPECT_TRUE(reader.groups_of(id_of(1), {}, 10).empty());
  });
}

TEST_P(StoreContract, RemovingAGroupLeavesItsMembersAndEndsNesting) {
  insert_users(acme_, 1, 1);
  insert_group(acme_, 10, "Inner");
  insert_group(acme_, 11, "Outer");
  change(acme_, 10, adding({1}));
  change(acme_, 11, adding({10}));
  write(acme_, [&](Writer& writer) {
    EXPECT_EQ(writer.remove(groups, id_of(10), group("Inner").keys(), clock_.now()), ids({11}));
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_TRUE(reader.load(users, id_of(1)).has_value());
    EXPECT_TRUE(reader.groups_of(id_of(1), {}, 10).empty());
    EXPECT_TRUE(reader.members(id_of(11), {}, 10).empty());
    EXPECT_EQ(reader.member_count(id_of(11)), 0u);
  });
}

// standards.md GRP-4: circular membership is legal.
TEST_P(StoreContract, AGroupMayHoldItselfAndStillBeRemoved) {
  insert_group(acme_, 10, "Ouroboros");
  change(acme_, 10, adding({10}));
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(ids_of(reader.members(id_of(10), {}, 10)), ids({10}));
    EXPECT_EQ(ids_of(reader.groups_of(id_of(10), {}, 10)), ids({10}));
  });
  write(acme_, [&](Writer& writer) {
    EXPECT_TRUE(writer.remove(groups, id_of(10), group("Ouroboros").keys(), clock_.now()).empty());
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_TRUE(reader.groups_of(id_of(10), {}, 10).empty());
    EXPECT_EQ(reader.count(groups), 0u);
  });
}

TEST_P(StoreContract, ALargeGroupIsEmptiedWhole) {
  insert_users(acme_, 1, 2500);
  insert_group(acme_, 9000, "Everybody");
  std::vector<std::uint32_t> numbers(2500);
  for (std::uint32_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = i + 1;
  }
  EXPECT_EQ(change(acme_, 9000, adding(numbers)).added.size(), 2500u);
  EXPECT_EQ(change(acme_, 9000, {.clear = true, .add = ids({2500}), .remove = {}, .unknown = {}})
                .removed.size(),
            2499u);
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(ids_of(reader.members(id_of(9000), {}, 10)), ids({2500}));
    EXPECT_EQ(reader.member_count(id_of(9000)), 1u);
  });
}

}  // namespace provost::store::contract
