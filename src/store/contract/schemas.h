#pragma once

#include <set>

#include "store/contract/catalogue.h"
#include "store/contract/fixture.h"

// Extension schemas of organisations, and the index lookups that changes of them need.
namespace provost::store::contract {

inline std::vector<std::string> urns_of(const std::vector<SchemaRecord>& records) {
  std::vector<std::string> urns;
  for (const SchemaRecord& record : records) {
    urns.push_back(record.urn);
  }
  return urns;
}

TEST_P(StoreContract, SchemasComeBackAsTheyWereSaved) {
  SchemaRecord saved = schema_record("urn:x:b");
  saved.type = scim::schema::group_type;
  saved.required = true;
  saved.presence = 255;
  saved.definition = R"({"id":"urn:X:b"})";
  write(acme_, [&](Writer& writer) {
    writer.save_schema(saved);
    writer.save_schema(schema_record("urn:x:a"));
  });
  const OrgKey globex = create_org("globex");
  read(globex, [](Reader& reader) { EXPECT_TRUE(reader.schemas().empty()); });
  read(acme_, [&](Reader& reader) {
    const std::vector<SchemaRecord> records = reader.schemas();
    ASSERT_EQ(urns_of(records), (std::vector<std::string>{"urn:x:a", "urn:x:b"}));
    EXPECT_EQ(records[1].type, saved.type);
    EXPECT_TRUE(records[1].required);
    EXPECT_EQ(records[1].presence, 255);
    EXPECT_EQ(records[1].definition, saved.definition);
    EXPECT_FALSE(records[1].next.has_value());
    EXPECT_FALSE(records[0].required);
  });
}

TEST_P(StoreContract, ASchemaIsReplacedAndRemovedByItsUrn) {
  write(acme_, [](Writer& writer) {
    writer.save_schema(schema_record("urn:x:a"));
    writer.save_schema(schema_record("urn:x:b"));
  });
  write(acme_, [](Writer& writer) {
    SchemaRecord changed = schema_record("urn:x:a");
    changed.definition = "new";
    changed.next = "";
    writer.save_schema(changed);
    writer.remove_schema("urn:x:b");
  });
  read(acme_, [](Reader& reader) {
    const std::vector<SchemaRecord> records = reader.schemas();
    ASSERT_EQ(urns_of(records), std::vector<std::string>{"urn:x:a"});
    EXPECT_EQ(records[0].definition, "new");
    EXPECT_EQ(records[0].next, "");
  });
}

TEST_P(StoreContract, TheSchemasRevisionGrowsWithWhatDocumentsDependOn) {
  const auto revision = [&] {
    const std::int64_t listed = find_org(*session_, "acme")->schemas_revision;
    read(acme_, [&](Reader& reader) { EXPECT_EQ(reader.schemas_revision(), listed); });
    return listed;
  };
  const std::vector<std::pair<const char*, std::function<void(Writer&)>>> changes{
      {"save_schema", [](Writer& w) { w.save_schema(schema_record("urn:x:a")); }},
      {"remove_schema", [](Writer& w) { w.remove_schema("urn:x:a"); }},
      {"profile", [](Writer& w) { w.save_settings({.profile = scim::schema::Profile::full}); }}};
  for (const auto& [name, work] : changes) {
    const std::int64_t before = revision();
    const std::int64_t generation = generation_of(*session_);
    write(acme_, work);
    EXPECT_GT(revision(), before) << name;
    EXPECT_GT(generation_of(*session_), generation) << name;
  }
  const std::int64_t before = revision();
  write(acme_, [](Writer& w) {
    w.save_settings({.name = "other", .profile = scim::schema::Profile::full, .strict = true});
    const std::int64_t inside = w.schemas_revision();
    w.save_schema(schema_record("urn:x:a"));
    EXPECT_EQ(w.schemas_revision(), inside + 1) << "a unit sees its own change";
  });
  EXPECT_EQ(revision(), before + 1);
}

TEST_P(StoreContract, IndexesThatHaveKeysAreNamedInOrder) {
  const auto resource = user("u@x", "same");
  write(acme_, [&](Writer& writer) {
    ASSERT_TRUE(writer.insert(users, id_of(1), resource, clock_.now()).has_value());
  });
  std::set<int> expected;
  for (const scim::IndexKey& key : resource.keys()) {
    expected.insert(key.index);
  }
  const auto found_in = [&](OrgKey org, TypeNumber type) {
    std::vector<int> found;
    read(org, [&](Reader& reader) {
      for (auto index = reader.index_after(type, 0); index;
           index = reader.index_after(type, *index)) {
        found.push_back(*index);
      }
    });
    return found;
  };
  EXPECT_EQ(found_in(acme_, users), std::vector<int>(expected.begin(), expected.end()));
  EXPECT_TRUE(found_in(acme_, groups).empty());
  EXPECT_TRUE(found_in(create_org("globex"), users).empty());
}

TEST_P(StoreContract, KeysThatManyShareAreCountedAndReadOnFromAnId) {
  write(acme_, [&](Writer& writer) {
    for (std::uint32_t n = 1; n <= 5; ++n) {
      const auto resource = user("u" + std::to_string(n) + "@x", n == 3 ? "other" : "same");
      ASSERT_TRUE(writer.insert(users, id_of(n), resource, clock_.now()).has_value());
    }
  });
  const scim::IndexKey key = shared_key(user("u@x", "same"));
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.count_keys(users, key.index, key.key), 4u);
    EXPECT_EQ(reader.count_keys(groups, key.index, key.key), 0u);
    EXPECT_EQ(reader.lookup_after(users, key.index, key.key, {}, 10), ids({1, 2, 4, 5}));
    EXPECT_EQ(reader.lookup_after(users, key.index, key.key, id_of(2), 10), ids({4, 5}));
    EXPECT_EQ(reader.lookup_after(users, key.index, key.key, id_of(3), 1), ids({4}));
    EXPECT_TRUE(reader.lookup_after(users, key.index, "absent", {}, 10).empty());
  });
}

}  // namespace provost::store::contract
