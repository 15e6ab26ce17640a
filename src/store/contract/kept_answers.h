#pragma once

#include "store/contract/fixture.h"
#include "store/kept_answers.h"

// Answers to requests that may come again (design §4).
namespace provost::store::contract {

inline KeptAnswer kept_answer(std::string scope, Timestamp created) {
  return {.scope = std::move(scope), .request = {"\x00\xfe", 2}, .created = created, .answer = {}};
}

TEST_P(StoreContract, AnAnswerIsKeptOnceAndFilledInLater) {
  write(acme_, [&](Writer& writer) {
    KeptAnswerWriter& changes = writer.change_kept_answers();
    EXPECT_TRUE(changes.insert(kept_answer("a", {7})));
    EXPECT_FALSE(changes.insert(kept_answer("a", {8})));
    EXPECT_FALSE(writer.kept_answers().find("a")->answer.has_value());
    changes.set_answer("a", "{}");
  });
  read(acme_, [&](Reader& reader) {
    const auto kept = reader.kept_answers().find("a");
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->request, std::string("\x00\xfe", 2));
    EXPECT_EQ(kept->created, Timestamp{7});
    EXPECT_EQ(kept->answer, "{}");
    EXPECT_FALSE(reader.kept_answers().find("b").has_value());
  });
  read(create_org("other"),
       [&](Reader& reader) { EXPECT_FALSE(reader.kept_answers().find("a").has_value()); });
}

TEST_P(StoreContract, AnswersThatMentionAPersonLoseWhatTheySaid) {
  const OrgKey other = create_org("other");
  for (const OrgKey org : {acme_, other}) {
    write(org, [&](Writer& writer) {
      KeptAnswerWriter& changes = writer.change_kept_answers();
      for (const auto& [scope, answer] : {std::pair("a", "of jane@x"), std::pair("b", "of joe@x"),
                                          std::pair("c", "of id-1"), std::pair("d", "")}) {
        changes.insert(kept_answer(scope, {7}));
        changes.set_answer(scope, answer);
      }
      changes.insert(kept_answer("e", {7}));
    });
  }
  write(acme_, [&](Writer& writer) {
    const std::vector<std::string> texts{"id-1", "jane@x"};
    KeptAnswerWriter& changes = writer.change_kept_answers();
    EXPECT_EQ(changes.erase_mentions(texts, "", 2), "b");
    EXPECT_TRUE(writer.kept_answers().find("c")->answer.has_value()) << "a slice ends";
    EXPECT_EQ(changes.erase_mentions(texts, "b", 2), "d");
    EXPECT_EQ(changes.erase_mentions(texts, "d", 2), "");
  });
  const auto kept_in = [&](OrgKey org) {
    std::string kept;
    read(org, [&](Reader& reader) {
      for (const char* scope : {"a", "b", "c", "d", "e"}) {
        const auto found = reader.kept_answers().find(scope);
        ASSERT_TRUE(found.has_value()) << scope;
        kept += found->answer ? scope : "-";
      }
    });
    return kept;
  };
  EXPECT_EQ(kept_in(acme_), "-b-d-");
  EXPECT_EQ(kept_in(other), "abcd-");
}

TEST_P(StoreContract, OldAnswersGoInSlices) {
  write(acme_, [&](Writer& writer) {
    for (const std::int64_t at : {1, 2, 3, 4}) {
      writer.change_kept_answers().insert(kept_answer(std::to_string(at), {at}));
    }
    EXPECT_TRUE(writer.kept_answers().has_more_than(3));
    EXPECT_FALSE(writer.kept_answers().has_more_than(4));
    writer.change_kept_answers().remove_before("4", {4}, 2);
    EXPECT_FALSE(writer.kept_answers().find("2").has_value());
    EXPECT_TRUE(writer.kept_answers().find("3").has_value());
    writer.change_kept_answers().remove_before("4", {4}, 2);
    EXPECT_FALSE(writer.kept_answers().find("3").has_value());
    EXPECT_TRUE(writer.kept_answers().find("4").has_value());
    writer.change_kept_answers().remove_before("4", {5}, 0);
    EXPECT_FALSE(writer.kept_answers().find("4").has_value());
  });
}

}  // namespace provost::store::contract
