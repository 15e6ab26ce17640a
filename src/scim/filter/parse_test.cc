#include <array>
#include <cstdint>
#include <limits>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scim/filter/filter.h"
#include "scim/filter/random_filter.h"
#include "scim/filter/testing.h"
#include "scim/path/testing/random_path.h"

namespace provost::scim::filter {
namespace {

using ::testing::HasSubstr;
using testing::user;

std::string reprinted(std::string_view text) {
  const auto node = parse(text, user());
  return node.has_value() ? print(**node) : "error: " + node.error().detail;
}

TEST(FilterParse, ReadsTheWholeLanguage) {
  const std::string enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";
  const std::pair<std::string, std::string> cases[] = {
      {"userName eq \"x\"", "userName eq \"x\""},
      {"  userName\tEQ   \"x\"  ", "userName eq \"x\""},
      {"active eq true", "active eq true"},
      {"n gt -1.5e3", "n gt -1.5E3"},
      {"locale ne null", "locale ne null"},
      {"title PR", "title pr"},
      {"userName eq\"x\"", "userName eq \"x\""},
      {"externalId eq jyoung", "externalId eq \"jyoung\""},
      {"meta.created gt 2011-05-13T04:42:34Z", "meta.created gt \"2011-05-13T04:42:34Z\""},
      {"userName eq \"a\\\\\\\"b\"", "userName eq \"a\\\\\\\"b\""},
      {"userName eq \"\\u0041\\ud83d\\ude00\"", "userName eq \"A\xF0\x9F\x98\x80\""},
      {"a pr or b pr and c pr", "a pr or b pr and c pr"},
      {"(a pr or b pr) and c pr", "(a pr or b pr) and c pr"},
      {"a pr or (b pr and c pr)", "a pr or b pr and c pr"},
      {"((a pr))", "a pr"},
      {"a pr AND b pr And c pr", "a pr and b pr and c pr"},
      {"(a pr and b pr) and c pr", "(a pr and b pr) and c pr"},
      {"not (a pr)", "not (a pr)"},
      {"NOT(a pr)and b pr", "not (a pr) and b pr"},
      {"not pr", "not pr"},
      {"android eq \"x\" and order pr", "android eq \"x\" and order pr"},
      {"emails[type eq \"work\"]", "emails[type eq \"work\"]"},
      {"emails[ (type eq \"]\" or not(value pr)) and primary eq true ]",
       "emails[(type eq \"]\" or not (value pr)) and primary eq true]"},
      {"emails[type eq \"work\"].value co \"x\"", "emails[type eq \"work\"].value co \"x\""},
      {"emails[type eq \"work\"].value pr or a pr", "emails[type eq \"work\"].value pr or a pr"},
      {enterprise + "manager.value eq \"1\"", enterprise + "manager.value eq \"1\""},
      {"members[$ref eq \"x\"]", "members[$ref eq \"x\"]"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(reprinted(text), expected) << text;
  }
}

struct Refusal {
  std::string text;
  const char* detail;
};

TEST(FilterParse, SaysWhereAndWhatWasExpected) {
  const Refusal cases[] = {
      {"", "byte 0: expected an attribute"},
      {"   ", "byte 3: expected an attribute"},
      {"userName", "byte 8: expected an operator"},
      {"userName eq", "byte 11: expected a value"},
      {"userName eq and", "byte 12: expected a value"},
      {"userName eq 'x'", "byte 12: expected a value, with double quotes"},
      {"userName eq ″x″", "byte 12: expected a value, with straight double quotes"},
      {"userName eq 〝x〞", "byte 12: expected a value, with straight double quotes"},
      {"userName eq ʺxʺ", "byte 12: expected a value, with straight double quotes"},
      {"userName eq \"x", "byte 12: expected a text that ends"},
      {"userName eq \"\\ud83d\"", "expected a text that ends"},
      {"userName is \"x\"", "byte 9: \"is\" is not an operator"},  // FLT-4
      {"userName = \"x\"", "byte 9: \"=\" is not an operator"},
      {"userName \"x\"", "byte 9: expected an operator"},
      {"userName eq \"x\" userName pr", "byte 16: expected \"and\", \"or\" or the end"},
      {"userName eq \"x\")", "byte 15: expected \"and\""},
      {"(userName pr", "byte 12: expected \"and\", \"or\" or the closing parenthesis"},
      {"userName pr and", "byte 15: expected an attribute"},
      {"or userName pr", "\"userName\" is not an operator"},
      {"not userName pr", "\"userName\" is not an operator"},
      {"()", "byte 1: expected an attribute"},
      {"emails[type eq \"work\"", "closing bracket"},
      {"emails[]", "byte 7: expected an attribute"},
      {"emails[a[b pr]]", "no bracket within brackets"},  // EID 4690
      {"emails[type pr].value", "expected an operator"},
      {"emails[type pr].a.b pr", "expected one sub-attribute"},
      {"emails]type pr", "expected an operator"},
      {"a.b.c pr", "\"a.b.c\" is not an attribute path"},
      {"1a pr", "\"1a\" is not an attribute path"},
      {"title eq \"\xC3\x28\"", "not valid UTF-8"},
  };
  for (const Refusal& c : cases) {
    const auto node = parse(c.text, user());
    ASSERT_TRUE(node.has_error()) << c.text;
    EXPECT_EQ(node.error().code, Code::invalid_filter) << c.text;
    EXPECT_THAT(node.error().detail, HasSubstr(c.detail)) << c.text;
  }
}

std::string nested(std::size_t depth) {
  return std::string(depth, '(') + "a pr" + std::string(depth, ')');
}

std::string terms(std::size_t count) {
  std::string out = "a pr";
  for (std::size_t i = 1; i < count; ++i) {
    out += " or a pr";
  }
  return out;
}

// FLT-21
TEST(FilterParse, BoundsDepthTermsAndBytes) {
  EXPECT_TRUE(parse(nested(64), user()).has_value());
  EXPECT_THAT(parse(nested(65), user()).error().detail, HasSubstr("deeper than 64"));
  EXPECT_THAT(parse(std::string(8000, '('), user()).error().detail, HasSubstr("deeper than 64"));
  EXPECT_TRUE(parse(terms(256), user()).has_value());
  EXPECT_THAT(parse(terms(257), user()).error().detail, HasSubstr("more than 256 terms"));
  const std::string longest = "a eq \"" + std::string(8192 - 7, 'x') + "\"";
  EXPECT_TRUE(parse(longest, user()).has_value());
  EXPECT_THAT(parse(longest + " ", user()).error().detail, HasSubstr("longer than 8192 bytes"));
}

bool same(const Node& a, const Node& b);

bool same_all(const std::vector<NodePtr>& a, const std::vector<NodePtr>& b) {
  return std::ranges::equal(a, b, [](const NodePtr& x, const NodePtr& y) { return same(*x, *y); });
}

struct Same {
  bool operator()(const Comparison& a, const Comparison& b) const {
    return a.path == b.path && a.op == b.op && a.literal == b.literal;
  }
  bool operator()(const ValuePath& a, const ValuePath& b) const {
    return a.path == b.path && a.sub_attribute == b.sub_attribute && a.op == b.op &&
           a.literal == b.literal && same(*a.inner, *b.inner);
  }
  bool operator()(const Not& a, const Not& b) const { return same(*a.operand, *b.operand); }
  bool operator()(const And& a, const And& b) const { return same_all(a.operands, b.operands); }
  bool operator()(const Or& a, const Or& b) const { return same_all(a.operands, b.operands); }
  template <class A, class B>
  bool operator()(const A&, const B&) const {
    return false;
  }
};

bool same(const Node& a, const Node& b) {
  return std::visit(Same{}, a.is, b.is);
}

TEST(FilterPrint, GivesTextThatParsesToTheSameTree) {
  std::mt19937 random(20261124);
  for (int i = 0; i < 3000; ++i) {
    const NodePtr tree = testing::random_filter(random, 4);
    const std::string text = print(*tree);
    const auto back = parse(text, user());
    ASSERT_TRUE(back.has_value()) << text << ": " << back.error().detail;
    ASSERT_TRUE(same(*tree, **back)) << text << "\n" << print(**back);
  }
}

// Puts other paths and any JSON literals into a tree; binding plays no part here.
class Scrambler {
 public:
  explicit Scrambler(std::mt19937& random) : random_(random) {}

  void operator()(Comparison& comparison) {
    do {
      comparison.path = path::testing::random_path(random_, user());
    } while (comparison.path.attribute.empty());
    scramble(comparison.op, comparison.literal);
  }
  void operator()(ValuePath& value_path) {
    std::visit(*this, value_path.inner->is);
    if (!value_path.sub_attribute.empty()) {
      value_path.sub_attribute = path::testing::random_name(random_);
      scramble(value_path.op, value_path.literal);
    }
  }
  void operator()(Not& negation) { std::visit(*this, negation.operand->is); }
  void operator()(And& conjunction) { all(conjunction.operands); }
  void operator()(Or& disjunction) { all(disjunction.operands); }

 private:
  void all(std::vector<NodePtr>& operands) {
    for (NodePtr& operand : operands) {
      std::visit(*this, operand->is);
    }
  }
  void scramble(Op op, json::Value& literal) {
    if (op != Op::pr) {
      literal = any_literal();
    }
  }
  json::Value any_literal() {
    switch (random_() % 6) {
      case 0:
        return nullptr;
      case 1:
        return random_() % 2 == 0;
      case 2:
        return static_cast<std::int64_t>(random_()) - 2'000'000'000;
      case 3:
        return std::numeric_limits<std::uint64_t>::max() - random_() % 3;
      case 4:
        return static_cast<double>(random_()) / 1e6 + 0.5e-9;
      default:
        return json::Value(any_text());
    }
  }
  std::string any_text() {
    static constexpr std::array<std::string_view, 12> parts{
        "\"", "\\", "]", "[", "(", " and ", ".", "\n", "\x01", "\xC3\xA9", "\xF0\x9F\x98\x80", "a"};
    std::string text;
    for (std::size_t left = random_() % 6; left > 0; --left) {
      text += parts[random_() % parts.size()];
    }
    return text;
  }

  std::mt19937& random_;
};

TEST(FilterPrint, GivesBackAnyPathAndAnyLiteral) {
  std::mt19937 random(7643);
  for (int i = 0; i < 3000; ++i) {
    const NodePtr tree = testing::random_filter(random, 3);
    std::visit(Scrambler(random), tree->is);
    const std::string text = print(*tree);
    for (const bool is_strict : {false, true}) {
      const auto back = parse(text, user(), {.strict = is_strict});
      ASSERT_TRUE(back.has_value()) << text << ": " << back.error().detail;
      ASSERT_TRUE(same(*tree, **back)) << text << "\n" << print(**back);
    }
  }
}

}  // namespace
}  // namespace provost::scim::filter
