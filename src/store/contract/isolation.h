#pragma once

#include "store/contract/fixture.h"

// No organisation sees or moves anything of another, even when ids and names are the same.
namespace provost::store::contract {

TEST_P(StoreContract, AnotherOrganisationSeesNothing) {
  const OrgKey globex = create_org("globex");
  insert_user(acme_, 1, "ann@example.com", "obj-1");
  insert_group(acme_, 10, "Sales");
  change(acme_, 10, adding({1}));
  write(acme_, [&](Writer& writer) {
    writer.insert_token(token("t1", "look"));
    writer.append(entry("user.created"));
  });
  const auto ann = user("ann@example.com", "obj-1");
  read(globex, [&](Reader& reader) {
    EXPECT_FALSE(reader.load(users, id_of(1)).has_value());
    EXPECT_FALSE(reader.type_of(id_of(1)).has_value());
    for (const scim::IndexKey& key : ann.keys()) {
      EXPECT_TRUE(reader.lookup(users, key.index, key.key, 10).empty());
    }
    EXPECT_TRUE(reader.page(users, 0, 10).empty());
    EXPECT_TRUE(reader.page_after(users, {}, 10).empty());
    EXPECT_EQ(reader.count(users), 0u);
    EXPECT_FALSE(reader.is_member(id_of(10), id_of(1)));
    EXPECT_TRUE(reader.members(id_of(10), {}, 10).empty());
    EXPECT_EQ(reader.member_count(id_of(10)), 0u);
    EXPECT_TRUE(reader.groups_of(id_of(1), {}, 10).empty());
    EXPECT_TRUE(reader.tokens().empty());
    EXPECT_FALSE(reader.find_token("look").has_value());
    EXPECT_TRUE(reader.journal(0, 10).empty());
  });
}

TEST_P(StoreContract, TheSameIdsAndNamesLiveApart) {
  const OrgKey globex = create_org("globex");
  for (const OrgKey org : {acme_, globex}) {
    insert_user(org, 1, "ann@example.com", "obj-1");
    insert_group(org, 10, "Sales");
    change(org, 10, adding({1}));
  }
  write(globex, [&](Writer& writer) {
    const auto before = user("ann@example.com", "obj-1");
    const auto after = user("anna@example.com", "obj-2");
    ASSERT_TRUE(writer.update(users, id_of(1), before.keys(), after, clock_.now()).has_value());
    writer.change_members(id_of(10), removing({1}));
    writer.remove(users, id_of(1), after.keys(), clock_.now());
  });
  read(acme_, [&](Reader& reader) {
    const scim::IndexKey key = naming_key(user("ann@example.com"));
    EXPECT_EQ(reader.lookup(users, key.index, key.key, 10), ids({1}));
    EXPECT_EQ(reader.load(users, id_of(1))->version, 1u);
    EXPECT_TRUE(reader.is_member(id_of(10), id_of(1)));
    EXPECT_EQ(reader.member_count(id_of(10)), 1u);
    EXPECT_EQ(reader.count(users), 1u);
  });
  read(globex, [&](Reader& reader) { EXPECT_EQ(reader.count(users), 0u); });
}

TEST_P(StoreContract, AMemberOfAnotherOrganisationIsUnknown) {
  const OrgKey globex = create_org("globex");
  insert_users(globex, 1, 1);
  insert_group(acme_, 10, "Sales");
  EXPECT_EQ(change(acme_, 10, adding({1})).unknown, ids({1}));
}

TEST_P(StoreContract, TokensOfAnotherOrganisationDoNotExpire) {
  const OrgKey globex = create_org("globex");
  for (const OrgKey org : {acme_, globex}) {
    write(org, [&](Writer& writer) { writer.insert_token(token("t1", "look")); });
  }
  write(globex, [&](Writer& writer) {
    writer.expire_tokens("", clock_.now(), std::nullopt);
    writer.mark_token_used("t1", clock_.now(), "192.0.2.1", "agent");
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_FALSE(reader.find_token("look")->expires.has_value());
    EXPECT_FALSE(reader.find_token("look")->last_used.has_value());
  });
}

}  // namespace provost::store::contract
