#pragma once

#include "store/contract/fixture.h"

// Resources: saving, finding, paging, counting.
namespace provost::store::contract {

TEST_P(StoreContract, LoadGivesWhatInsertSaved) {
  const auto resource = user("ann@example.com", "obj-1");
  insert_user(acme_, 1, "ann@example.com", "obj-1");
  read(acme_, [&](Reader& reader) {
    const auto stored = reader.load(users, id_of(1));
    ASSERT_TRUE(stored.has_value());
    EXPECT_EQ(stored->id, id_of(1));
    EXPECT_EQ(stored->document, resource.stored_text(id_of(1)));
    EXPECT_EQ(stored->version, 1u);
    EXPECT_EQ(stored->created, clock_.now());
    EXPECT_EQ(stored->last_modified, clock_.now());
    EXPECT_FALSE(reader.load(groups, id_of(1)).has_value());
    EXPECT_FALSE(reader.load(users, id_of(2)).has_value());
  });
}

TEST_P(StoreContract, UpdateReplacesTheDocumentAndGrowsTheVersion) {
  insert_user(acme_, 1, "ann@example.com", "obj-1");
  const Timestamp created = clock_.now();
  clock_.set(created.plus_s(60));
  write(acme_, [&](Writer& writer) {
    const auto before = user("ann@example.com", "obj-1");
    const auto after = user("ann@example.com", "obj-2");
    ASSERT_TRUE(writer.update(users, id_of(1), before.keys(), after, clock_.now()).has_value());
    EXPECT_EQ(writer.load(users, id_of(1))->version, 2u) << "a unit sees its own changes";
  });
  read(acme_, [&](Reader& reader) {
    const auto stored = reader.load(users, id_of(1));
    EXPECT_EQ(stored->document, user("ann@example.com", "obj-2").stored_text(id_of(1)));
    EXPECT_EQ(stored->version, 2u);
    EXPECT_EQ(stored->created, created);
    EXPECT_EQ(stored->last_modified, created.plus_s(60));
  });
}

TEST_P(StoreContract, TouchChangesVersionAndTimeOnly) {
  insert_group(acme_, 1, "Sales");
  clock_.set(clock_.now().plus_s(5));
  write(acme_, [&](Writer& writer) { writer.touch(groups, id_of(1), clock_.now()); });
  read(acme_, [&](Reader& reader) {
    const auto stored = reader.load(groups, id_of(1));
    EXPECT_EQ(stored->version, 2u);
    EXPECT_EQ(stored->last_modified, clock_.now());
    EXPECT_EQ(stored->document, group("Sales").stored_text(id_of(1)));
  });
}

// Design §2.25: a poll for what changed after the last look must not miss a change.
TEST_P(StoreContract, EveryChangeIsLaterThanTheOneBefore) {
  insert_group(acme_, 1, "Sales");
  insert_users(acme_, 2, 1);
  const auto modified = [&] {
    Timestamp at;
    read(acme_, [&](Reader& reader) { at = reader.load(groups, id_of(1))->last_modified; });
    return at;
  };
  change(acme_, 1, adding({2}));
  Timestamp before = modified();
  const auto expect_later = [&](const char* what) {
    EXPECT_GT(modified(), before) << what;
    before = modified();
  };
  const Timestamp now = clock_.now();
  const Timestamp earlier = now.plus_s(-3600);
  write(acme_, [&](Writer& writer) { writer.touch(groups, id_of(1), now); });
  expect_later("in the same moment");
  write(acme_, [&](Writer& writer) { writer.touch(groups, id_of(1), earlier); });
  expect_later("by a clock that went back");
  write(acme_, [&](Writer& writer) {
    ASSERT_TRUE(
        writer.update(groups, id_of(1), group("Sales").keys(), group("Ops"), earlier).has_value());
  });
  expect_later("of the document");
  write(acme_,
        [&](Writer& writer) { writer.remove(users, id_of(2), user("u2@x").keys(), earlier); });
  expect_later("by a member that goes");
}

TEST_P(StoreContract, ATakenNameIsRefusedAndNamesItsHolder) {
  insert_user(acme_, 1, "ann@example.com");
  const Result<void> outcome = try_write(acme_, [&](Writer& writer) {
    return writer.insert(users, id_of(2), user("ANN@example.com"), clock_.now());
  });
  ASSERT_TRUE(outcome.has_error());
  EXPECT_EQ(outcome.error().code, Code::uniqueness);
  EXPECT_NE(outcome.error().detail.find(id_of(1).to_string()), std::string::npos);
  EXPECT_NE(outcome.error().detail.find("ANN@example.com"), std::string::npos);
  EXPECT_NE(outcome.error().detail.find("userName"), std::string::npos);
}

TEST_P(StoreContract, TypesDoNotShareNames) {
  insert_user(acme_, 1, "sales@example.com");
  insert_group(acme_, 2, "sales@example.com");
  read(acme_, [&](Reader& reader) {
    EXPECT_TRUE(reader.load(users, id_of(1)).has_value());
    EXPECT_TRUE(reader.load(groups, id_of(2)).has_value());
  });
}

TEST_P(StoreContract, AUnitThatGoesOnAfterARefusalLeavesNothingOfIt) {
  insert_user(acme_, 1, "ann@example.com", "obj-1");
  insert_user(acme_, 2, "bob@example.com", "obj-2");
  write(acme_, [&](Writer& writer) {
    const auto taken = user("ann@example.com", "obj-9");
    EXPECT_TRUE(writer.insert(users, id_of(3), taken, clock_.now()).has_error());
    const auto bob = user("bob@example.com", "obj-2");
    EXPECT_TRUE(writer.update(users, id_of(2), bob.keys(), taken, clock_.now()).has_error());
  });
  read(acme_, [&](Reader& reader) {
    const scim::IndexKey shared = shared_key(user("x@y", "obj-9"));
    EXPECT_FALSE(reader.load(users, id_of(3)).has_value());
    EXPECT_EQ(reader.load(users, id_of(2))->version, 1u);
    EXPECT_TRUE(reader.lookup(users, shared.index, shared.key, 10).empty());
    EXPECT_EQ(reader.count(users), 2u);
  });
}

TEST_P(StoreContract, UpdateMovesKeys) {
  insert_user(acme_, 1, "ann@example.com", "obj-1");
  const auto before = user("ann@example.com", "obj-1");
  const auto after = user("anna@example.com", "obj-2");
  write(acme_, [&](Writer& writer) {
    ASSERT_TRUE(writer.update(users, id_of(1), before.keys(), after, clock_.now()).has_value());
  });
  read(acme_, [&](Reader& reader) {
    for (const scim::IndexKey& key : before.keys()) {
      EXPECT_TRUE(reader.lookup(users, key.index, key.key, 10).empty()) << key.key;
    }
    for (const scim::IndexKey& key : after.keys()) {
      EXPECT_EQ(reader.lookup(users, key.index, key.key, 10), ids({1})) << key.key;
    }
  });
  insert_user(acme_, 2, "ann@example.com");
}

TEST_P(StoreContract, ASharedKeyFindsEveryHolderInOrder) {
  for (const std::uint32_t number : {3u, 1u, 2u}) {
    insert_user(acme_, number, "u" + std::to_string(number) + "@x", "same");
  }
  const scim::IndexKey key = shared_key(user("x@y", "same"));
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.lookup(users, key.index, key.key, 10), ids({1, 2, 3}));
    EXPECT_EQ(reader.lookup(users, key.index, key.key, 2), ids({1, 2}));
    EXPECT_TRUE(reader.lookup(users, key.index, key.key, 0).empty());
    EXPECT_TRUE(reader.lookup(groups, key.index, key.key, 10).empty());
  });
}

