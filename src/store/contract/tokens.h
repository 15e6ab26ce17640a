#pragma once

#include "store/contract/fixture.h"

// Bearer tokens: kept as hashes, found by a part of their text (design §2.2).
namespace provost::store::contract {

TEST_P(StoreContract, TokensComeBackAsTheyWereSaved) {
  const std::string hash("\x00\xff\x01 bytes", 9);
  write(acme_, [&](Writer& writer) {
    Token saved = token("t1", "look1", clock_.now().plus_s(60));
    saved.hash = hash;
    saved.created = clock_.now();
    saved.name = "Nightly sync";
    writer.insert_token(saved);
    writer.insert_token(token("t2", "look2"));
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.tokens().size(), 2u);
    const auto token = reader.find_token("look1");
    ASSERT_TRUE(token.has_value());
    EXPECT_EQ(token->id, "t1");
    EXPECT_EQ(token->lookup, "look1");
    EXPECT_EQ(token->hash, hash);
    EXPECT_EQ(token->created, clock_.now());
    EXPECT_EQ(token->expires, clock_.now().plus_s(60));
    EXPECT_FALSE(token->last_used.has_value());
    EXPECT_EQ(token->name, "Nightly sync");
    EXPECT_EQ(reader.find_token("look2")->name, "");
    EXPECT_FALSE(reader.find_token("look2")->expires.has_value());
    EXPECT_FALSE(reader.find_token("look3").has_value());
  });
}

TEST_P(StoreContract, ExpiringTheOthersKeepsTheEarlierEnd) {
  const Timestamp now = clock_.now();
  const auto add = [&](Writer& writer, const char* id, std::optional<Timestamp> expires) {
    writer.insert_token(token(id, id, expires));
  };
  write(acme_, [&](Writer& writer) {
    add(writer, "gone", now.plus_s(-10));
    add(writer, "sooner", now.plus_s(10));
    add(writer, "later", now.plus_s(7200));
    add(writer, "never", std::nullopt);
    add(writer, "new", std::nullopt);
    writer.expire_tokens("new", now.plus_s(3600), std::nullopt);
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.find_token("gone")->expires, now.plus_s(-10));
    EXPECT_EQ(reader.find_token("sooner")->expires, now.plus_s(10));
    EXPECT_EQ(reader.find_token("later")->expires, now.plus_s(3600));
    EXPECT_EQ(reader.find_token("never")->expires, now.plus_s(3600));
    EXPECT_FALSE(reader.find_token("new")->expires.has_value());
  });
}

TEST_P(StoreContract, ExpiringOneTokenSaysWhetherThereIsOne) {
  const Timestamp now = clock_.now();
  write(acme_, [&](Writer& writer) {
    writer.insert_token(token("t1", "l1"));
    EXPECT_TRUE(writer.expire_token("t1", now.plus_s(5)));
    EXPECT_TRUE(writer.expire_token("t1", now.plus_s(50))) << "never prolongs";
    EXPECT_FALSE(writer.expire_token("t2", now));
  });
  read(acme_, [&](Reader& reader) { EXPECT_EQ(reader.find_token("l1")->expires, now.plus_s(5)); });
}

TEST_P(StoreContract, TokensWhoseNoticeIsDueAreFoundInAllOrganisations) {
  const Timestamp now = clock_.now();
  const auto add = [&](OrgKey org, const char* id, std::optional<Timestamp> notice) {
    write(org, [&](Writer& writer) {
      Token made = token(id, id, now.plus_s(900));
      made.next_notice = notice;
      made.name = std::string("Name of ") + id;
      writer.insert_token(made);
    });
  };
  const OrgKey other = create_org("other");
  add(acme_, "later", now.plus_s(60));
  add(acme_, "due", now);
  add(other, "longer due", now.plus_s(-1));
  add(other, "quiet", std::nullopt);
  const auto due = [&](Timestamp at, std::size_t limit) {
    std::vector<std::string> ids;
    session_->catalogue([&](Catalogue& catalogue) {
      for (const DueNotice& notice : catalogue.due_notices(at, limit)) {
        ids.push_back(notice.org.str() + ' ' + notice.token.id);
      }
    });
    return ids;
  };
  EXPECT_EQ(due(now, 9), (std::vector<std::string>{"other longer due", "acme due"}));
  session_->catalogue([&](Catalogue& catalogue) {
    EXPECT_EQ(catalogue.due_notices(now, 1).at(0).token.name, "Name of longer due");
  });
  EXPECT_EQ(due(now, 1), std::vector<std::string>{"other longer due"});
  write(other, [&](Writer& writer) { writer.set_token_notice("longer due", now.plus_s(2)); });
  EXPECT_EQ(due(now, 9), std::vector<std::string>{"acme due"});
  write(acme_, [&](Writer& writer) { writer.expire_token("due", now); });
  EXPECT_TRUE(due(now, 9).empty());
  write(other,
        [&](Writer& writer) { writer.expire_tokens("quiet", now.plus_s(5), now.plus_s(1)); });
  EXPECT_EQ(due(now.plus_s(1), 9), std::vector<std::string>{"other longer due"});
  EXPECT_EQ(due(now.plus_s(1), 9).size(), 1u) << "reading changes nothing";
}

TEST_P(StoreContract, UseOfATokenIsRemembered) {
  write(acme_, [&](Writer& writer) {
    writer.insert_token(token("t1", "l1"));
    writer.mark_token_used("t1", clock_.now().plus_s(3), "192.0.2.7", "Entra");
  });
  read(acme_, [&](Reader& reader) {
    const auto token = reader.find_token("l1");
    EXPECT_EQ(token->last_used, clock_.now().plus_s(3));
    EXPECT_EQ(token->last_used_ip, "192.0.2.7");
    EXPECT_EQ(token->last_used_agent, "Entra");
  });
}

}  // namespace provost::store::contract
