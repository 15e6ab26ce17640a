#include "scim/message/search.h"

#include <limits>

#include <gtest/gtest.h>

namespace provost::scim::message {
namespace {

constexpr char head[] = R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"])";

Result<SearchRequest> read(const std::string& members) {
  return read_search(json::parse(head + (members.empty() ? "" : "," + members) + "}").value());
}

TEST(ReadSearch, TakesEveryMember) {  // standards.md SCH-2
  const SearchRequest request =
      read(R"("attributes":["userName","emails"],"excludedAttributes":"a, b","filter":"id pr",
              "SORTBY":"name","sortOrder":"descending","startIndex":3,"count":0,"other":{"x":1})")
          .value();
  EXPECT_EQ(request.attributes, (std::vector<std::string>{"userName", "emails"}));
  EXPECT_EQ(request.excluded_attributes, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(request.filter, "id pr");
  EXPECT_EQ(request.sort_by, "name");
  EXPECT_EQ(request.sort_order, "descending");
  EXPECT_EQ(request.start_index, 3);
  EXPECT_EQ(request.count, 0);
  EXPECT_FALSE(request.cursor);
  EXPECT_EQ(read(R"("cursor":"")").value().cursor, "");  // standards.md CUR-1
  EXPECT_FALSE(read(R"("filter":null)").value().filter);
}

TEST(ReadSearch, RefusesWhatIsNoSearch) {  // standards.md SCH-1
  for (const char* body : {"[]", "{}", R"({"schemas":"x"})", R"({"schemas":[1,"urn:x"]})"}) {
    const json::Value search = json::parse(body).value();
    EXPECT_EQ(read_search(search, {.strict = true}).error().code, Code::invalid_syntax) << body;
    EXPECT_EQ(read_search(search).has_value(), search.is_object()) << body;
  }
}

TEST(ReadSearch, NamesTheMemberOfTheWrongType) {
  struct Row {
    const char* members;
    Code code;
  };
  for (const Row& row :
       {Row{R"("filter":1)", Code::invalid_value}, Row{R"("attributes":{})", Code::invalid_value},
        Row{R"("attributes":[1])", Code::invalid_value}, Row{R"("count":1.5)", Code::invalid_value},
        Row{R"("count":1.5,"cursor":"")", Code::invalid_count},
        Row{R"("startIndex":"x")", Code::invalid_value},
        Row{R"("cursor":7)", Code::invalid_value}}) {
    EXPECT_EQ(read(row.members).error().code, row.code) << row.members;
  }
}

TEST(WholeNumber, ClampsWhatIsTooLarge) {  // standards.md PAG-2
  const auto number = [](const char* text) {
    return whole_number("count", text, Code::invalid_value).value();
  };
  EXPECT_EQ(number("12"), 12);
  EXPECT_EQ(number("-3"), -3);
  EXPECT_EQ(number("99999999999999999999"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(number("-99999999999999999999"), std::numeric_limits<std::int64_t>::min());
  for (const char* bad : {"", "x", "1x", " 1", "1.0"}) {
    EXPECT_EQ(whole_number("count", bad, Code::invalid_count).error().code, Code::invalid_count);
  }
}

}  // namespace
}  // namespace provost::scim::message
