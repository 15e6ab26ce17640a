#include "identity/operator_keys.h"

#include <gtest/gtest.h>

#include "identity/token_text.h"
#include "store/testing/memory_store.h"

namespace provost::identity {
namespace {

class OperatorKeys : public ::testing::Test {
 protected:
  testing::MemoryStore store_;
  Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
};

TEST_F(OperatorKeys, AreKeptAsHashOnly) {
  const NewOperatorKey made = create_operator_key(admin_, "ci").value();
  EXPECT_EQ(lookup_of(made.text, operator_key_prefix), made.key.lookup);
  const store::OperatorKey stored = list_operator_keys(admin_).at(0);
  EXPECT_EQ(stored.id, made.key.id);
  EXPECT_EQ(stored.name, "ci");
  EXPECT_TRUE(same_hash(stored.hash, hash_of(made.text)));
  EXPECT_EQ(stored.hash.find(made.text), std::string::npos);
}

TEST_F(OperatorKeys, AreListedNewestFirstUntilTheyAreRevoked) {
  const std::string first = create_operator_key(admin_, "a").value().key.id;
  store_.clock().advance_s(1);
  const std::string second = create_operator_key(admin_, "b").value().key.id;
  ASSERT_EQ(list_operator_keys(admin_).size(), 2u);
  EXPECT_EQ(list_operator_keys(admin_)[0].id, second);
  ASSERT_TRUE(revoke_operator_key(admin_, second).has_value());
  ASSERT_EQ(list_operator_keys(admin_).size(), 1u);
  EXPECT_EQ(list_operator_keys(admin_)[0].id, first);
  EXPECT_EQ(revoke_operator_key(admin_, second).error().code, Code::not_found);
}

TEST_F(OperatorKeys, HaveANameForPeople) {
  EXPECT_EQ(create_operator_key(admin_, "").error().code, Code::invalid_value);
  EXPECT_EQ(create_operator_key(admin_, std::string(101, 'x')).error().code, Code::invalid_value);
}

}  // namespace
}  // namespace provost::identity
