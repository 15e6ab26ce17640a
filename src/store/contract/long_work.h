#pragma once

#include "store/contract/catalogue.h"
#include "store/contract/fixture.h"
#include "store/journal.h"
#include "store/kept_answers.h"
#include "store/long_work.h"

// Long work, and changes above organisations that also write within one.
namespace provost::store::contract {

inline std::optional<DueWork> due_in(Session& session, OrgKey after, Timestamp now = {1000}) {
  std::optional<DueWork> due;
  session.catalogue([&](Catalogue& catalogue) { due = catalogue.due_work(after, now, 60); });
  return due;
}

TEST_P(StoreContract, LongWorkComesBackAsItWasSaved) {
  const LongWork saved{.kind = WorkKind::schema_change,
                       .subject = "urn:x:a",
                       .after = id_of(7),
                       .done = 500,
                       .total = 1200,
                       .actor = "operator:1",
                       .cause = "request",
                       .failures = 3,
                       .not_before = {900},
                       .fault = "why"};
  write(acme_, [&](Writer& writer) {
    writer.change_long_work().save({.kind = WorkKind::schema_change, .subject = "urn:x:a"});
    writer.change_long_work().save(saved);
    EXPECT_EQ(writer.long_work().find(WorkKind::schema_change, "urn:x:a")->done, 500U)
        << "a unit sees its own change";
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_FALSE(reader.long_work().find(WorkKind::schema_change, "urn:x:b").has_value());
    EXPECT_FALSE(reader.long_work().find(WorkKind::purge, "urn:x:a").has_value());
    const auto found = reader.long_work().find(WorkKind::schema_change, "urn:x:a");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->after, saved.after);
    EXPECT_EQ(found->total, saved.total);
    EXPECT_EQ(found->actor, saved.actor);
    EXPECT_EQ(found->cause, saved.cause);
    EXPECT_EQ(found->failures, saved.failures);
    EXPECT_EQ(found->not_before, saved.not_before);
    EXPECT_EQ(found->fault, saved.fault);
  });
  read(create_org("other"), [](Reader& reader) {
    EXPECT_FALSE(reader.long_work().find(WorkKind::schema_change, "urn:x:a").has_value());
  });
  write(acme_, [](Writer& writer) {
    writer.change_long_work().remove(WorkKind::schema_change, "urn:x:a");
  });
  EXPECT_FALSE(due_in(*session_, {}).has_value());
}

// Whoever looks sees a large group go at once, whether its rows have gone or not.
TEST_P(StoreContract, ALargeGroupGoesAtOnceAndItsRowsInSlices) {
  constexpr std::uint32_t last = 4500;
  const ResourceId large = id_of(9000);
  insert_users(acme_, 1, last);
  insert_group(acme_, 9000, "Large");
  insert_group(acme_, 9001, "Outer");
  scim::RelationChange all;
  for (std::uint32_t n = 1; n <= last; ++n) {
    all.add.push_back(id_of(n));
  }
  all.add.push_back(large);
  change(acme_, 9000, all);
  change(acme_, 9001, adding({9000, last}));
  write(acme_, [&](Writer& writer) {
    EXPECT_EQ(writer.remove(groups, large, group("Large").keys(), clock_.now()), ids({9001}));
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_TRUE(reader.members(large, {}, 10).empty());
    EXPECT_EQ(reader.member_count(large), 0u);
    EXPECT_FALSE(reader.is_member(large, id_of(last)));
    EXPECT_EQ(ids_of(reader.groups_of(id_of(last), {}, 10)), ids({9001}));
    EXPECT_TRUE(reader.groups_of(large, {}, 10).empty());
  });
  write(acme_, [&](Writer& writer) {
    EXPECT_EQ(writer.remove(users, id_of(last), user("u4500@x").keys(), clock_.now()), ids({9001}))
        << "a group that is not there loses nobody";
  });
  const std::optional<DueWork> due = due_in(*session_, {});
  ASSERT_TRUE(due.has_value()) << "somebody has to take the rows away";
  EXPECT_EQ(due->work.kind, WorkKind::leftovers);
  EXPECT_EQ(due->work.subject, large.to_string());
  EXPECT_EQ(due->work.total, last + 1);
  std::size_t left = last - 1;  // the group in itself and the last user have gone
  left -= due->work.done;
  write(acme_, [&](Writer& writer) {
    EXPECT_EQ(writer.change_long_work().remove_leftovers(large, 1500), 1500u);
    EXPECT_EQ(writer.change_long_work().remove_leftovers(large, 1500), left - 1500);
    EXPECT_EQ(writer.change_long_work().remove_leftovers(large, 1500), 0u);
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(ids_of(reader.members(id_of(9001), {}, 10)), ids({}));
    EXPECT_TRUE(reader.load(users, id_of(1)).has_value());
  });
}