TEST_P(StoreContract, RemoveFreesTheNameAndForgetsTheId) {
  insert_user(acme_, 1, "ann@example.com", "obj-1");
  const auto resource = user("ann@example.com", "obj-1");
  write(acme_, [&](Writer& writer) {
    EXPECT_TRUE(writer.remove(users, id_of(1), resource.keys(), clock_.now()).empty());
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_FALSE(reader.load(users, id_of(1)).has_value());
    EXPECT_FALSE(reader.type_of(id_of(1)).has_value());
    for (const scim::IndexKey& key : resource.keys()) {
      EXPECT_TRUE(reader.lookup(users, key.index, key.key, 10).empty());
    }
  });
  insert_user(acme_, 2, "ann@example.com", "obj-1");
}

TEST_P(StoreContract, CountsFollowInsertsAndRemovalsAlsoWithinAUnit) {
  insert_users(acme_, 1, 3);
  write(acme_, [&](Writer& writer) {
    ASSERT_TRUE(writer.insert(users, id_of(4), user("u4@x"), clock_.now()).has_value());
    writer.remove(users, id_of(1), user("u1@x").keys(), clock_.now());
    writer.remove(users, id_of(2), user("u2@x").keys(), clock_.now());
    EXPECT_EQ(writer.count(users), 2u);
    EXPECT_EQ(writer.count(groups), 0u);
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.count(users), 2u);
    EXPECT_EQ(reader.count(groups), 0u);
  });
}

