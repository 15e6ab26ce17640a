#include "json/json.h"

#include <gtest/gtest.h>

namespace provost::json {
namespace {

struct Refusal {
  const char* name;
  std::string text;
  const char* detail;
};

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

std::string many_names(std::size_t count, const std::string& last) {
  std::string out = "{";
  for (std::size_t i = 0; i < count; ++i) {
    out += "\"name" + std::to_string(i) + "\":0,";
  }
  return out + "\"" + last + "\":1}";
}

TEST(JsonParse, RefusesWhatIsNotAcceptable) {
  const Refusal cases[] = {
      {"empty", "", "byte 0"},
      {"blank", "  ", "ends too early"},
      {"not closed", "{\"a\":1", "ends too early"},
      {"not quoted", "{a:1}", "byte 1"},
      {"trailing comma", "[1,]", "byte 3"},
      {"a second value", "{} {}", "byte 3"},
      {"a comment", "/* x */ {}", "byte 0"},
      {"ATT-3 same name", R"({"a":1,"a":2})", "two members named \"a\""},
      {"ATT-3 letter case", R"({"userName":"x","USERNAME":"y"})", "two members named \"USERNAME\""},
      {"ATT-3 written with an escape", R"({"a":1,"\u0041":2})", "two members named \"A\""},
      {"ATT-3 inside an element", R"({"x":[{"b":1,"c":{},"B":2}]})", "two members named \"B\""},
      {"ATT-3 seventeenth", many_names(16, "NAME3"), "two members named \"NAME3\""},
      {"ATT-3 in a big object", many_names(400, "Name399"), "two members named \"Name399\""},
      {"TYP-10 lone high surrogate", R"(["\uD83D"])", "byte"},
      {"TYP-10 lone low surrogate", R"(["\uDE00"])", "byte"},
      {"TYP-10 invalid UTF-8", "[\"\xC3(\"]", "byte"},
      {"TYP-10 overlong UTF-8", "[\"\xC0\xAF\"]", "byte"},
      {"TYP-10 UTF-8 surrogate", "[\"\xED\xA0\x80\"]", "byte"},
      {"control character", "[\"a\nb\"]", "byte"},
      {"depth", nested(33), "deeper than 32"},
      {"number beyond doubles", "[1e999]", "byte"},
  };
  for (const Refusal& c : cases) {
    const auto result = parse(c.text);
    ASSERT_TRUE(result.has_error()) << c.name;
    EXPECT_EQ(result.error().code, Code::invalid_syntax) << c.name;
    EXPECT_NE(result.error().detail.find(c.detail), std::string::npos)
        << c.name << ": " << result.error().detail;
  }
}

TEST(JsonParse, KeepsValuesAndTheOrderOfMembers) {
  const std::string text =
      R"({"z":1,"a":[true,false,null,-7,18446744073709551615],"m":{"x":"\u00e9\ud83d\ude00\n"}})";
  const auto value = parse(text);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(write(*value),
            "{\"z\":1,\"a\":[true,false,null,-7,18446744073709551615],\"m\":{\"x\":"
            "\"\xC3\xA9\xF0\x9F\x98\x80\\n\"}}");
}

TEST(JsonParse, ReadsTheNearestDouble) {
  EXPECT_EQ(parse("-999994911111111111999")->as_double(), -999994911111111111999.0);
  EXPECT_EQ(parse("[1, 5555555557.55555555e11]")->at(1).as_double(), 5555555557.55555555e11);
  EXPECT_EQ(parse("1.7976931348623157e308")->as_double(), 1.7976931348623157e308);
  EXPECT_EQ(parse("1e-400")->as_double(), 0.0);
  for (const char* number : {"-999994911111111111999", "0.1", "-2.5E-7", "123456789012345678901"}) {
    const Value value = *parse(number);
    EXPECT_EQ(*parse(write(value)), value) << number;
  }
}

TEST(JsonParse, AllowsTheSameNameInDifferentObjects) {
  EXPECT_TRUE(parse(R"({"a":{"a":{"A":1}},"b":[{"a":1},{"a":2}]})").has_value());
  EXPECT_TRUE(parse(many_names(400, "name400")).has_value());
}

TEST(JsonParse, AllowsWhatIsJustWithinTheLimits) {
  Limits limits;
  limits.string_bytes_max = 4;
  limits.values_max = 3;
  limits.depth_max = 2;
  EXPECT_TRUE(parse(nested(2), limits).has_value());
  EXPECT_TRUE(parse(nested(3), limits).has_error());
  EXPECT_TRUE(parse(R"(["abcd"])", limits).has_value());
  EXPECT_TRUE(parse(R"(["abcde"])", limits).has_error());
  EXPECT_TRUE(parse(R"({"abcde":1})", limits).has_error());
  EXPECT_TRUE(parse("[1,2]", limits).has_value());
  EXPECT_TRUE(parse("[1,2,3]", limits).has_error());
}

TEST(JsonFind, PrefersTheExactNameAndIgnoresCaseOtherwise) {
  auto value = parse(R"({"userName":"x","Active":true})");
  ASSERT_TRUE(value.has_value());
  Object& object = value->get_object();
  EXPECT_EQ(find(object, "userName")->get_string(), "x");
  EXPECT_EQ(find(object, "USERNAME")->get_string(), "x");
  EXPECT_TRUE(find(object, "active")->get_bool());
  EXPECT_EQ(find(object, "activ"), nullptr);
  EXPECT_EQ(find(std::as_const(object), "missing"), nullptr);
  *find(object, "ACTIVE") = false;
  EXPECT_FALSE(object.at("Active").get_bool());
}

TEST(JsonUnassigned, IsNullOrAnEmptyArrayOnly) {
  EXPECT_TRUE(is_unassigned(Value(nullptr)));
  EXPECT_TRUE(is_unassigned(Array{}));
  EXPECT_FALSE(is_unassigned(Object{}));
  EXPECT_FALSE(is_unassigned(Value("")));
  EXPECT_FALSE(is_unassigned(Value(false)));
  EXPECT_FALSE(is_unassigned(Array{nullptr}));
}

TEST(JsonWrite, AppendStringEscapesLikeTheSerializer) {
  const std::string texts[] = {"", "plain", "a\"b\\c", std::string("\0\x1f\n\r\t\b\f", 7),
                               "\xC3\xA9"};
  for (const std::string& text : texts) {
    std::string out = "x";
    append_string(out, text);
    const auto back = parse(std::string_view(out).substr(1));
    ASSERT_TRUE(back.has_value()) << out;
    EXPECT_EQ(back->get_string(), text);
  }
}

TEST(JsonWrite, AppendAddsToWhatIsThere) {
  std::string out = "[";
  append(out, Value(1));
  append(out, Array{Value("x"), Value(nullptr)});
  EXPECT_EQ(out, "[1[\"x\",null]");
  const std::string big(10'000, 'y');
  EXPECT_EQ(write(Value(big)), "\"" + big + "\"");
}

}  // namespace
}  // namespace provost::json
