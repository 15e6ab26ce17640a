#pragma once

#include <array>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "scim/filter/filter.h"

namespace provost::scim::filter::testing {

// Random trees over attributes of the full User, which parse and bind.
class RandomFilter {
 public:
  explicit RandomFilter(std::mt19937& random) : random_(random) {}

  NodePtr node(int depth, bool in_brackets) {
    const std::size_t kind = depth == 0 ? 0 : pick(5);
    if (kind == 1) {
      return make(Not{node(depth - 1, in_brackets)});
    }
    if (kind == 2) {
      return make(list<And>(depth, in_brackets));
    }
    if (kind == 3) {
      return make(list<Or>(depth, in_brackets));
    }
    if (kind == 4 && !in_brackets) {
      return value_path(depth);
    }
    return in_brackets ? element_term() : resource_term();
  }

 private:
  struct Choice {
    const char* attribute;
    const char* sub_attribute;
    bool is_boolean;
  };

  std::size_t pick(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }

  template <class Kind>
  static NodePtr make(Kind kind) {
    return std::make_unique<Node>(Node{std::move(kind)});
  }

  template <class List>
  List list(int depth, bool in_brackets) {
    List out;
    for (std::size_t left = 2 + pick(2); left > 0; --left) {
      out.operands.push_back(node(depth - 1, in_brackets));
    }
    return out;
  }

  // Few values, so that filters often match.
  json::Value text() {
    static constexpr std::array texts{"a",
                                      "B",
                                      "b",
                                      "work",
                                      "home",
                                      "\"q\\",
                                      "]",
                                      "",
                                      "\xC3\xA9",
                                      "018f0000-0000-7000-8000-000000000001",
                                      "018f0000-0000-7000-8000-000000000002"};
    return json::Value(texts[pick(texts.size())]);
  }

  std::pair<Op, json::Value> test(bool is_boolean) {
    static constexpr std::array ops{Op::eq, Op::eq, Op::eq, Op::eq, Op::ne, Op::co,
                                    Op::sw, Op::ew, Op::gt, Op::ge, Op::lt, Op::le};
    if (pick(8) == 0) {
      return {Op::pr, {}};
    }
    if (pick(10) == 0) {
      return {pick(2) == 0 ? Op::eq : Op::ne, {}};
    }
    if (is_boolean) {
      return {pick(2) == 0 ? Op::eq : Op::ne, json::Value(pick(2) == 0)};
    }
    return {ops[pick(ops.size())], text()};
  }

  NodePtr resource_term() {
    static constexpr std::array<Choice, 11> choices{{{"userName", "", false},
                                                     {"externalId", "", false},
                                                     {"id", "", false},
                                                     {"displayName", "", false},
                                                     {"emails", "", false},
                                                     {"emails", "value", false},
                                                     {"manager", "value", false},
                                                     {"groups", "value", false},
                                                     {"groups", "", false},
                                                     {"active", "", true},
                                                     {"title", "", false}}};
    const Choice& choice = choices[pick(choices.size())];
    auto [op, literal] = test(choice.is_boolean);
    return make(Comparison{{{}, choice.attribute, choice.sub_attribute}, op, std::move(literal)});
  }

  NodePtr element_term() {
    static constexpr std::array<Choice, 3> choices{
        {{"value", "", false}, {"value", "", false}, {"type", "", false}}};
    auto [op, literal] = test(false);
    return make(
        Comparison{{{}, choices[pick(choices.size())].attribute, {}}, op, std::move(literal)});
  }

  NodePtr value_path(int depth) {
    static constexpr std::array attributes{"emails", "groups", "roles"};
    ValuePath out{
        {{}, attributes[pick(attributes.size())], {}}, node(depth - 1, true), {}, Op::pr, {}};
    if (pick(3) == 0) {
      out.sub_attribute = "value";
      auto [op, literal] = test(false);
      out.op = op;
      out.literal = std::move(literal);
    }
    return make(std::move(out));
  }

  std::mt19937& random_;
};

inline NodePtr random_filter(std::mt19937& random, int depth) {
  return RandomFilter(random).node(depth, false);
}

}  // namespace provost::scim::filter::testing