TEST_P(StoreContract, PagesRunInTheOrderOfIds) {
  for (const std::uint32_t number : {5u, 300u, 2u, 4u, 1u}) {
    insert_users(acme_, number, 1);
  }
  insert_group(acme_, 3, "Sales");
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(ids_of(reader.page(users, 0, 10)), ids({1, 2, 4, 5, 300}));
    EXPECT_EQ(ids_of(reader.page(users, 1, 2)), ids({2, 4}));
    EXPECT_EQ(ids_of(reader.page(users, 5, 2)), ids({}));
    EXPECT_EQ(ids_of(reader.page_after(users, id_of(2), 2)), ids({4, 5}));
    EXPECT_EQ(ids_of(reader.page_after(users, id_of(300), 2)), ids({}));
    EXPECT_EQ(ids_of(reader.page(groups, 0, 10)), ids({3}));
    EXPECT_EQ(reader.page(users, 0, 1).front().document, user("u1@x").stored_text(id_of(1)));
  });
}

TEST_P(StoreContract, WalksRunBothWays) {
  insert_users(acme_, 1, 5);
  insert_group(acme_, 6, "Sales");
  read(acme_, [&](Reader& reader) {
    const auto walk = [&](std::optional<ResourceId> beyond, const Span& span) {
      return ids_of(reader.walk(users, beyond, span));
    };
    EXPECT_EQ(walk({}, {true, 0, 2}), ids({5, 4}));
    EXPECT_EQ(walk({}, {true, 3, 9}), ids({2, 1}));
    EXPECT_EQ(walk(id_of(3), {true, 0, 9}), ids({2, 1}));
    EXPECT_EQ(walk(id_of(3), {true, 1, 9}), ids({1}));
    EXPECT_EQ(walk(id_of(1), {false, 1, 2}), ids({3, 4}));
    EXPECT_EQ(walk(id_of(1), {true, 0, 9}), ids({}));
    EXPECT_EQ(reader.ids_between(users, id_of(1), id_of(4), 9), ids({2, 3}));
    EXPECT_EQ(reader.ids_between(users, id_of(0), id_of(9), 2), ids({1, 2}));
  });
}

