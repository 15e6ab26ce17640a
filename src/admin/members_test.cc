#include "admin/members.h"

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

TEST_F(Members, WhoAreInNoIndexAreAskedForApart) {
  const std::optional<Target> user = Target::user_human;
  EXPECT_FALSE(is_long({}, user));
  EXPECT_FALSE(is_long(with_access(false), user));
  EXPECT_TRUE(is_long(with_access(true), user));
  EXPECT_TRUE(is_long(with_access(false), std::nullopt));
  EXPECT_FALSE(is_long(with_access(true), std::nullopt));
  EXPECT_TRUE(is_long(with_access(false, "ada"), user));
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
            R"({"role":"admin","identityType":"human","source":"group"})");
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
