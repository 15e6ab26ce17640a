#include "admin/people/members.h"

#include <gmock/gmock.h>

#include "provision/testing/fixture.h"
#include "store/access.h"

namespace provost::admin {
namespace {

using access::Source;
using access::Target;
using ::testing::ElementsAre;

class Members : public provision::ProvisionTest {
 protected:
  ResourceId person(const char* name, Source source, std::optional<Target> target = {}) {
    const std::string body = json::write({{"userName", name}, {"active", source != Source::none}});
    const ResourceId id = create(scim::schema::user_type, body).value().stored.id;
    write<int>([&](store::Writer& writer) -> Result<int> {
      const std::optional<store::AccessRow> before = writer.access().access(id);
      writer.change_access().save_access(
          id, before, {.access = {.source = source, .target = target, .group = {}}, .since = {1}});
      return 0;
    });
    return id;
  }
  static MemberQuery with_access(bool has_access, std::string search = {}) {
    MemberQuery query;
    query.search = std::move(search);
    query.has_access = has_access;
    return query;
  }
  std::vector<std::string> names(const MemberQuery& query, PageWish page = {}) {
    std::vector<std::string> all;
    do {
      const ItemPage found = read_with<ItemPage>([&](store::Reader& reader) {
        return list_members(reader, *registry_, query, page).value();
      });
      for (const json::Value& item : found.items) {
        all.emplace_back(item.at("userName").as_string());
      }
      page.after = found.next;
    } while (page.after);
    return all;
  }
};

TEST_F(Members, AreFilteredByWhatTheirAccessIs) {
  person("gone@x", Source::none);
  person("plain@x", Source::by_default);
  person("robot@x", Source::group, Target::admin_service);
  person("boss@x", Source::group, Target::admin_human);
  person("kept@x", Source::retained, Target::admin_human);
  person("guest@x", Source::direct, Target::user_human);
  const struct {
    MemberQuery query;
    std::vector<std::string> names;
  } cases[] = {
      {{.search = {}, .role = access::Role::admin, .identity_type = {}, .active = {}, .source = {}},
       {"robot@x", "boss@x", "kept@x"}},
      {{.search = {},
        .role = access::Role::admin,
        .identity_type = access::IdentityType::human,
        .active = {},
        .source = {}},
       {"boss@x", "kept@x"}},
      {{.search = {}, .role = access::Role::user, .identity_type = {}, .active = {}, .source = {}},
       {"plain@x", "guest@x"}},
      {{.search = {}, .role = {}, .identity_type = {}, .active = false, .source = {}}, {"gone@x"}},
      {{.search = {}, .role = {}, .identity_type = {}, .active = true, .source = {}},
       {"plain@x", "robot@x", "boss@x", "kept@x", "guest@x"}},
      {{.search = {}, .role = {}, .identity_type = {}, .active = {}, .source = Source::by_default},
       {"plain@x"}},
      {{.search = "@x",
        .role = access::Role::admin,
        .identity_type = {},
        .active = {},
        .source = Source::group},
       {"robot@x", "boss@x"}},
      {{.search = "BOSS",
        .role = access::Role::user,
        .identity_type = {},
        .active = {},
        .source = {}},
       {}},
      {with_access(false), {"gone@x"}},
      {with_access(true), {"plain@x", "robot@x", "boss@x", "kept@x", "guest@x"}},
      {with_access(false, "gone"), {"gone@x"}},
      {with_access(false, "boss"), {}},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(names(test.query), test.names);
    EXPECT_EQ(names(test.query, {.limit = 1}), test.names) << "page by page";
  }
}

TEST_F(Members, WithoutAccessAreTheInactiveAndWhoeverHasADefaultOfNone) {
  person("gone@x", Source::none);
  person("plain@x", Source::by_default);
  person("boss@x", Source::group, Target::admin_human);
  write<int>([](store::Writer& writer) -> Result<int> {
    store::OrgSettings settings = writer.settings();
    settings.default_access = std::nullopt;
    writer.save_settings(settings);
    return 0;
  });
  EXPECT_THAT(names(with_access(false)), ElementsAre("gone@x", "plain@x"));
  EXPECT_THAT(names(with_access(true)), ElementsAre("boss@x"));
  MemberQuery active = with_access(false);
  active.active = true;
  EXPECT_THAT(names(active), ElementsAre("plain@x"));
  EXPECT_THAT(names(active, {.limit = 1}), ElementsAre("plain@x"));
  active.role = access::Role::user;
  EXPECT_THAT(names(active), ElementsAre());
}

TEST_F(Members, ComeInTheOrderOfTheirNames) {
  person("mia@x", Source::group, Target::admin_human);
  person("Ann@x", Source::by_default);
  person("zoe@x", Source::group, Target::admin_human);
  person("bob@x", Source::none);
  MemberQuery all;
  all.by_name = true;
  MemberQuery admins = all;
  admins.role = access::Role::admin;
  for (const std::size_t limit : {1u, 2u, 100u}) {
    EXPECT_THAT(names(all, {.limit = limit}), ElementsAre("Ann@x", "bob@x", "mia@x", "zoe@x"));
    EXPECT_THAT(names(admins, {.limit = limit}), ElementsAre("mia@x", "zoe@x"));
    EXPECT_THAT(names(admins, {.limit = limit, .after = {}, .looked_at_max = 1}),
                ElementsAre("mia@x", "zoe@x"));
  }
}

TEST_F(Members, OfAGroupAreThoseDirectlyInItOrThoseWithinIt) {
  const ResourceId ann = person("ann@x", Source::by_default);
  const ResourceId bob = person("bob@x", Source::group, Target::admin_human);
  const ResourceId cid = person("cid@x", Source::none);
  person("dan@x", Source::by_default);
  const ResourceId inner = group("Inner", {ann, cid});
  const ResourceId outer = group("Outer", {bob, ann, inner});
  MemberQuery query;
  query.group = outer;
  for (const std::size_t limit : {1u, 100u}) {
    EXPECT_THAT(names(query, {.limit = limit}), ElementsAre("ann@x", "bob@x"));
    MemberQuery nested = query;
    nested.nested = true;
    EXPECT_THAT(names(nested, {.limit = limit}), ElementsAre("ann@x", "bob@x", "cid@x"));
    nested.active = true;
    EXPECT_THAT(names(nested, {.limit = limit}), ElementsAre("ann@x", "bob@x"));
    nested.by_name = true;
    EXPECT_THAT(names(nested, {.limit = limit}), ElementsAre("ann@x", "bob@x"));
    nested.search = "BOB";
    EXPECT_THAT(names(nested, {.limit = limit}), ElementsAre("bob@x"));
    nested.search = "dan";
    EXPECT_THAT(names(nested, {.limit = limit}), ElementsAre());
  }
  query.group = ann;
  const Code code = read_with<Code>([&](store::Reader& reader) {
    return list_members(reader, *registry_, query, {}).error().code;
  });
  EXPECT_EQ(code, Code::not_found) << "a person is no group";
}

TEST_F(Members, OfAGroupWithTooManyWithinItAreRefused) {
  std::vector<ResourceId> inner;
  for (std::size_t n = 0; n <= groups_within_max; ++n) {
    inner.push_back(group("Inner " + std::to_string(n)));
  }
  MemberQuery query;
  query.group = group("Outer", inner);
  EXPECT_THAT(names(query), ElementsAre());
  query.nested = true;
  const Code code = read_with<Code>([&](store::Reader& reader) {
    return list_members(reader, *registry_, query, {}).error().code;
  });
  EXPECT_EQ(code, Code::invalid_value);
}

TEST_F(Members, ThatAGroupGivesAccessToNameIt) {
  const ResourceId boss = person("boss@x", Source::by_default);
  const ResourceId admins = group("Admins", {boss});
  write<int>([&](store::Writer& writer) -> Result<int> {
    writer.change_access().save_access(
        boss, writer.access().access(boss),
        {.access = {.source = Source::group, .target = Target::admin_human, .group = admins},
         .since = {1}});
    return 0;
  });
  const ItemPage page = read_with<ItemPage>(
      [&](store::Reader& reader) { return list_members(reader, *registry_, {}, {}).value(); });
  EXPECT_EQ(json::write(page.items[0].at("access").at("group")),
            R"({"id":")" + admins.to_string() + R"(","displayName":"Admins"})");
}

TEST_F(Members, WhoAreInNoIndexAreAskedForApart) {
  const std::optional<Target> user = Target::user_human;
  EXPECT_FALSE(is_long({}, user));
  EXPECT_FALSE(is_long(with_access(false), user));
  EXPECT_TRUE(is_long(with_access(true), user));
  EXPECT_TRUE(is_long(with_access(false), std::nullopt));
  EXPECT_FALSE(is_long(with_access(true), std::nullopt));
  EXPECT_TRUE(is_long(with_access(false, "ada"), user));
  MemberQuery named;
  named.by_name = true;
  EXPECT_TRUE(is_long(named, user));
  MemberQuery grouped;
  grouped.group = ResourceId{};
  EXPECT_TRUE(is_long(grouped, user));
}

TEST_F(Members, ShowTheirAccess) {
  person("gone@x", Source::none);
  person("plain@x", Source::by_default);
  person("boss@x", Source::group, Target::admin_human);
  const ItemPage page = read_with<ItemPage>(
      [&](store::Reader& reader) { return list_members(reader, *registry_, {}, {}).value(); });
  ASSERT_EQ(page.items.size(), 3u);
  EXPECT_EQ(page.items[0].at("active"), false);
  EXPECT_TRUE(page.items[0].at("access").is_null());
  EXPECT_EQ(json::write(page.items[1].at("access")),
            R"({"role":"user","identityType":"human","source":"default"})");
  EXPECT_EQ(json::write(page.items[2].at("access")),
            R"({"role":"admin","identityType":"human","source":"group","group":)"
            R"({"id":"00000000-0000-0000-0000-000000000000","displayName":""}})");
  EXPECT_TRUE(page.items[2].at("externalId").is_null());
}

TEST(MemberSource, IsOneOfFourWords) {
  EXPECT_EQ(read_source("Default").value(), Source::by_default);
  EXPECT_EQ(read_source("retained").value(), Source::retained);
  EXPECT_EQ(read_source("none").error().detail,
            "source is group, default, direct or retained, not \"none\"");
}

TEST(MemberAccess, IsSomeOrNone) {
  EXPECT_TRUE(read_has_access("Some").value());
  EXPECT_FALSE(read_has_access("none").value());
  EXPECT_EQ(read_has_access("all").error().detail, "access is some or none, not \"all\"");
}

}  // namespace
}  // namespace provost::admin