TEST_P(StoreContract, WalksAnIndexInTheOrderOfItsKeys) {
  insert_user(acme_, 1, "cleo@x", "k2");
  insert_user(acme_, 2, "ADA@x", "k1");
  insert_user(acme_, 3, "bob@x", "k2");
  insert_user(acme_, 4, "ad@x");
  const auto name = naming_key(user("a@x")).index;
  const auto external = shared_key(user("a@x", "e")).index;
  read(acme_, [&](Reader& reader) {
    const auto names = [&](const KeyRange& range, const Span& span) {
      return reader.walk_keys(users, name, range, span);
    };
    EXPECT_EQ(names({}, {false, 0, 9}), ids({4, 2, 3, 1}));
    EXPECT_EQ(names({}, {true, 0, 9}), ids({1, 3, 2, 4}));
    EXPECT_EQ(names({}, {true, 1, 2}), ids({3, 2}));
    EXPECT_EQ(names({"ada@x", {}}, {false, 0, 9}), ids({2, 3, 1}));
    EXPECT_EQ(names({"ada@x", "cleo@x"}, {false, 0, 9}), ids({2, 3}));
    EXPECT_EQ(names({"ada@x", "bob@x"}, {true, 0, 9}), ids({2}));
    EXPECT_EQ(names({std::string("ada@x\0", 6), {}}, {false, 0, 1}), ids({3}));
    EXPECT_EQ(reader.walk_keys(users, external, {"k2", "k3"}, {false, 0, 9}), ids({1, 3}));
    EXPECT_EQ(reader.walk_keys(groups, name, {}, {false, 0, 9}), ids({}));
  });
}

TEST_P(StoreContract, WalksInTheOrderOfModification) {
  insert_users(acme_, 1, 4);
  const Timestamp start = clock_.now();
  write(acme_, [&](Writer& writer) {
    writer.touch(users, id_of(3), start.plus_s(1));
    writer.touch(users, id_of(1), start.plus_s(2));
  });
  const Modified first{{0}, {}};
  const Modified last{start.plus_s(9), {}};
  read(acme_, [&](Reader& reader) {
    const auto walk = [&](const Modified& above, const Modified& below, const Span& span) {
      return reader.walk_modified(users, above, below, span);
    };
    EXPECT_EQ(walk(first, last, {false, 0, 9}), ids({2, 4, 3, 1}));
    EXPECT_EQ(walk(first, last, {true, 0, 9}), ids({1, 3, 4, 2}));
    EXPECT_EQ(walk(first, last, {true, 1, 2}), ids({3, 4}));
    EXPECT_EQ(walk({start, id_of(2)}, last, {false, 0, 9}), ids({4, 3, 1}));
    EXPECT_EQ(walk({start, id_of(4)}, {start.plus_s(2), {}}, {false, 0, 9}), ids({3}));
    EXPECT_EQ(walk(first, {start, id_of(4)}, {true, 0, 9}), ids({2}));
  });
}

TEST_P(StoreContract, ShiftsTellWhetherPlacesStillHold) {
  const auto shifts = [&] {
    std::int64_t found = 0;
    read(acme_, [&](Reader& reader) { found = reader.shifts(users); });
    return found;
  };
  insert_users(acme_, 10, 3);
  const std::int64_t at_first = shifts();
  insert_users(acme_, 20, 2);
  write(acme_, [&](Writer& writer) { writer.touch(users, id_of(10), clock_.now()); });
  insert_group(acme_, 5, "Sales");
  EXPECT_EQ(shifts(), at_first) << "what comes last moves nobody";
  insert_users(acme_, 15, 1);
  const std::int64_t between = shifts();
  EXPECT_GT(between, at_first);
  write(acme_, [&](Writer& writer) {
    writer.remove(users, id_of(20), user("u20@x").keys(), clock_.now());
  });
  EXPECT_GT(shifts(), between);
}

TEST_P(StoreContract, TypeOfNamesWhateverHasTheId) {
  insert_users(acme_, 1, 1);
  insert_group(acme_, 2, "Sales");
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.type_of(id_of(1)), users);
    EXPECT_EQ(reader.type_of(id_of(2)), groups);
    EXPECT_EQ(reader.type_of(id_of(3)), std::nullopt);
  });
}

}  // namespace provost::store::contract
