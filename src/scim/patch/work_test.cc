#include "scim/patch/work.h"

#include <algorithm>

#include <fmt/format.h>

#include "scim/patch/testing.h"
#include "scim/resource/elements.h"

// The cost of one PATCH is counted, not timed.

namespace provost::scim::patch {
namespace {

using namespace testing;

std::string mail(std::size_t number) {
  return fmt::format("u{}@x", number);
}

json::Object with_mails(std::size_t count) {
  json::Object document = object_of(R"({"userName":"ada","active":true})");
  json::Array& mails = document["emails"].emplace_array();
  for (std::size_t i = 0; i < count; ++i) {
    mails.push_back(json::Object{{"value", mail(i)}, {"type", "other"}});
  }
  return document;
}

std::string repeated(std::size_t count, std::string_view operation) {
  std::string all = "[";
  for (std::size_t i = 0; i < count; ++i) {
    all += i == 0 ? "" : ",";
    all += operation;
  }
  return all + "]";
}

std::vector<Member> crowd(std::size_t count) {
  std::vector<Member> members(count);
  for (std::size_t i = 0; i < count; ++i) {
    members[i].id.bytes[13] = static_cast<std::uint8_t>(i >> 16);
    members[i].id.bytes[14] = static_cast<std::uint8_t>(i >> 8);
    members[i].id.bytes[15] = static_cast<std::uint8_t>(i);
    members[i].type = schema::user_type;
    members[i].display = fmt::format("person {}", i);
  }
  return members;
}

TEST(PatchWork, ValuesThatAreNamedCostNoSearch) {
  std::string operations;
  for (std::size_t i = 0; i < resource::elements_max; ++i) {
    operations += fmt::format(
        R"({}{{"op":"replace","path":"emails[value eq \"{}\"].display","value":"d{}"}})",
        i == 0 ? "" : ",", mail(i), i);
  }
  const Result<Draft> draft =
      patched("[" + operations + "]", with_mails(resource::elements_max), full_user());
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  const json::Array& mails = draft.value().document.at("emails").get_array();
  ASSERT_EQ(mails.size(), resource::elements_max);
  for (std::size_t i = 0; i < mails.size(); ++i) {
    ASSERT_EQ(mails[i].at("display").get_string(), fmt::format("d{}", i));
  }
}

// A removal that finds nothing, with that many conditions. All count, though the first one decides.
std::string search(std::string_view list, std::size_t conditions) {
  std::string filter = R"(type eq \"fax\")";
  for (std::size_t i = 1; i < conditions; ++i) {
    filter += R"( and display co \"z\")";
  }
  return fmt::format(R"({{"op":"remove","path":"{}[{}]"}})", list, filter);
}

void expect_too_many(const Result<Draft>& refused) {
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::too_many);
  EXPECT_NE(refused.error().detail.find("1000000"), std::string::npos) << refused.error().detail;
}

TEST(PatchWork, SearchesAreCountedTogether) {
  const json::Object document = with_mails(resource::elements_max);
  const std::string removal = search("emails", 100);
  const Result<Draft> fine = patched(repeated(9, removal), document, full_user());
  ASSERT_TRUE(fine.has_value()) << fine.error().detail;
  EXPECT_EQ(fine.value().document.at("emails"), document.at("emails"));
  expect_too_many(patched(repeated(10, removal), document, full_user()));
}

// Marks that each take their own base letter: folding them is slow.
std::string marks(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    text += "e\u0301";
  }
  return text;
}

