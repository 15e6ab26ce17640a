#include "admin/organisation/schemas.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/chores/rewrite.h"
#include "admin/chores/schema_changes.h"
#include "admin/command/organisations.h"
#include "scim/resource/changes.h"
#include "scim/resource/read.h"
#include "scim/resource/validate.h"
#include "scim/schema/change.h"
#include "scim/schema/definition.h"
#include "store/schemas.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

using scim::schema::group_type;
using scim::schema::Profile;
using scim::schema::user_type;
using store::SchemaRecord;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* badge_urn = "urn:example:acme:Badge";

SchemaWish wish(const std::string& attributes, const std::string& urn = badge_urn) {
  const std::string text =
      R"({"id":")" + urn + R"(","name":"n","attributes":[)" + attributes + "]}";
  SchemaWish made;
  made.definition = scim::schema::read_definition(json::parse(text).value()).value();
  return made;
}

class Schemas : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(create_organisation(admin_, OrgId("acme"), {.name = "Acme"}).has_value());
    org_ = identity::find_organisation(admin_, OrgId("acme")).value();
  }

  template <class T>
  Result<T> write(const std::function<Result<T>(store::Writer&)>& work) {
    std::optional<T> value;
    const Result<void> done =
        store::write_and_wait(admin_.session, org_.key, [&](store::Writer& w) -> Result<void> {
          TRY_ASSIGN(value, work(w));
          return {};
        });
    if (done.has_error()) {
      return done.error();
    }
    return std::move(*value);
  }
  template <class T>
  T read(const std::function<T(store::Reader&)>& work) {
    std::optional<T> value;
    EXPECT_TRUE(store::read_and_wait(admin_.session, org_.key, [&](store::Reader& reader) {
                  value.emplace(work(reader));
                }).has_value());
    return std::move(*value);
  }

  Result<SchemaRecord> add(const SchemaWish& one) {
    return write<SchemaRecord>([&](store::Writer& w) { return add_schema(w, one, author_); });
  }
  Result<SchemaRecord> replace(const SchemaWish& one, Values values = Values::keep) {
    return write<SchemaRecord>(
        [&](store::Writer& w) { return replace_schema(w, one, values, author_); });
  }
  Result<bool> remove(const std::string& urn, Values values = Values::keep) {
    return write<bool>([&](store::Writer& w) -> Result<bool> {
      TRY(remove_schema(w, urn, values, author_));
      return true;
    });
  }
  std::vector<SchemaRecord> records() {
    return read<std::vector<SchemaRecord>>([](store::Reader& r) { return r.schemas(); });
  }
  std::shared_ptr<const scim::schema::Registry> registry() {
    return store::registry_of(Profile::minimal, records());
  }
  // A user as the identity provider would send it, under the current schemas.
  Result<ResourceId> add_user(const std::string& name, const std::string& badge = {}) {
    const auto all = registry();
    const auto& type = all->type(user_type);
    const std::string body = R"({"userName":")" + name + R"(","active":true)" +
                             (badge.empty() ? "" : ",\"" + std::string(badge_urn) + "\":" + badge) +
                             "}";
    TRY_ASSIGN(scim::Draft draft, scim::resource::read(json::parse(body).value(), type, {}));
    TRY_ASSIGN(const auto resource, scim::resource::validate(std::move(draft), type));
    const ResourceId id = new_id(store_.clock().now(), store_.random());
    return write<ResourceId>([&](store::Writer& w) -> Result<ResourceId> {
      TRY(w.insert(user_type, id, resource, store_.clock().now()));
      return id;
    });
  }
  json::Object document(const ResourceId& id) {
    return scim::resource::document_of(
        read<scim::Stored>([&](store::Reader& r) { return r.load(user_type, id).value(); }));
  }
  // The part of a document under the schema; null when there is none.
  json::Value badge_of(const ResourceId& id) {
    const json::Object whole = document(id);
    const json::Value* held = whole.if_contains(badge_urn);
    return held == nullptr ? json::Value() : *held;
  }
  Result<void> finish() { return finish_schema_change(admin_, org_, badge_urn); }
  std::vector<std::string> journal_types() {
    return read<std::vector<std::string>>([](store::Reader& r) {
      std::vector<std::string> types;
      for (const store::SealedEntry& sealed : r.journal(0, 1000)) {
        types.push_back(sealed.entry.type);
      }
      return types;
    });
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  identity::Author author_{"test", "request-1"};
  store::Org org_;
};

