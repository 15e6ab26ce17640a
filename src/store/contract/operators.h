#pragma once

#include "store/contract/fixture.h"
#include "store/operators.h"

// The people who operate the installation, their links and their sessions.
namespace provost::store::contract {

inline Operator operator_named(const std::string& id, std::string key) {
  return {.id = id,
          .name = "Name of " + id,
          .key = std::move(key),
          .password = "$argon2id$" + id,
          .created = {7},
          .last_sign_in = std::nullopt,
          .totp = {},
          .pending_totp = {},
          .totp_step = 0};
}

inline OperatorSession operator_session(const std::string& id, const std::string& operator_id) {
  return {.id = id,
          .operator_id = operator_id,
          .lookup = "look" + id,
          .hash = {"\x00\xff", 2},
          .created = {7},
          .expires = {90},
          .last_use = {Timestamp{7}, "192.0.2.7", "browser"}};
}

inline Result<void> change_operators(Session& session,
                                     const std::function<Result<void>(OperatorWriter&)>& change) {
  return catalogue_write_and_wait(
      session, [&](CatalogueWriter& catalogue) { return change(catalogue.change_operators()); });
}

inline void read_operators(Session& session, const std::function<void(OperatorReader&)>& look) {
  session.catalogue([&](Catalogue& catalogue) { look(catalogue.operators()); });
}

TEST_P(StoreContract, OperatorsAreKeptAndFoundByIdAndName) {
  Operator ada = operator_named("1", "ada");
  ada.totp = {"\x00\xfe", 2};
  ada.pending_totp = {"\x00\xfd", 2};
  ada.totp_step = 42;
  ada.last_sign_in = Timestamp{8};
  ASSERT_TRUE(change_operators(*session_, [&](OperatorWriter& operators) -> Result<void> {
                TRY(operators.insert(operator_named("2", "bob")));
                return operators.insert(ada);
              }).has_value());
  read_operators(*session_, [&](OperatorReader& operators) {
    ASSERT_EQ(operators.all().size(), 2u);
    EXPECT_EQ(operators.all().front().id, "1");
    const auto found = operators.find_by_key("ada");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->id, "1");
    EXPECT_EQ(found->name, ada.name);
    EXPECT_EQ(found->password, ada.password);
    EXPECT_EQ(found->created, Timestamp{7});
    EXPECT_EQ(found->last_sign_in, Timestamp{8});
    EXPECT_EQ(found->totp, ada.totp);
    EXPECT_EQ(found->pending_totp, ada.pending_totp);
    EXPECT_EQ(found->totp_step, 42);
    EXPECT_FALSE(operators.find("2")->last_sign_in.has_value());
    EXPECT_FALSE(operators.find("3").has_value());
    EXPECT_FALSE(operators.find_by_key("eve").has_value());
  });
}

TEST_P(StoreContract, TheNameOfAnOperatorIsUnique) {
  const auto add = [&](const char* id) {
    return change_operators(*session_, [&](OperatorWriter& operators) {
      return operators.insert(operator_named(id, "ada"));
    });
  };
  ASSERT_TRUE(add("1").has_value());
  EXPECT_EQ(add("2").error().code, Code::uniqueness);
  read_operators(*session_, [](OperatorReader& operators) {
    EXPECT_EQ(operators.find_by_key("ada")->id, "1");
    EXPECT_EQ(operators.all().size(), 1u);
  });
}

TEST_P(StoreContract, AnOperatorChangesAndGoesWithItsSessions) {
  ASSERT_TRUE(change_operators(*session_, [&](OperatorWriter& operators) -> Result<void> {
                TRY(operators.insert(operator_named("1", "ada")));
                TRY(operators.insert(operator_named("2", "bob")));
                operators.insert_session(operator_session("a", "1"));
                operators.insert_session(operator_session("b", "2"));
                Operator ada = *operators.find("1");
                ada.password = "new";
                ada.totp_step = 5;
                operators.update(ada);
                return {};
              }).has_value());
  read_operators(*session_, [](OperatorReader& operators) {
    EXPECT_EQ(operators.find("1")->password, "new");
    EXPECT_EQ(operators.find("1")->totp_step, 5);
    EXPECT_EQ(operators.find("2")->password, "$argon2id$2");
  });
  ASSERT_TRUE(change_operators(*session_, [&](OperatorWriter& operators) -> Result<void> {
                EXPECT_TRUE(operators.remove("1"));
                EXPECT_FALSE(operators.remove("1"));
                return {};
              }).has_value());
  read_operators(*session_, [](OperatorReader& operators) {
    EXPECT_FALSE(operators.find("1").has_value());
    EXPECT_FALSE(operators.find_session("looka").has_value());
    EXPECT_TRUE(operators.find_session("lookb").has_value());
  });
}

TEST_P(StoreContract, ALinkForOperatorsIsFoundUntilItIsUsedOrSwept) {
  const auto link = [](const char* lookup, std::int64_t expires) {
    return OperatorLink{lookup, {"\x00\xff", 2}, {7}, "cli", {expires}};
  };
  ASSERT_TRUE(change_operators(*session_, [&](OperatorWriter& operators) -> Result<void> {
                operators.insert_link(link("a", 10));
                operators.insert_link(link("b", 20));
                operators.insert_link(link("c", 21));
                operators.remove_link("a");
                operators.remove_expired_links({20});
                return {};
              }).has_value());
  read_operators(*session_, [](OperatorReader& operators) {
    EXPECT_FALSE(operators.find_link("a").has_value());
    EXPECT_FALSE(operators.find_link("b").has_value());
    const auto found = operators.find_link("c");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->hash, std::string("\x00\xff", 2));
    EXPECT_EQ(found->created, Timestamp{7});
    EXPECT_EQ(found->created_by, "cli");
    EXPECT_EQ(found->expires, Timestamp{21});
  });
}

TEST_P(StoreContract, SessionsOfOperatorsAreListedUsedAndEnded) {
  ASSERT_TRUE(change_operators(*session_, [&](OperatorWriter& operators) -> Result<void> {
                for (const char* id : {"b", "a", "c"}) {
                  operators.insert_session(operator_session(id, id[0] == 'c' ? "2" : "1"));
                }
                operators.mark_session_used("looka", {Timestamp{9}, "192.0.2.8", "curl"});
                return {};
              }).has_value());
  read_operators(*session_, [](OperatorReader& operators) {
    const auto sessions = operators.sessions_of("1");
    ASSERT_EQ(sessions.size(), 2u);
    EXPECT_EQ(sessions.front().id, "a");
    EXPECT_EQ(sessions.front().last_use.at, Timestamp{9});
    EXPECT_EQ(sessions.front().last_use.address, "192.0.2.8");
    EXPECT_EQ(sessions.back().last_use.agent, "browser");
    const auto found = operators.find_session("lookc");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->operator_id, "2");
    EXPECT_EQ(found->hash, std::string("\x00\xff", 2));
    EXPECT_EQ(found->created, Timestamp{7});
    EXPECT_EQ(found->expires, Timestamp{90});
  });
  ASSERT_TRUE(change_operators(*session_, [&](OperatorWriter& operators) -> Result<void> {
                EXPECT_FALSE(operators.remove_session("2", "a"));
                EXPECT_TRUE(operators.remove_session("1", "a"));
                return {};
              }).has_value());
  read_operators(*session_, [](OperatorReader& operators) {
    EXPECT_EQ(operators.sessions_of("1").size(), 1u);
  });
}

}  // namespace provost::store::contract
