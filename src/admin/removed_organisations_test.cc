#include "admin/removed_organisations.h"

#include <gtest/gtest.h>

#include "admin/tokens.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

class Removed : public ::testing::Test {
 protected:
  void remove(const OrgId& id) {
    ASSERT_TRUE(
        store::catalogue_write_and_wait(store_.session(),
                                        [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                          TRY(catalogue.remove(id));
                                          return {};
                                        })
            .has_value());
  }
  testing::MemoryStore store_;
  Admin admin_{store_.session(), store_.clock(), store_.random(), "server"};
  RemovedOrganisations removed_{admin_};
};

TEST_F(Removed, RowsGoAndThenThereIsNothingToDo) {
  const OrgId acme("acme");
  ASSERT_TRUE(create_organisation(admin_, acme, {.name = "Acme"}).has_value());
  EXPECT_TRUE(removed_.step().value()) << "it does not know yet that there is nothing";
  EXPECT_FALSE(removed_.step().value());
  const store::OrgKey key = find_organisation(admin_, acme).value().key;
  remove(acme);
  EXPECT_TRUE(removed_.step().value());
  EXPECT_FALSE(removed_.step().value());
  std::size_t entries = 1;
  ASSERT_TRUE(store::read_and_wait(store_.session(), key, [&](store::Reader& reader) {
                entries = reader.journal(0, 10).size();
              }).has_value());
  EXPECT_EQ(entries, 0u);
}

}  // namespace
}  // namespace provost::admin