TEST_F(Schemas, AreAddedWithNumbersOfTheirOwn) {
  ASSERT_TRUE(add(wish(R"({"name":"a","uniqueness":"server"})")).has_value());
  SchemaWish group = wish(R"({"name":"a"})", "urn:example:other");
  group.type = group_type;
  ASSERT_TRUE(add(group).has_value());
  const auto all = registry();
  const auto* badge = all->type(user_type).find_extension(badge_urn);
  const auto* other = all->type(group_type).find_extension("urn:example:other");
  ASSERT_TRUE(badge != nullptr && other != nullptr);
  EXPECT_EQ(badge->presence, scim::schema::first_custom_index);
  EXPECT_EQ(badge->schema->find("a")->index, badge->presence + 1);
  EXPECT_EQ(other->presence, badge->presence + 2);
  EXPECT_EQ(all->type(group_type).extensions.size(), 1u);
}

TEST_F(Schemas, HaveUrnsThatPathsCanTellApart) {
  ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
  EXPECT_EQ(add(wish(R"({"name":"a"})", "URN:example:acme:badge")).error().code, Code::uniqueness);
  for (const char* urn : {"urn:example:acme", "urn:example:acme:badge:x"}) {
    const auto refused = add(wish(R"({"name":"a"})", urn));
    EXPECT_EQ(refused.error().code, Code::conflict) << urn;
    EXPECT_THAT(refused.error().detail, HasSubstr("reads like an attribute"));
  }
  EXPECT_TRUE(add(wish(R"({"name":"a"})", "urn:example:acme:badges")).has_value());
}

TEST_F(Schemas, AreAsManyAsTheLimitAllows) {
  for (std::size_t i = 0; i < scim::schema::definitions_per_organisation_max; ++i) {
    const auto added = add(wish(R"({"name":"a","uniqueness":"server"},
        {"name":"b","uniqueness":"server"},{"name":"c","uniqueness":"server"},
        {"name":"d","uniqueness":"server"},{"name":"e","uniqueness":"server"})",
                                "urn:example:x" + std::to_string(i)));
    ASSERT_TRUE(added.has_value()) << added.error().detail;
  }
  EXPECT_EQ(add(wish(R"({"name":"a"})")).error().code, Code::conflict);
}

TEST_F(Schemas, CanBeRequiredOnlyWhenNoResourceLacksThem) {  // standards.md DIS-10
  SchemaWish required = wish(R"({"name":"a"})");
  required.required = true;
  const ResourceId ada = add_user("ada@x.example").value();
  EXPECT_EQ(add(required).error().code, Code::conflict);
  ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
  EXPECT_THAT(replace(required).error().detail, HasSubstr("cannot be required yet"));
  ASSERT_TRUE(write<bool>([&](store::Writer& w) -> Result<bool> {
                const auto all = store::registry_of(Profile::full, w.schemas());
                const auto& type = all->type(user_type);
                json::Object changed = document(ada);
                changed[badge_urn] = json::Object{{"a", "1"}};
                TRY(rewrite(w, w.load(user_type, ada).value(), changed,
                            {type, type, store_.clock().now(), author_}));
                return true;
              }).has_value());
  EXPECT_TRUE(replace(required).has_value());
  EXPECT_EQ(add_user("bob@x.example").error().code, Code::invalid_value);
}