TEST(PatchWork, LongTextCountsAsMuch) {
  json::Object document = with_mails(2);
  const std::string removal = search("emails", 50);
  EXPECT_TRUE(patched(repeated(100, removal), document, full_user()).has_value());
  document["emails"].get_array()[0].get_object()["display"] = std::string(100'000, 'x');
  EXPECT_TRUE(patched(repeated(15, removal), document, full_user()).has_value());
  expect_too_many(patched(repeated(25, removal), document, full_user()));
}

TEST(PatchWork, TextBeyondAsciiCountsAsMuchMore) {
  json::Object document = with_mails(2);
  const std::string removal = search("emails", 50);
  document["emails"].get_array()[0].get_object()["display"] = marks(9'999);
  EXPECT_TRUE(patched(repeated(180, removal), document, full_user()).has_value());
  expect_too_many(patched(repeated(210, removal), document, full_user()));
}

TEST(PatchWork, TheTextOfWhatIsNamedIsCountedToo) {
  json::Object document = with_mails(2);
  document["emails"].get_array()[0].get_object()["display"] = marks(900'000);
  const std::string removal =
      R"({"op":"remove","path":"emails[value eq \"u0@x\" and display eq \"zzz\"]"})";
  EXPECT_TRUE(patched(repeated(4, removal), document, full_user()).has_value());
  expect_too_many(patched(repeated(5, removal), document, full_user()));
}

TEST(PatchWork, TextThatTheSamePatchMadeIsCounted) {
  const json::Object document = with_mails(2);
  const std::string growth =
      R"({"op":"replace","path":"emails[value eq \"u0@x\"].display","value":")" + marks(90'000) +
      R"("})";
  const std::string removal =
      R"({"op":"remove","path":"emails[value eq \"u0@x\" and display eq \"zzz\"]"})";
  const auto grown = [&](std::size_t removals) {
    std::string all = repeated(removals, removal);
    return patched(all.replace(0, 1, "[" + growth + ","), document, full_user());
  };
  EXPECT_TRUE(grown(40).has_value());
  expect_too_many(grown(50));
}

TEST(PatchWork, NamesOfMembersAreCounted) {
  const json::Object document = object_of(R"({"displayName":"Ops"})");
  std::vector<Member> members = crowd(500);
  const std::string removal = search("members", 100);
  EXPECT_TRUE(patched(repeated(15, removal), document, group(), {}, members).has_value());
  for (Member& member : members) {
    member.display = marks(300);
  }
  EXPECT_TRUE(patched(repeated(4, removal), document, group(), {}, members).has_value());
  expect_too_many(patched(repeated(6, removal), document, group(), {}, members));
}

TEST(PatchWork, MembersAreCountedToo) {
  const json::Object document = object_of(R"({"displayName":"Ops"})");
  const std::vector<Member> members = crowd(2'000);
  const std::string removal = search("members", 100);
  EXPECT_TRUE(patched(repeated(4, removal), document, group(), {}, members).has_value());
  expect_too_many(patched(repeated(5, removal), document, group(), {}, members));
}

// One operation may name thousands, with any spelling, without looking at anybody else.
TEST(PatchWork, MembersThatAreNamedAreFoundByTheirIds) {
  const json::Object document = object_of(R"({"displayName":"Ops"})");
  const std::vector<Member> members = crowd(20'000);
  const auto typed = [&](std::size_t i) {
    return fmt::format(R"({{"op":"remove","path":"members[value eq \"{}\" and type eq \"{}\"]"}})",
                       members[i].id.to_string(), i % 2 == 0 ? "User" : "Group");
  };
  std::string operations = "[" + typed(0);
  for (std::size_t i = 1; i < 500; ++i) {
    operations += "," + typed(i);
  }
  const Result<Draft> draft = patched(operations + "]", document, group(), {}, members);
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  ASSERT_EQ(draft.value().members.remove.size(), 250u) << "those who are users";
  EXPECT_EQ(draft.value().members.remove[1], members[2].id);
}

TEST(PatchWork, SeveralJoinedByOrNeedNoMembers) {
  const std::vector<Member> members = crowd(3);
  const Result<Draft> draft = patched(
      fmt::format(R"([{{"op":"remove","path":"members[value eq \"{}\" or value eq \"{}\"]"}}])",
                  members[2].id.to_string(), members[1].id.to_string()),
      object_of(R"({"displayName":"Ops"})"), group());
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  EXPECT_EQ(draft.value().members.remove, (std::vector{members[2].id, members[1].id}));
}

}  // namespace
}  // namespace provost::scim::patch
