#pragma once

#include "store/contract/catalogue.h"
#include "store/contract/fixture.h"

// Keys of the operator, above all organisations.
namespace provost::store::contract {

inline OperatorKey operator_key(const std::string& id, const std::string& lookup) {
  return {.id = id, .name = "n" + id, .lookup = lookup, .hash = {"\x00\xff", 2}, .created = {7}};
}

inline bool remove_operator_key(Session& session, const std::string& id) {
  bool existed = false;
  EXPECT_TRUE(catalogue_write_and_wait(session, [&](CatalogueWriter& catalogue) -> Result<void> {
                existed = catalogue.remove_operator_key(id);
                return {};
              }).has_value());
  return existed;
}

TEST_P(StoreContract, OperatorKeysAreKeptFoundAndRemoved) {
  const std::int64_t before = generation_of(*session_);
  ASSERT_TRUE(catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
                catalogue.insert_operator_key(operator_key("1", "b"));
                catalogue.insert_operator_key(operator_key("2", "a"));
                return {};
              }).has_value());
  const std::int64_t after = generation_of(*session_);
  EXPECT_GT(after, before);
  session_->catalogue([](Catalogue& catalogue) {
    EXPECT_EQ(catalogue.operator_keys().size(), 2u);
    const auto found = catalogue.find_operator_key("b");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->id, "1");
    EXPECT_EQ(found->name, "n1");
    EXPECT_EQ(found->hash, std::string("\x00\xff", 2));
    EXPECT_EQ(found->created, Timestamp{7});
    EXPECT_FALSE(found->last_use.at.has_value());
    EXPECT_FALSE(catalogue.find_operator_key("c").has_value());
  });
  ASSERT_TRUE(catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
                catalogue.mark_operator_key_used("1", {Timestamp{9}, "192.0.2.7", "curl"});
                return {};
              }).has_value());
  session_->catalogue([](Catalogue& catalogue) {
    const Use use = catalogue.find_operator_key("b")->last_use;
    EXPECT_EQ(use.at, Timestamp{9});
    EXPECT_EQ(use.address, "192.0.2.7");
    EXPECT_EQ(use.agent, "curl");
  });
  EXPECT_TRUE(remove_operator_key(*session_, "1"));
  EXPECT_FALSE(remove_operator_key(*session_, "1"));
  EXPECT_EQ(generation_of(*session_), after + 1);
  session_->catalogue([](Catalogue& catalogue) {
    EXPECT_EQ(catalogue.operator_keys().size(), 1u);
    EXPECT_FALSE(catalogue.find_operator_key("b").has_value());
  });
}

}  // namespace provost::store::contract