TEST_F(Schemas, ChangesThatKeepEveryValueTakeEffectAtOnce) {
  ASSERT_TRUE(add(wish(R"({"name":"a","required":true})")).has_value());
  const ResourceId ada = add_user("ada@x.example", R"({"a":"1"})").value();
  const auto replaced = replace(wish(R"({"name":"b"},{"name":"a","description":"new"})"));
  ASSERT_TRUE(replaced.has_value()) << replaced.error().detail;
  EXPECT_FALSE(replaced->next.has_value());
  EXPECT_EQ(badge_of(ada), json::parse(R"({"a":"1"})").value());
}

TEST_F(Schemas, AreReplacedAtOnceWhileNobodyHasValues) {
  ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
  add_user("ada@x.example").value();
  EXPECT_TRUE(replace(wish(R"({"name":"a","type":"integer","required":true})")).has_value());
  EXPECT_TRUE(add_user("bob@x.example", R"({"a":1})").has_value());
}

TEST_F(Schemas, ReplacingNamesWhatWouldBeLostAndChangesNothing) {
  ASSERT_TRUE(add(wish(R"({"name":"a"},{"name":"b"})")).has_value());
  add_user("ada@x.example", R"({"a":"1"})").value();
  const auto before = records();
  const auto refused =
      replace(wish(R"({"name":"a","type":"integer"},{"name":"c","required":true})"));
  EXPECT_EQ(refused.error().code, Code::conflict);
  for (const char* part :
       {"a was string and becomes integer", "b no longer exists", "c is required"}) {
    EXPECT_THAT(refused.error().detail, HasSubstr(part));
  }
  EXPECT_EQ(records()[0].definition, before[0].definition);
}

TEST_F(Schemas, APurgeTakesTheLostValuesAndThenPutsTheDefinitionInForce) {
  ASSERT_TRUE(add(wish(R"({"name":"a","uniqueness":"server"},{"name":"b"})")).has_value());
  const ResourceId both = add_user("ada@x.example", R"({"a":"1","b":"2"})").value();
  const ResourceId lost = add_user("bob@x.example", R"({"a":"3"})").value();
  const ResourceId none = add_user("cay@x.example").value();
  const auto started = replace(wish(R"({"name":"b"})"), Values::purge);
  ASSERT_TRUE(started.has_value()) << started.error().detail;
  EXPECT_EQ(describe(*started).at("state"), "changing");
  EXPECT_EQ(replace(wish(R"({"name":"b"})"), Values::purge).error().code, Code::conflict);
  // Where old values are being removed, new ones are not accepted.
  const auto meanwhile = add_user("dan@x.example", R"({"a":"9","b":"8"})").value();
  EXPECT_EQ(badge_of(meanwhile), json::parse(R"({"b":"8"})").value());

  store_.clock().advance_s(5);
  ASSERT_TRUE(finish().has_value());
  EXPECT_EQ(badge_of(both), json::parse(R"({"b":"2"})").value());
  EXPECT_TRUE(badge_of(lost).is_null());
  EXPECT_EQ(describe(records()[0]).at("state"), "active");
  read<bool>([&](store::Reader& reader) {
    EXPECT_EQ(reader.load(user_type, both)->version, 2u);
    EXPECT_EQ(reader.load(user_type, both)->last_modified, store_.clock().now());
    EXPECT_EQ(reader.load(user_type, none)->version, 1u);
    EXPECT_EQ(reader.load(user_type, lost)->document.find(badge_urn), std::string::npos);
    EXPECT_TRUE(reader.lookup(user_type, scim::schema::first_custom_index + 1, "1", 1).empty())
        << "the unique value has left its index";
    return true;
  });
  EXPECT_THAT(journal_types(),
              ElementsAre("organisation.created", "schema.added", "schema.change_started",
                          "user.updated", "user.updated", "schema.replaced"));
}

