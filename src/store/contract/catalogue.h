#pragma once

#include <future>
#include <vector>

#include "store/contract/fixture.h"
#include "store/long_work.h"

// Organisations come and go.
namespace provost::store::contract {

inline std::optional<Org> find_org(Session& session, const std::string& id) {
  std::optional<Org> found;
  session.catalogue([&](Catalogue& catalogue) { found = catalogue.find(OrgId(id)); });
  return found;
}

inline std::int64_t generation_of(Session& session) {
  std::int64_t generation = 0;
  session.catalogue([&](Catalogue& catalogue) { generation = catalogue.settings_generation(); });
  return generation;
}

inline Result<void> remove_org(Session& session, const std::string& id) {
  return catalogue_write_and_wait(session, [&](CatalogueWriter& catalogue) -> Result<void> {
    TRY(catalogue.remove(OrgId(id)));
    return {};
  });
}

// A slice of the removal that is due first. False when nothing is left to purge.
inline bool purge(Session& session, std::size_t rows) {
  std::optional<DueWork> due;
  session.catalogue([&](Catalogue& catalogue) { due = catalogue.due_work({}, {}, 0); });
  if (!due || due->work.kind != WorkKind::removal) {
    return false;
  }
  EXPECT_TRUE(catalogue_write_and_wait(session, [&](CatalogueWriter& catalogue) -> Result<void> {
                catalogue.purge(due->org_key, rows);
                return {};
              }).has_value());
  return true;
}

TEST_P(StoreContract, OrganisationsAreFoundAndListedInOrder) {
  create_org("zeta");
  create_org("globex");
  std::vector<std::string> ids;
  session_->catalogue([&](Catalogue& catalogue) {
    for (const Org& org : catalogue.list(OrgId(), 100)) {
      ids.push_back(org.id.str());
    }
  });
  EXPECT_EQ(ids, (std::vector<std::string>{"acme", "globex", "zeta"}));
  session_->catalogue([&](Catalogue& catalogue) {
    const std::vector<Org> page = catalogue.list(OrgId("acme"), 1);
    ASSERT_EQ(page.size(), 1u);
    EXPECT_EQ(page[0].id, OrgId("globex"));
  });
  const auto acme = find_org(*session_, "acme");
  ASSERT_TRUE(acme.has_value());
  EXPECT_EQ(acme->key, acme_);
  EXPECT_EQ(acme->id, OrgId("acme"));
  EXPECT_EQ(acme->settings.name, "acme");
  EXPECT_EQ(acme->created, clock_.now());
  EXPECT_FALSE(find_org(*session_, "nobody").has_value());
}

TEST_P(StoreContract, SettingsAreSaved) {
  write(acme_, [](Writer& writer) {
    writer.save_settings({.name = "Acme Ltd",
                          .profile = scim::schema::Profile::full,
                          .scim_enabled = true,
                          .reject_extra = true,
                          .strict = true,
                          .allowed_networks = {"192.0.2.0/24", "2001:db8::/32"}});
  });
  const OrgSettings settings = find_org(*session_, "acme")->settings;
  EXPECT_EQ(settings.name, "Acme Ltd");
  EXPECT_EQ(settings.profile, scim::schema::Profile::full);
  EXPECT_TRUE(settings.scim_enabled);
  EXPECT_TRUE(settings.reject_extra);
  EXPECT_TRUE(settings.strict);
  EXPECT_EQ(settings.allowed_networks, (std::vector<std::string>{"192.0.2.0/24", "2001:db8::/32"}));
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.settings().name, "Acme Ltd");
    EXPECT_EQ(reader.settings().allowed_networks, settings.allowed_networks);
  });
}

TEST_P(StoreContract, AnIdIsTakenOnlyOnce) {
  const Result<void> outcome =
      catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
        TRY(catalogue.create(OrgId("acme"), {}, clock_.now()));
        return {};
      });
  EXPECT_EQ(outcome.error().code, Code::uniqueness);
  EXPECT_EQ(remove_org(*session_, "nobody").error().code, Code::not_found);
}

TEST_P(StoreContract, EveryChangeOfSettingsOrTokensGrowsTheGeneration) {
  const std::vector<std::pair<const char*, std::function<void(Writer&)>>> changes{
      {"insert_token", [](Writer& w) { w.insert_token(token("t1", "l1")); }},
      {"expire_tokens", [](Writer& w) { w.expire_tokens("t1", {1}, std::nullopt); }},
      {"expire_token", [](Writer& w) { w.expire_token("t1", {1}); }},
      {"save_settings", [](Writer& w) { w.save_settings({.name = "x"}); }}};
  for (const auto& [name, work] : changes) {
    const std::int64_t before = generation_of(*session_);
    write(acme_, work);
    EXPECT_GT(generation_of(*session_), before) << name;
  }
  std::int64_t before = generation_of(*session_);
  create_org("globex");
  EXPECT_GT(generation_of(*session_), before);
  before = generation_of(*session_);
  ASSERT_TRUE(remove_org(*session_, "globex").has_value());
  EXPECT_GT(generation_of(*session_), before);
}

TEST_P(StoreContract, EverySessionKnowsTheGenerationThatWasCommittedBeforeTheWriteIsAnswered) {
  const auto other = store_->open_session();
  std::int64_t seen = 0;
  std::promise<void> answered;
  session_->write(
      acme_,
      [](Writer& w) -> Result<void> {
        w.insert_token(token("t1", "l1"));
        return {};
      },
      [&](const Result<void>& outcome) {
        EXPECT_TRUE(outcome.has_value());
        seen = other->committed_generation();
        answered.set_value();
      });
  answered.get_future().wait();
  EXPECT_EQ(seen, generation_of(*other));
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.catalogue().settings_generation(), seen) << "a reader knows it too";
  });
  insert_users(acme_, 1, 1);
  EXPECT_EQ(other->committed_generation(), seen);
  const Result<void> failed = try_write(acme_, [](Writer& w) -> Result<void> {
    w.save_settings({.name = "never"});
    EXPECT_GT(w.catalogue().settings_generation(), 0);
    return Error(Code::conflict, "");
  });
  EXPECT_TRUE(failed.has_error());
  EXPECT_EQ(session_->committed_generation(), seen);
}