TEST_P(StoreContract, WorkIsDueInTurnsAndUnlessItIsSetBack) {
  const OrgKey other = create_org("other");
  EXPECT_FALSE(due_in(*session_, {}).has_value());
  const auto save = [&](OrgKey org, Timestamp not_before) {
    write(org, [&](Writer& writer) {
      writer.change_long_work().save({.kind = WorkKind::purge, .not_before = not_before});
    });
  };
  save(acme_, {});
  save(other, {});
  EXPECT_EQ(due_in(*session_, {})->org, OrgId("acme"));
  EXPECT_EQ(due_in(*session_, acme_)->org, OrgId("other"));
  EXPECT_FALSE(due_in(*session_, other).has_value());
  save(acme_, {1001});
  EXPECT_EQ(due_in(*session_, {})->org_key, other);
  EXPECT_EQ(due_in(*session_, {}, {1001})->org_key, acme_);
  save(acme_, Timestamp{1000}.plus_s(61));
  EXPECT_EQ(due_in(*session_, {})->org_key, acme_) << "set back by a clock that was ahead";
}

TEST_P(StoreContract, ARemovedOrganisationHasNoOtherWorkThanItsRemoval) {
  write(acme_, [](Writer& writer) {
    writer.change_long_work().save({.kind = WorkKind::purge});
    writer.change_long_work().save({.kind = WorkKind::schema_change, .subject = "urn:x:a"});
  });
  ASSERT_TRUE(remove_org(*session_, "acme").has_value());
  const std::optional<DueWork> due = due_in(*session_, {});
  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(due->work.kind, WorkKind::removal);
  EXPECT_EQ(due->org, OrgId("acme"));
  while (purge(*session_, 1)) {
  }
  EXPECT_FALSE(due_in(*session_, {}).has_value());
}

TEST_P(StoreContract, AnOrganisationThatIsThereIsNeverPurged) {
  insert_users(acme_, 1, 3);
  EXPECT_TRUE(catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
                EXPECT_FALSE(catalogue.purge(acme_, 100));
                return {};
              }).has_value());
  read(acme_, [](Reader& reader) { EXPECT_EQ(reader.count(users), 3U); });
}

TEST_P(StoreContract, AChangeAboveOrganisationsHappensWithWhatItDoesWithinOne) {
  const auto create = [&](const char* id, bool fails) {
    return catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
      TRY_ASSIGN(const OrgKey key, catalogue.create(OrgId(id), {}, clock_.now()));
      Writer* within = catalogue.within(key);
      EXPECT_NE(within, nullptr);
      within->append(entry("organisation.created"));
      catalogue.within(installation)->change_kept_answers().insert({.scope = id});
      return fails ? Result<void>(Error(Code::conflict, "no")) : Result<void>();
    });
  };
  EXPECT_TRUE(create("first", false).has_value());
  EXPECT_EQ(create("second", true).error().code, Code::conflict);
  EXPECT_FALSE(find_org(*session_, "second").has_value());
  read(find_org(*session_, "first")->key, [](Reader& reader) {
    ASSERT_EQ(reader.journal(0, 10).size(), 1U);
    EXPECT_EQ(reader.journal(0, 10)[0].entry.type, "organisation.created");
    EXPECT_FALSE(reader.kept_answers().find("first").has_value());
  });
  read(installation, [](Reader& reader) {
    EXPECT_TRUE(reader.kept_answers().find("first").has_value());
    EXPECT_FALSE(reader.kept_answers().find("second").has_value());
  });
}

TEST_P(StoreContract, NothingIsWrittenWithinARemovedOrganisation) {
  EXPECT_TRUE(catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
                EXPECT_NE(catalogue.within(acme_), nullptr);
                TRY(catalogue.remove(OrgId("acme")));
                EXPECT_EQ(catalogue.within(acme_), nullptr);
                return {};
              }).has_value());
}

TEST_P(StoreContract, AnswersOfAllOrganisationsGoByTheirAge) {
  const OrgKey other = create_org("other");
  for (const OrgKey org : {acme_, other, installation}) {
    write(org, [](Writer& writer) {
      writer.change_kept_answers().insert({.scope = "old", .created = {5}});
      writer.change_kept_answers().insert({.scope = "new", .created = {9}});
    });
  }
  const auto has_old = [&] {
    bool has = false;
    session_->catalogue([&](Catalogue& catalogue) { has = catalogue.has_answers_before({9}); });
    return has;
  };
  int slices = 0;
  while (has_old()) {
    ASSERT_LT(++slices, 4);
    EXPECT_TRUE(catalogue_write_and_wait(*session_, [](CatalogueWriter& catalogue) -> Result<void> {
                  catalogue.remove_answers_before({9}, 2);
                  return {};
                }).has_value());
  }
  EXPECT_EQ(slices, 2);
  for (const OrgKey org : {acme_, other, installation}) {
    read(org, [](Reader& reader) {
      EXPECT_FALSE(reader.kept_answers().find("old").has_value());
      EXPECT_TRUE(reader.kept_answers().find("new").has_value());
    });
  }
}

}  // namespace provost::store::contract