TEST_F(Schemas, APurgeTakesTheWholeExtensionWhereARequiredAttributeIsMissing) {
  ASSERT_TRUE(add(wish(R"({"name":"a"},{"name":"b"})")).has_value());
  const ResourceId has = add_user("ada@x.example", R"({"a":"1","b":"2"})").value();
  const ResourceId lacks = add_user("bob@x.example", R"({"b":"3"})").value();
  ASSERT_TRUE(
      replace(wish(R"({"name":"a","required":true},{"name":"b"})"), Values::purge).has_value());
  ASSERT_TRUE(finish().has_value());
  EXPECT_EQ(badge_of(has), json::parse(R"({"a":"1","b":"2"})").value());
  EXPECT_TRUE(badge_of(lacks).is_null());
}

TEST_F(Schemas, ARequiredSchemaIsMadeOptionalBeforeItLosesValues) {
  SchemaWish required = wish(R"({"name":"a"},{"name":"b"})");
  required.required = true;
  ASSERT_TRUE(add(required).has_value());
  add_user("ada@x.example", R"({"a":"1"})").value();
  SchemaWish smaller = wish(R"({"name":"b"})");
  smaller.required = true;
  EXPECT_THAT(replace(smaller, Values::purge).error().detail, HasSubstr("make it optional"));
  smaller.required = false;
  EXPECT_TRUE(replace(smaller, Values::purge).has_value());
  EXPECT_TRUE(finish().has_value());
}

TEST_F(Schemas, WithValuesAreRemovedOnlyByAPurge) {
  ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
  const ResourceId ada = add_user("ada@x.example", R"({"a":"1"})").value();
  EXPECT_EQ(remove(badge_urn).error().code, Code::conflict);
  ASSERT_TRUE(remove("URN:EXAMPLE:acme:badge", Values::purge).has_value());
  EXPECT_EQ(describe(records()[0]).at("state"), "removing");
  EXPECT_EQ(remove(badge_urn).error().code, Code::conflict);
  ASSERT_TRUE(finish().has_value());
  EXPECT_TRUE(records().empty());
  EXPECT_TRUE(badge_of(ada).is_null());
  EXPECT_EQ(remove(badge_urn).error().code, Code::not_found);
}

TEST_F(Schemas, WithoutValuesAreRemovedAtOnce) {
  ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
  ASSERT_TRUE(remove(badge_urn).has_value());
  EXPECT_TRUE(records().empty());
  EXPECT_THAT(journal_types(),
              ElementsAre("organisation.created", "schema.added", "schema.removed"));
}

TEST_F(Schemas, ChangesRunInSlicesThatGoOnWhereAnotherProcessStopped) {
  ASSERT_TRUE(add(wish(R"({"name":"a"},{"name":"b"})")).has_value());
  for (int i = 0; i < 450; ++i) {
    add_user("u" + std::to_string(i) + "@x.example", R"({"a":"1","b":"2"})").value();
  }
  ASSERT_TRUE(replace(wish(R"({"name":"b"})"), Values::purge).has_value());
  LongWorks stopped(admin_);
  EXPECT_TRUE(stopped.step().value());
  LongWorks other(admin_);
  int steps = 0;
  while (other.step().value()) {
    ASSERT_LT(++steps, 10);
  }
  EXPECT_EQ(steps, 2);
  EXPECT_FALSE(stopped.step().value());
  read<bool>([&](store::Reader& reader) {
    for (const scim::Stored& stored : reader.page(user_type, 0, 1000)) {
      EXPECT_EQ(stored.version, 2u);
      EXPECT_EQ(stored.document.find(R"("a":)"), std::string::npos);
    }
    return true;
  });
}

