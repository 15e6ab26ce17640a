#include "admin/people/scim_groups.h"

#include <gmock/gmock.h>

#include "provision/testing/fixture.h"
#include "store/access.h"

namespace provost::admin {
namespace {

using ::testing::ElementsAre;

class ScimGroups : public provision::ProvisionTest {
 protected:
  void map(const ResourceId& id, access::Target target) {
    write<int>([&](store::Writer& writer) -> Result<int> {
      writer.change_access().save_mapping(
          {.group = id, .target = target, .at = {1}, .by = "cli", .cause = {}});
      return 0;
    });
  }
  std::vector<std::string> names(const GroupQuery& query, PageWish page = {}) {
    std::vector<std::string> all;
    do {
      const ItemPage found = list(query, page);
      for (const json::Value& item : found.items) {
        all.emplace_back(item.at("displayName").as_string());
      }
      page.after = found.next;
    } while (page.after);
    return all;
  }
  ItemPage list(const GroupQuery& query, const PageWish& page = {}) {
    return read_with<ItemPage>([&](store::Reader& reader) {
      return list_groups(reader, *registry_, query, page).value();
    });
  }
};

TEST_F(ScimGroups, ShowTheirMappingAndDirectMembers) {
  const ResourceId inner = group("Inner", {user("a@x"), user("b@x")});
  const ResourceId outer = group("Outer", {inner});
  map(outer, access::Target::admin_service);
  const ItemPage page = list({});
  ASSERT_EQ(page.items.size(), 2u);
  EXPECT_EQ(json::write(page.items[0]),
            R"({"id":")" + inner.to_string() +
                R"(","displayName":"Inner","externalId":null,"memberCount":2,"mapping":null})");
  EXPECT_EQ(page.items[1].at("memberCount"), 1);
  EXPECT_EQ(json::write(page.items[1].at("mapping")),
            R"({"role":"admin","identityType":"service"})");
}

TEST_F(ScimGroups, ComeInTheOrderOfTheirNames) {
  group("beta");
  map(group("Gamma"), access::Target::user_human);
  map(group("Alpha"), access::Target::user_human);
  for (const std::size_t limit : {1u, 2u, 100u}) {
    const PageWish page{.limit = limit};
    EXPECT_THAT(names({.search = {}, .mapped = {}, .by_name = true}, page),
                ElementsAre("Alpha", "beta", "Gamma"));
    EXPECT_THAT(names({.search = {}, .mapped = true, .by_name = true}, page),
                ElementsAre("Alpha", "Gamma"));
    EXPECT_THAT(names({.search = {}, .mapped = false, .by_name = true}, page), ElementsAre("beta"));
  }
}

TEST_F(ScimGroups, AreShownWithWhatIsAroundThem) {
  const ResourceId leaf = group("Leaf", {user("a@x")});
  const ResourceId middle = group("Middle", {leaf, user("b@x")});
  const ResourceId top = group("Top", {middle});
  map(middle, access::Target::admin_human);
  const auto show = [&](const ResourceId& id) {
    return read_with<json::Object>(
        [&](store::Reader& reader) { return show_group(reader, *registry_, id).value(); });
  };
  const json::Object shown = show(middle);
  EXPECT_EQ(shown.at("displayName"), "Middle");
  EXPECT_EQ(shown.at("mappedBy"), "cli");
  EXPECT_EQ(shown.at("mappedAt"), "1970-01-01T00:00:00.001Z");
  EXPECT_EQ(shown.at("within").as_array().size(), 1u);
  EXPECT_EQ(json::write(shown.at("within").as_array()[0]),
            R"({"id":")" + leaf.to_string() +
                R"(","displayName":"Leaf","direct":true,"memberCount":1,"mapping":null})");
  EXPECT_EQ(shown.at("holders").as_array().size(), 1u);
  EXPECT_EQ(shown.at("holders").as_array()[0].at("id"), json::Value(top.to_string()));
  EXPECT_FALSE(shown.at("withinMore").as_bool());

  const json::Object above = show(top);
  EXPECT_TRUE(above.at("mappedBy").is_null());
  ASSERT_EQ(above.at("within").as_array().size(), 2u);
  EXPECT_EQ(above.at("within").as_array()[0].at("direct"), true);
  EXPECT_EQ(above.at("within").as_array()[1].at("displayName"), "Leaf");
  EXPECT_EQ(above.at("within").as_array()[1].at("direct"), false);
}

TEST_F(ScimGroups, ThatHoldMoreGroupsThanAreShownSaySo) {
  std::vector<ResourceId> inner;
  for (std::size_t n = 0; n <= groups_around_max; ++n) {
    inner.push_back(group("Inner " + std::to_string(n)));
  }
  const ResourceId outer = group("Outer", inner);
  const json::Object shown = read_with<json::Object>(
      [&](store::Reader& reader) { return show_group(reader, *registry_, outer).value(); });
  EXPECT_EQ(shown.at("within").as_array().size(), groups_around_max);
  EXPECT_TRUE(shown.at("withinMore").as_bool());
  EXPECT_FALSE(shown.at("holdersMore").as_bool());
}

TEST_F(ScimGroups, NoneIsShownForAnIdThatIsNoGroup) {
  const ResourceId person = user("a@x");
  const Code code = read_with<Code>(
      [&](store::Reader& reader) { return show_group(reader, *registry_, person).error().code; });
  EXPECT_EQ(code, Code::not_found);
}

TEST_F(ScimGroups, AreFilteredByWhetherTheyAreMapped) {
  map(group("Beta Sales"), access::Target::user_human);
  group("Alpha Sales");
  map(group("Gamma"), access::Target::user_human);
  for (const std::size_t limit : {1u, 100u}) {
    const PageWish page{.limit = limit};
    EXPECT_THAT(names({.search = {}, .mapped = true}, page), ElementsAre("Beta Sales", "Gamma"));
    EXPECT_THAT(names({.search = {}, .mapped = false}, page), ElementsAre("Alpha Sales"));
    EXPECT_THAT(names({.search = "sales", .mapped = true}, page), ElementsAre("Beta Sales"));
    EXPECT_THAT(names({.search = "sales", .mapped = {}}, page),
                ElementsAre("Beta Sales", "Alpha Sales"));
  }
}

}  // namespace
}  // namespace provost::admin
