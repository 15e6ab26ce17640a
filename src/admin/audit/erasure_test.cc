#include "admin/audit/erasure.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "admin/chores/long_work.h"
#include "admin/command/organisations.h"
#include "identity/sign_in.h"
#include "store/journal.h"
#include "store/kept_answers.h"
#include "store/sign_in.h"
#include "store/testing/hooked_session.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

constexpr const char* nobody = "0190a7c3-1111-7222-8333-444455556666";

class ErasureTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(create_organisation(admin_, OrgId("acme"), {.name = "Acme"}).has_value());
    org_ = identity::find_organisation(admin_, OrgId("acme"))->key;
    ada_ = insert("ada@x.example", false);
    bob_ = insert("bob@x.example", true);
  }

  ResourceId insert(const char* name, bool active) {
    const ResourceId id = new_id(store_.clock().now(), store_.random());
    const auto registry = scim::schema::registry_of(scim::schema::Profile::minimal);
    EXPECT_TRUE(write([&](store::Writer& writer) -> Result<void> {
                  scim::Draft draft;
                  draft.document = {{"userName", name}, {"active", active}};
                  TRY_ASSIGN(const auto resource,
                             scim::resource::validate(std::move(draft),
                                                      registry->type(scim::schema::user_type)));
                  TRY(writer.insert(scim::schema::user_type, id, resource, {}));
                  append(writer, id, "token:t", origin("192.0.2.1"));
                  return {};
                }).has_value());
    return id;
  }
  static store::Origin origin(const char* ip) {
    return std::make_shared<const std::string>(json::write({{"ip", ip}}));
  }
  static void append(store::Writer& writer, const ResourceId& id, std::string actor,
                     store::Origin from) {
    writer.append({.type = "user.updated",
                   .subject_type = "user",
                   .subject_id = id.to_string(),
                   .actor = std::move(actor),
                   .cause = {},
                   .data = "{}",
                   .values = R"({"after":{}})",
                   .origin = std::move(from)});
  }
  Result<void> write(const store::WriteWork& work) {
    return store::write_and_wait(store_.session(), org_, work);
  }
  // All slices.
  Result<Erasure> erase(const ResourceId& id) {
    Erasure place;
    while (!place.is_done) {
      TRY(write([&](store::Writer& writer) -> Result<void> {
        TRY_ASSIGN(place, erase_person(writer, id, place, {"cli", {}}));
        return {};
      }));
    }
    return place;
  }
  std::vector<store::SealedEntry> journal() {
    std::vector<store::SealedEntry> entries;
    EXPECT_TRUE(store::read_and_wait(store_.session(), org_, [&](store::Reader& reader) {
                  entries = reader.journal(0, 10'000);
                }).has_value());
    return entries;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  store::OrgKey org_{};
  ResourceId ada_;
  ResourceId bob_;
};

TEST_F(ErasureTest, TakesValuesAndOriginsOfOnePersonAndSaysSo) {
  ASSERT_EQ(erase(ada_).value().entries, 1u);
  const auto entries = journal();
  EXPECT_EQ(entries.back().entry.type, "user.erased");
  EXPECT_EQ(entries.back().entry.subject_id, ada_.to_string());
  EXPECT_EQ(entries.back().entry.actor, "cli");
  for (const store::SealedEntry& sealed : entries) {
    if (sealed.entry.type == "user.updated") {
      const bool is_ada = sealed.entry.subject_id == ada_.to_string();
      EXPECT_EQ(sealed.entry.values.empty(), is_ada);
      EXPECT_EQ(sealed.entry.origin == nullptr, is_ada);
    }
  }
}

TEST_F(ErasureTest, TakesTheOriginsOfWhatTheyDidButNotWhatItWas) {
  ASSERT_TRUE(write([&](store::Writer& writer) -> Result<void> {
                append(writer, bob_, "member:" + ada_.to_string(), origin("192.0.2.9"));
                return {};
              }).has_value());
  EXPECT_EQ(erase(ada_).value().entries, 2u);
  const store::SealedEntry done = journal()[journal().size() - 2];
  EXPECT_EQ(done.entry.actor, "member:" + ada_.to_string());
  EXPECT_EQ(done.entry.origin, nullptr);
  EXPECT_FALSE(done.entry.values.empty()) << "these are of somebody else";
}

TEST_F(ErasureTest, ReachesWhatWaitsToBeSealed) {  // docs/decisions/0019
  ASSERT_TRUE(write([&](store::Writer& writer) -> Result<void> {
                for (int i = 0; i < 8000; ++i) {
                  writer.append({.type = "t"});
                }
                append(writer, ada_, "token:t", origin("192.0.2.1"));
                return {};
              }).has_value());
  EXPECT_EQ(erase(ada_).value().entries, 2u);
  const auto entries = journal();
  EXPECT_EQ(entries.back().entry.type, "user.erased") << "it waits for nothing itself";
  const store::SealedEntry& about = entries[entries.size() - 2];
  EXPECT_EQ(about.entry.subject_id, ada_.to_string());
  EXPECT_TRUE(about.entry.values.empty());
  EXPECT_EQ(about.entry.origin, nullptr);
}

TEST_F(ErasureTest, IsRefusedForActiveAndUnknownPeople) {
  EXPECT_EQ(erase(bob_).error().code, Code::conflict);
  EXPECT_EQ(erase(Uuid::parse(nobody).value()).error().code, Code::not_found);
  EXPECT_NE(journal().back().entry.type, "user.erased");
}

TEST_F(ErasureTest, ReachesPeopleWhoAreDeletedAndGoesInSlices) {
  ASSERT_TRUE(write([&](store::Writer& writer) -> Result<void> {
                for (int i = 0; i < 1200; ++i) {
                  append(writer, ada_, "token:t", origin("192.0.2.1"));
                }
                writer.remove(scim::schema::user_type, ada_, {}, {});
                return {};
              }).has_value());
  EXPECT_EQ(erase(ada_).value().entries, 1201u);
  for (const store::SealedEntry& sealed : journal()) {
    EXPECT_TRUE(sealed.entry.subject_id != ada_.to_string() || sealed.entry.values.empty());
  }
}

// Before they were provisioned, the refusals could not be attributed to them.
TEST_F(ErasureTest, TakesRefusedSignInsOfNobodyKnownThatCallThemByTheirNameOrId) {
  const auto refused = [](const char* object_id, const char* name) {
    return store::JournalEntry{
        .type = "sign_in.refused",
        .subject_type = "identity",
        .subject_id = "unknown",
        .actor = "server",
        .data = "{}",
        .values = json::write({{"objectId", object_id}, {"userName", name}})};
  };
  ASSERT_TRUE(
      write([&](store::Writer& writer) -> Result<void> {
        writer.append(refused("o-1", "ADA@x.example"));
        writer.append(refused("o-ada", "other@x.example"));
        writer.append(refused("o-bob", "bob@x.example"));
        const auto refuse = [&](const char* person, const char* name) {
          writer.change_sign_in().add_refusal(
              {.reason = "unknown_person", .person = person, .name = name, .last = {5}}, {});
        };
        refuse("by-name", "Ada@x.example");
        refuse(identity::refused_person("", "").c_str(), "told by her journal entry");
        refuse("other", "bob@x.example");
        writer.append({.type = "user.deleted",
                       .subject_type = "user",
                       .subject_id = ada_.to_string(),
                       .actor = "token:t",
                       .data = "{}",
                       .values = json::write({{"before", json::Object{{"userName", "ada@x.example"},
                                                                      {"externalId", "o-ada"}}}})});
        writer.remove(scim::schema::user_type, ada_, {}, {});
        return {};
      }).has_value());
  EXPECT_EQ(erase(ada_).value().entries, 4u);
  std::vector<bool> kept;
  for (const store::SealedEntry& sealed : journal()) {
    if (sealed.entry.type == "sign_in.refused") {
      kept.push_back(!sealed.entry.values.empty());
    }
  }
  EXPECT_EQ(kept, (std::vector<bool>{false, false, true}));
  ASSERT_TRUE(store::read_and_wait(store_.session(), org_, [&](store::Reader& reader) {
                const auto left = reader.sign_in().refused_people("unknown_person", {}, 10);
                ASSERT_EQ(left.size(), 1U);
                EXPECT_EQ(left[0].name, "bob@x.example");
              }).has_value());
}

// A deleted person has no document; the entries lose what they say about the person.
TEST_F(ErasureTest, GathersEveryNameOfWhoeverIsDeletedBeforeAnythingGoes) {
  const auto changed = [&](const json::Object& before, const json::Object& after) {
    return store::JournalEntry{.type = "user.updated",
                               .subject_type = "user",
                               .subject_id = ada_.to_string(),
                               .actor = "token:t",
                               .data = "{}",
                               .values = json::write({{"before", before}, {"after", after}})};
  };
  ASSERT_TRUE(write([&](store::Writer& writer) -> Result<void> {
                writer.append(changed({{"externalId", "first"}}, {{"externalId", "second"}}));
                for (int i = 0; i < 600; ++i) {
                  append(writer, ada_, "token:t", origin("192.0.2.1"));
                }
                writer.append(changed({{"userName", "ada@x.example"}}, {{"userName", "a@y"}}));
                append(writer, bob_, "token:t", origin("192.0.2.1"));
                writer.remove(scim::schema::user_type, ada_, {}, {});
                return {};
              }).has_value());
  const std::size_t entries = journal().size();
  Erasure place;
  int slices = 0;
  for (; place.part == Erasure::Part::names; ++slices) {
    ASSERT_TRUE(write([&](store::Writer& writer) -> Result<void> {
                  TRY_ASSIGN(place, erase_person(writer, ada_, place, {"cli", {}}));
                  return {};
                }).has_value());
  }
  EXPECT_EQ(slices, 2);
  const log::Person person = person_in_log(ada_, place);
  EXPECT_EQ(person.id, ada_.to_string());
  EXPECT_THAT(person.names,
              ::testing::UnorderedElementsAre("first", "second", "ada@x.example", "a@y"));
  EXPECT_EQ(journal().size(), entries);
  for (const store::SealedEntry& sealed : journal()) {
    EXPECT_TRUE(sealed.entry.type != "user.updated" || !sealed.entry.values.empty());
  }
}

TEST_F(ErasureTest, TakesAnswersThatSpeakOfThemAndKeepsThatTheyWereGiven) {
  ASSERT_TRUE(write([&](store::Writer& writer) -> Result<void> {
                store::KeptAnswerWriter& kept = writer.change_kept_answers();
                for (int i = 0; i < 250; ++i) {
                  const std::string scope = fmt::format("{:03}", i);
                  kept.insert({.scope = scope, .request = "r", .created = {}, .answer = {}});
                  kept.set_answer(scope, i == 249 ? R"({"userName":"ada@x.example"})"
                                         : i == 3 ? json::write({{"id", ada_.to_string()}})
                                                  : R"({"userName":"bob@x.example"})");
                }
                return {};
              }).has_value());
  ASSERT_TRUE(erase(ada_).has_value());
  ASSERT_TRUE(store::read_and_wait(store_.session(), org_, [&](store::Reader& reader) {
                for (int i = 0; i < 250; ++i) {
                  const auto kept = reader.kept_answers().find(fmt::format("{:03}", i));
                  ASSERT_TRUE(kept.has_value());
                  EXPECT_EQ(kept->answer.has_value(), i != 3 && i != 249) << i;
                }
              }).has_value());
}

TEST_F(ErasureTest, EndsWithAnEmptyLogOfTheStore) {
  ASSERT_TRUE(erase(ada_).has_value());
  EXPECT_GT(store_.store().figures().wal_bytes, 0U);
  ASSERT_TRUE(finish_work(admin_, org_, store::WorkKind::forgetting, {}).has_value());
  std::size_t left = 1;
  ASSERT_TRUE(store::read_and_wait(store_.session(), org_, [&](store::Reader& reader) {
                left = reader.long_work().find(store::WorkKind::forgetting, {}) ? 1 : 0;
              }).has_value());
  EXPECT_EQ(left, 0U);
  // What remains is the note that the erasure is done: a page or two.
  EXPECT_LT(store_.store().figures().wal_bytes, 100'000U);
}

TEST_F(ErasureTest, ACommandThatWaitsForTheLogDoesNotPutTheServerOff) {
  ASSERT_TRUE(erase(ada_).has_value());
  testing::HookedSession session(store_.store().open_session());
  session.hold_log(2);
  int tries = 0;
  const auto let_the_server_try = [&](const store::LongWork&) {
    ++tries;
    EXPECT_TRUE(LongWorks(admin_).step().value()) << "it is not due";
  };
  const identity::Admin command{session, store_.clock(), store_.random(), "cli"};
  ASSERT_TRUE(
      finish_work(command, org_, store::WorkKind::forgetting, {}, let_the_server_try).has_value());
  EXPECT_EQ(tries, 1);
}

TEST_F(ErasureTest, AServerThatFindsTheLogReadTriesAgainInASecond) {
  ASSERT_TRUE(erase(ada_).has_value());
  testing::HookedSession session(store_.store().open_session());
  session.hold_log(1);
  LongWorks server({session, store_.clock(), store_.random(), "server"});
  EXPECT_TRUE(server.step().value());
  EXPECT_FALSE(server.step().value()) << "at once";
  store_.clock().advance_s(1);
  EXPECT_TRUE(server.step().value());
  EXPECT_FALSE(server.step().value()) << "it is done";
}

}  // namespace
}  // namespace provost::admin