TEST_P(StoreContract, OrdinaryWritesLeaveTheGeneration) {
  write(acme_, [](Writer& w) { w.insert_token(token("t1", "l1")); });
  const std::int64_t before = generation_of(*session_);
  insert_users(acme_, 1, 1);
  write(acme_, [](Writer& w) { w.mark_token_used("t1", {1}, "192.0.2.1", "agent"); });
  const Result<void> failed = try_write(acme_, [](Writer& w) -> Result<void> {
    w.save_settings({.name = "never"});
    return Error(Code::conflict, "");
  });
  EXPECT_TRUE(failed.has_error());
  EXPECT_EQ(generation_of(*session_), before);
}

TEST_P(StoreContract, ARemovedOrganisationIsGoneAtOnceAndItsIdIsFree) {
  insert_users(acme_, 1, 3);
  write(acme_, [](Writer& w) { w.insert_token(token("t1", "l1")); });
  ASSERT_TRUE(remove_org(*session_, "acme").has_value());
  EXPECT_FALSE(find_org(*session_, "acme").has_value());
  session_->catalogue(
      [](Catalogue& catalogue) { EXPECT_TRUE(catalogue.list(OrgId(), 100).empty()); });
  read(acme_, [](Reader& reader) { EXPECT_TRUE(reader.tokens().empty()); });
  const Result<void> late = try_write(acme_, [&](Writer& writer) {
    return writer.insert(users, id_of(9), user("late@x"), clock_.now());
  });
  EXPECT_EQ(late.error().code, Code::not_found);

  const OrgKey again = create_org("acme");
  EXPECT_NE(again, acme_);
  read(again, [](Reader& reader) { EXPECT_TRUE(reader.page(users, 0, 10).empty()); });
}

TEST_P(StoreContract, PurgeTakesARemovedOrganisationAwayInSlices) {
  const OrgKey globex = create_org("globex");
  for (const OrgKey org : {acme_, globex}) {
    insert_users(org, 1, 20);
    insert_group(org, 100, "Sales");
    change(org, 100, adding({1, 2, 3}));
    write(org, [](Writer& writer) {
      writer.save_schema(schema_record("urn:x:a"));
      writer.append(entry("t", "", "v"));
      writer.append(entry("t"));
    });
  }
  EXPECT_FALSE(purge(*session_, 1000)) << "nothing was removed yet";
  ASSERT_TRUE(remove_org(*session_, "acme").has_value());
  EXPECT_TRUE(purge(*session_, 5));
  std::size_t left = 0;
  read(acme_, [&](Reader& reader) { left = reader.page(users, 0, 100).size(); });
  EXPECT_GE(left, 15u) << "a slice takes no more rows than asked";
  int slices = 1;
  while (purge(*session_, 5)) {
    ASSERT_LT(++slices, 100);
  }
  EXPECT_GT(slices, 5);
  read(acme_, [&](Reader& reader) {
    EXPECT_TRUE(reader.page(users, 0, 10).empty());
    EXPECT_TRUE(reader.page(groups, 0, 10).empty());
    EXPECT_TRUE(reader.members(id_of(100), {}, 10).empty());
    EXPECT_TRUE(reader.groups_of(id_of(1), {}, 10).empty());
    EXPECT_TRUE(reader.journal(0, 10).empty());
    EXPECT_TRUE(reader.schemas().empty());
    EXPECT_EQ(reader.count(users), 0u);
    const scim::IndexKey key = naming_key(user("u1@x"));
    EXPECT_TRUE(reader.lookup(users, key.index, key.key, 10).empty());
  });
  read(globex, [&](Reader& reader) {
    EXPECT_EQ(reader.page(users, 0, 100).size(), 20u);
    EXPECT_EQ(reader.member_count(id_of(100)), 3u);
    EXPECT_EQ(reader.journal(0, 10).size(), 2u);
    EXPECT_EQ(reader.schemas().size(), 1u);
  });
}

TEST_P(StoreContract, TheTwoNewestCursorKeysAreKept) {
  const auto add = [&](std::string_view key) {
    EXPECT_TRUE(
        catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
          catalogue.add_cursor_key(key, clock_.now());
          return {};
        }).has_value());
  };
  const auto keys = [&] {
    std::vector<CursorKey> found;
    session_->catalogue([&](Catalogue& catalogue) { found = catalogue.cursor_keys(); });
    return found;
  };
  EXPECT_TRUE(keys().empty());
  const std::int64_t before = generation_of(*session_);
  add("first");
  EXPECT_GT(generation_of(*session_), before);
  add("second");
  const std::vector<CursorKey> two = keys();
  ASSERT_EQ(two.size(), 2u);
  EXPECT_EQ(two[0].key, "second");
  EXPECT_EQ(two[1].key, "first");
  EXPECT_GT(two[0].generation, two[1].generation);
  EXPECT_EQ(two[0].created, clock_.now());
  add("third");
  reopen();
  ASSERT_EQ(keys().size(), 2u);
  EXPECT_EQ(keys()[0].key, "third");
  EXPECT_EQ(keys()[1].generation, two[0].generation);
}

}  // namespace provost::store::contract
