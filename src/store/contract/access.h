#pragma once

#include "store/access.h"
#include "store/contract/catalogue.h"
#include "store/contract/fixture.h"

// Mappings, the access of people, and the facts beside them.
namespace provost::store::contract {

inline Mapping mapping(std::uint32_t group, access::Target target) {
  return {.group = id_of(group), .target = target, .at = {7}, .by = "cli", .cause = "r1"};
}

inline AccessRow row(access::Source source, std::optional<access::Target> target = std::nullopt,
                     std::uint32_t group = 0) {
  return {.access = {.source = source, .target = target, .group = id_of(group)}, .since = {5}};
}

TEST_P(StoreContract, MappingsAreKeptByGroup) {
  write(acme_, [](Writer& writer) {
    for (const std::uint32_t group : {12u, 10u, 11u}) {
      writer.change_access().save_mapping(mapping(group, access::Target::user_human));
    }
    writer.change_access().save_mapping(mapping(11, access::Target::admin_human));
    writer.change_access().remove_mapping(id_of(12));
  });
  read(acme_, [](Reader& reader) {
    AccessReader& access = reader.access();
    ASSERT_TRUE(access.mapping(id_of(11)).has_value());
    EXPECT_EQ(access.mapping(id_of(11))->target, access::Target::admin_human);
    EXPECT_EQ(access.mapping(id_of(11))->at, Timestamp{7});
    EXPECT_EQ(access.mapping(id_of(11))->by, "cli");
    EXPECT_EQ(access.mapping(id_of(11))->cause, "r1");
    EXPECT_EQ(access.mapped_to(id_of(10)), access::Target::user_human);
    EXPECT_FALSE(access.mapping(id_of(12)).has_value());
    EXPECT_EQ(access.mappings({}, 10).size(), 2u);
    ASSERT_EQ(access.mappings(id_of(10), 10).size(), 1u);
    EXPECT_EQ(access.mappings(id_of(10), 10).front().group, id_of(11));
    EXPECT_EQ(access.mappings({}, 1).size(), 1u);
  });
}

TEST_P(StoreContract, TheGraphHasGroupsEachWay) {
  insert_users(acme_, 1, 2);
  for (const std::uint32_t group : {10u, 11u, 12u}) {
    insert_group(acme_, group, "G" + std::to_string(group));
  }
  change(acme_, 10, adding({1, 11}));
  change(acme_, 12, adding({2, 11}));
  read(acme_, [](Reader& reader) {
    AccessReader& access = reader.access();
    EXPECT_EQ(access.parents_of(id_of(11)), ids({10, 12}));
    EXPECT_EQ(access.parents_of(id_of(1)), ids({10}));
    EXPECT_EQ(access.groups_in(id_of(10)), ids({11}));
    EXPECT_TRUE(access.groups_in(id_of(11)).empty());
  });
}

TEST_P(StoreContract, AccessIsFoundByPersonByGroupAndByWhatGivesIt) {
  insert_users(acme_, 1, 4);
  insert_group(acme_, 10, "Sales");
  change(acme_, 10, adding({1, 2, 4}));
  const auto admin = row(access::Source::group, access::Target::admin_human, 10);
  write(acme_, [&](Writer& writer) {
    AccessWriter& access = writer.change_access();
    access.save_access(id_of(1), std::nullopt, admin);
    access.save_access(id_of(2), std::nullopt, row(access::Source::by_default));
    access.save_access(id_of(3), std::nullopt, row(access::Source::by_default));
    access.save_access(id_of(4), std::nullopt, row(access::Source::by_default));
    access.save_access(id_of(4), row(access::Source::by_default), row(access::Source::none));
  });
  read(acme_, [&](Reader& reader) {
    AccessReader& access = reader.access();
    ASSERT_TRUE(access.access(id_of(1)).has_value());
    EXPECT_EQ(access.access(id_of(1))->access, admin.access);
    EXPECT_EQ(access.access(id_of(1))->since, admin.since);
    EXPECT_FALSE(access.access(id_of(9)).has_value());
    const auto people = access.people_in(id_of(10), id_of(1), 10);
    ASSERT_EQ(people.size(), 2u);
    EXPECT_EQ(people[0].id, id_of(2));
    EXPECT_EQ(people[1].row.access.source, access::Source::none);
    EXPECT_EQ(access.people_with(access::Source::by_default, {}, {}, 10), ids({2, 3}));
    EXPECT_EQ(access.people_with(access::Source::by_default, {}, id_of(2), 10), ids({3}));
    EXPECT_EQ(access.people_with(access::Source::by_default, {}, {}, 1), ids({2}));
    EXPECT_EQ(access.count_with(access::Source::by_default, {}), 2u);
    EXPECT_EQ(access.count_with(access::Source::group, access::Target::admin_human), 1u);
    EXPECT_EQ(access.count_with(access::Source::none, {}), 1u);
    EXPECT_TRUE(access.has_human_admin());
  });
  write(acme_, [&](Writer& writer) { writer.change_access().remove_access(id_of(1), admin); });
  read(acme_, [](Reader& reader) {
    EXPECT_FALSE(reader.access().has_human_admin());
    EXPECT_FALSE(reader.access().access(id_of(1)).has_value());
    EXPECT_EQ(reader.access().count_with(access::Source::group, access::Target::admin_human), 0u);
  });
}

TEST_P(StoreContract, DirectAndRetainedAccessAndWhatTheOrganisationSays) {
  write(acme_, [](Writer& writer) {
    AccessWriter& access = writer.change_access();
    access.save_direct_access({id_of(1), access::Target::user_service, {3}, "cli"});
    access.save_direct_access({id_of(2), access::Target::user_human, {3}, "cli"});
    access.save_direct_access({id_of(2), access::Target::admin_human, {4}, "cli"});
    access.save_retained_access({id_of(3), id_of(10), "Sales", {5}, "r2"});
    access.save_retained_access({id_of(4), {}, "", {5}, "r2"});
    access.remove_retained_access(id_of(4));
    access.set_no_admin_since(Timestamp{8});
  });
  read(acme_, [](Reader& reader) {
    AccessReader& access = reader.access();
    EXPECT_EQ(access.direct_access(id_of(2))->target, access::Target::admin_human);
    EXPECT_EQ(access.direct_accesses({}, 10).size(), 2u);
    EXPECT_EQ(access.direct_accesses(id_of(1), 10).front().user, id_of(2));
    ASSERT_EQ(access.retained_accesses(10).size(), 1u);
    EXPECT_EQ(access.retained_access(id_of(3))->group, id_of(10));
    EXPECT_EQ(access.retained_access(id_of(3))->group_name, "Sales");
    EXPECT_FALSE(access.retained_access(id_of(4)).has_value());
    EXPECT_EQ(access.no_admin_since(), Timestamp{8});
    EXPECT_EQ(access.default_access(), access::Target::user_human);
  });
  write(acme_, [](Writer& writer) {
    writer.change_access().remove_direct_access(id_of(1));
    writer.change_access().set_no_admin_since(std::nullopt);
    writer.save_settings({.default_access = std::nullopt});
  });
  read(acme_, [](Reader& reader) {
    EXPECT_EQ(reader.access().direct_accesses({}, 10).size(), 1u);
    EXPECT_FALSE(reader.access().no_admin_since().has_value());
    EXPECT_FALSE(reader.access().default_access().has_value());
  });
}

inline void fill_access(Writer& writer) {
  AccessWriter& access = writer.change_access();
  access.save_mapping(mapping(10, access::Target::admin_human));
  access.save_access(id_of(1), std::nullopt, row(access::Source::by_default));
  access.save_direct_access({id_of(1), access::Target::user_human, {3}, "cli"});
  access.save_retained_access({id_of(1), id_of(10), "Sales", {5}, "r2"});
}

inline void expect_no_access(Reader& reader) {
  AccessReader& access = reader.access();
  EXPECT_TRUE(access.mappings({}, 10).empty());
  EXPECT_FALSE(access.access(id_of(1)).has_value());
  EXPECT_TRUE(access.people_with(access::Source::by_default, {}, {}, 10).empty());
  EXPECT_EQ(access.count_with(access::Source::by_default, {}), 0u);
  EXPECT_TRUE(access.direct_accesses({}, 10).empty());
  EXPECT_TRUE(access.retained_accesses(10).empty());
}

TEST_P(StoreContract, AccessOfAnotherOrganisationIsNotSeenNorMoved) {
  const OrgKey globex = create_org("globex");
  write(acme_, fill_access);
  read(globex, expect_no_access);
  write(globex, fill_access);
  write(globex, [](Writer& writer) {
    AccessWriter& access = writer.change_access();
    access.remove_mapping(id_of(10));
    access.remove_access(id_of(1), row(access::Source::by_default));
    access.remove_direct_access(id_of(1));
    access.remove_retained_access(id_of(1));
    access.set_no_admin_since(Timestamp{8});
  });
  read(globex, expect_no_access);
  read(acme_, [](Reader& reader) {
    EXPECT_EQ(reader.access().mappings({}, 10).size(), 1u);
    EXPECT_TRUE(reader.access().access(id_of(1)).has_value());
    EXPECT_EQ(reader.access().count_with(access::Source::by_default, {}), 1u);
    EXPECT_EQ(reader.access().direct_accesses({}, 10).size(), 1u);
    EXPECT_EQ(reader.access().retained_accesses(10).size(), 1u);
    EXPECT_FALSE(reader.access().no_admin_since().has_value());
  });
}

TEST_P(StoreContract, PurgeTakesAccessAway) {
  write(acme_, fill_access);
  ASSERT_TRUE(remove_org(*session_, "acme").has_value());
  while (purge(*session_, 2)) {
  }
  read(acme_, expect_no_access);
}

}  // namespace provost::store::contract
