#include "admin/organisation/find_organisations.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "store/contract/fixture.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

class FindOrganisations : public ::testing::Test {
 protected:
  void create(const std::string& id, const std::string& name) {
    ASSERT_TRUE(create_organisation(admin_, OrgId(id), {.name = name}).has_value());
  }
  OrganisationPage find(std::string_view search, std::string_view after = "",
                        std::size_t limit = 10) {
    OrganisationPage page;
    admin_.session.catalogue([&](store::Catalogue& catalogue) {
      page = find_organisations(catalogue, search, after, limit);
    });
    return page;
  }
  std::vector<std::string> ids(std::string_view search) {
    std::vector<std::string> all;
    for (const auto& item : find(search).items) {
      all.push_back(item.org.id.str());
    }
    return all;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
};

TEST_F(FindOrganisations, LooksForPartsOfIdsAndNamesInAnyLetterCase) {
  create("acme", "Acme Corporation");
  create("globex", "Globex (Zürich)");
  create("initech", "ACME's competitor");
  using Ids = std::vector<std::string>;
  EXPECT_EQ(ids(""), (Ids{"acme", "globex", "initech"}));
  EXPECT_EQ(ids("acme"), (Ids{"acme", "initech"}));
  EXPECT_EQ(ids("ZÜRICH"), Ids{"globex"});
  EXPECT_EQ(ids("tech"), Ids{"initech"});
  EXPECT_EQ(ids("umbrella"), Ids{});
}

TEST_F(FindOrganisations, PagesGoOnBehindTheLastOfThePageBefore) {
  for (const char* id : {"a1", "a2", "b1", "a3"}) {
    create(id, id);
  }
  const OrganisationPage first = find("a", "", 2);
  ASSERT_EQ(first.items.size(), 2U);
  EXPECT_EQ(first.next, "a2");
  const OrganisationPage second = find("a", *first.next, 2);
  ASSERT_EQ(second.items.size(), 1U);
  EXPECT_EQ(second.items[0].org.id, OrgId("a3"));
  EXPECT_FALSE(second.next.has_value());
}

TEST_F(FindOrganisations, CountsUsersAndGroups) {
  create("acme", "Acme");
  const store::OrgKey key = identity::find_organisation(admin_, OrgId("acme")).value().key;
  ASSERT_TRUE(store::write_and_wait(admin_.session, key, [](store::Writer& writer) -> Result<void> {
                for (std::uint32_t n = 1; n <= 3; ++n) {
                  TRY(writer.insert(scim::schema::user_type, store::contract::id_of(n),
                                    store::contract::user(fmt::format("u{}@x", n)), {}));
                }
                return writer.insert(scim::schema::group_type, store::contract::id_of(9),
                                     store::contract::group("G"), {});
              }).has_value());
  EXPECT_EQ(find("").items[0].counts.users, 3U);
  EXPECT_EQ(find("").items[0].counts.groups, 1U);
}

}  // namespace
}  // namespace provost::admin
