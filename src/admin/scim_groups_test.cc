#include "admin/scim_groups.h"

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