// A worker that kept its own position would start the second removal where the first one stopped,
// and leave values that reappear with the next definition.
TEST_F(Schemas, ARemovalBetweenTwoLooksOfAWorkerBeginsAtTheFirstResource) {
  constexpr int users = 450;
  const auto badges = [&] {
    return read<std::size_t>([&](store::Reader& reader) {
      std::size_t count = 0;
      for (const scim::Stored& stored : reader.page(user_type, 0, 2 * users)) {
        count += stored.document.find(badge_urn) == std::string::npos ? 0U : 1U;
      }
      return count;
    });
  };
  LongWorks server(admin_);
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
    for (int i = 0; i < users; ++i) {
      const std::string name = fmt::format("r{}u{}@x.example", round, i);
      ASSERT_TRUE(add_user(name, R"({"a":"1"})").has_value());
    }
    ASSERT_TRUE(remove(badge_urn, Values::purge).has_value());
    EXPECT_TRUE(server.step().value());
    EXPECT_TRUE(server.step().value());
    ASSERT_TRUE(finish().has_value()) << "the command is faster";
    EXPECT_EQ(badges(), 0U) << round;
    EXPECT_TRUE(records().empty());
  }
  // The other way round: here the server finishes it.
  ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
  for (int i = 0; i < users; ++i) {
    ASSERT_TRUE(add_user(fmt::format("u{}@x.example", i), R"({"a":"1"})").has_value());
  }
  ASSERT_TRUE(remove(badge_urn, Values::purge).has_value());
  while (server.step().value()) {
  }
  EXPECT_EQ(badges(), 0U);
  EXPECT_TRUE(records().empty());
}

TEST_F(Schemas, ShowTheProgressOfAChange) {
  ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
  for (int i = 0; i < 201; ++i) {
    add_user(fmt::format("u{}@x.example", i), R"({"a":"1"})").value();
  }
  const auto shown = [&] {
    return read<json::Object>(
        [](store::Reader& reader) { return describe(reader, reader.schemas().at(0)); });
  };
  EXPECT_FALSE(shown().contains("progress"));
  ASSERT_TRUE(remove(badge_urn, Values::purge).has_value());
  EXPECT_EQ(shown().at("progress"), json::parse(R"({"done":0,"total":201})").value());
  EXPECT_TRUE(LongWorks(admin_).step().value());
  EXPECT_EQ(shown().at("progress"), json::parse(R"({"done":200,"total":201})").value());
}

TEST_F(Schemas, OutliveTheWayToTheMinimalProfile) {
  ASSERT_TRUE(set_organisation(admin_, org_.id, {"attributes=full"}, false).has_value());
  ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
  const ResourceId ada = add_user("ada@x.example", R"({"a":"1"})").value();
  ASSERT_TRUE(set_organisation(admin_, org_.id, {"attributes=minimal"}, true).has_value());
  EXPECT_EQ(badge_of(ada), json::parse(R"({"a":"1"})").value());
}

TEST_F(Schemas, StayWithTheirUrnAndTheirResourceType) {
  ASSERT_TRUE(add(wish(R"({"name":"a"})")).has_value());
  EXPECT_THAT(replace(wish(R"({"name":"a"})", "urn:example:acme:badge")).error().detail,
              HasSubstr("the id is urn:example:acme:Badge"));
  SchemaWish moved = wish(R"({"name":"a"})");
  moved.type = group_type;
  EXPECT_THAT(replace(moved).error().detail, HasSubstr("cannot move to Group"));
  SchemaWish team = wish(R"({"name":"a"})", "urn:example:team");
  team.type = group_type;
  ASSERT_TRUE(add(team).has_value());
  team.type = std::nullopt;
  EXPECT_EQ(replace(team).value().type, group_type);
  EXPECT_EQ(replace(wish(R"({"name":"a"})", "urn:example:none")).error().code, Code::not_found);
}

TEST_F(Schemas, AreShownAsSchemaResourcesWithoutWhatIsOurs) {
  const SchemaRecord record = add(wish(R"({"name":"a","uniqueness":"server"})")).value();
  const json::Object shown = describe(record);
  EXPECT_EQ(shown.at("urn"), badge_urn);
  EXPECT_EQ(shown.at("resourceType"), "User");
  EXPECT_EQ(shown.at("required"), false);
  EXPECT_EQ(shown.at("state"), "active");
  const auto again = scim::schema::read_definition(shown.at("definition"));
  EXPECT_TRUE(again.has_value()) << "it can be sent back as it is";
}

}  // namespace
}  // namespace provost::admin
