#include "golden/case.h"

#include <gtest/gtest.h>

namespace provost::golden {
namespace {

constexpr std::string_view sample = R"(# A user is created
covers: U1, POST-1
profile: both
settings: reject_extra=true strict=true

Why this matters, in prose.
covers: this line is prose too

== setup: a person
repeat: n = 1..3
POST /Users?attributes=id,userName
Content-Type: application/json

{
  "userName": "u<n>@fabrikam.example"
}
---
201

== it is there
GET /Users
---
200
ETag: <absent>
X-Colon: a:b

{
  "totalResults": 3
}
)";

TEST(Case, ReadsTheHeading) {
  const Case read = read_case(sample).value();
  EXPECT_EQ(read.name, "A user is created");
  EXPECT_EQ(read.covers, (std::vector<std::string>{"U1", "POST-1"}));
  EXPECT_EQ(read.profiles, (std::vector<std::string>{"minimal", "full"}));
  EXPECT_EQ(read.settings,
            (std::map<std::string, std::string>{{"reject_extra", "true"}, {"strict", "true"}}));
}

TEST(Case, ReadsTheExchanges) {
  const Case read = read_case(sample).value();
  ASSERT_EQ(read.exchanges.size(), 2U);
  const Exchange& first = read.exchanges[0];
  EXPECT_TRUE(first.setup);
  EXPECT_EQ(first.title, "a person");
  EXPECT_EQ(first.line, 9U);
  ASSERT_TRUE(first.repeat);
  EXPECT_EQ(first.repeat->name, "n");
  EXPECT_EQ(first.repeat->last, 3);
  EXPECT_EQ(first.method, "POST");
  EXPECT_EQ(first.target, "/Users?attributes=id,userName");
  EXPECT_EQ(first.headers, (std::vector<Field>{{"Content-Type", "application/json"}}));
  EXPECT_EQ(first.body, "{\n  \"userName\": \"u<n>@fabrikam.example\"\n}");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(first.expected_body, "");
  const Exchange& second = read.exchanges[1];
  EXPECT_FALSE(second.setup);
  EXPECT_EQ(second.body, "");
  EXPECT_EQ(second.expected_headers,
            (std::vector<Field>{{"ETag", "<absent>"}, {"X-Colon", "a:b"}}));
  EXPECT_EQ(second.expected_body, "{\n  \"totalResults\": 3\n}");
  EXPECT_EQ(read.lines[second.expected_first], "200");
  EXPECT_EQ(second.expected_last, read.lines.size());
}

TEST(Case, MinimalIsTheProfileUnlessItSaysOtherwise) {
  const Case read = read_case("# n\ncovers: U1\n\n== x\nGET /Users\n---\n200\n").value();
  EXPECT_EQ(read.profiles, std::vector<std::string>{"minimal"});
}

TEST(Case, NamesTheSchemasThatItNeeds) {
  const Case read = read_case(
                        "# n\ncovers: U1\nschema: a.json\nschema: b.json Group required\n\n"
                        "== x\nGET /Users\n---\n200\n")
                        .value();
  ASSERT_EQ(read.schemas.size(), 2U);
  EXPECT_EQ(read.schemas[0].file, "a.json");
  EXPECT_FALSE(read.schemas[0].required);
  EXPECT_EQ(read.schemas[1].file, "b.json");
  EXPECT_TRUE(read.schemas[1].required);
  EXPECT_EQ(read.schemas[0].type, "User");
  EXPECT_EQ(read.schemas[1].type, "Group");
}

TEST(Case, KnowsWhatItMentions) {
  const Case read =
      read_case("# n\ncovers: U1\n\n== x\nGET /Users\nAuthorization: <other token>\n---\n200\n")
          .value();
  EXPECT_TRUE(read.mentions("<other "));
  EXPECT_FALSE(read.mentions("<root>"));
}

TEST(Case, SaysWhatIsWrongAndWhere) {
  const std::pair<const char*, const char*> rows[] = {
      {"name\n", "line 1: a case starts with"},
      {"# n\nnonsense\n", "line 2: a heading line is"},
      {"# n\ncolour: red\n", "line 2: there is no key \"colour\""},
      {"# n\ncovers: U1\nprofile: half\n", "line 3: profile is minimal, full or both"},
      {"# n\ncovers: U1\nsettings: strict=yes\n", "line 3: there is no setting \"strict=yes\""},
      {"# n\ncovers: U1\nschema: a.json always\n", "line 3: a schema line is"},
      {"# n\n\n== x\nGET /\n---\n200\n", "line 3: the case does not say what it covers"},
      {"# n\ncovers: U1\n", "line 3: the case has no exchange"},
      {"# n\ncovers: U1\n\n== x\nGET\n---\n200\n", "line 5: a request starts with"},
      {"# n\ncovers: U1\n\n== x\nGET /\n\n{}\n", "line 8: a dash line"},
      {"# n\ncovers: U1\n\n== x\nGET /\n---\nok\n", "line 7: an answer starts with its status"},
      {"# n\ncovers: U1\n\n== x\nGET /\n---\n", "line 7: an answer starts with its status"},
      {"# n\ncovers: U1\n\n== x\nGET /\n---\n200\n{}\n", "line 8: a header is"},
      {"# n\ncovers: U1\n\n== x\nrepeat: n = 3..1\nGET /\n---\n200\n", "line 5: a repeat line"},
  };
  for (const auto& [text, fault] : rows) {
    const Result<Case> read = read_case(text);
    ASSERT_TRUE(read.has_error()) << text;
    EXPECT_TRUE(read.error().detail.starts_with(fault)) << read.error().detail;
  }
}

}  // namespace
}  // namespace provost::golden
