#include <fmt/format.h>

#include "base/text.h"
#include "scim/filter/test.h"
#include "scim/filter/words.h"
#include "scim/resource/coerce.h"

namespace provost::scim::filter {
namespace {

using schema::Type;

bool is_substring(Op op) {
  return op == Op::co || op == Op::sw || op == Op::ew;
}

bool is_order(Op op) {
  return op == Op::gt || op == Op::ge || op == Op::lt || op == Op::le;
}

std::string_view kind_of(Type type) {
  switch (type) {
    case Type::boolean:
      return "true or false";
    case Type::integer:
      return "a whole number";
    case Type::decimal:
      return "a number";
    case Type::date_time:
      return "a date and time";
    case Type::binary:
      return "base64 text";
    case Type::complex:
      return "an object";
    case Type::string:
    case Type::reference:
      break;
  }
  return "text";
}

// standards.md FLT-5. A date compares with co, sw and ew by its text.
bool is_allowed(Type type, Op op, const Rules& rules) {
  switch (type) {
    case Type::boolean:
    case Type::binary:
      return !is_substring(op) && !is_order(op);
    case Type::integer:
    case Type::decimal:
      return !is_substring(op);
    case Type::complex:
      return op == Op::pr;
    case Type::date_time:
      return !is_substring(op) || rules.searches_in_dates();
    case Type::string:
    case Type::reference:
      break;
  }
  return true;
}

Error wrong_literal(const schema::Attribute& attribute, std::string_view name,
                    const json::Value& literal) {
  const bool lost_plus = attribute.type == Type::date_time && literal.is_string() &&
                         literal.get_string().find(' ') < literal.get_string().size();
  return Error(
      Code::invalid_filter,
      fmt::format("The filter compares {} with {}, but {} is {}.{}", name, json::write(literal),
                  name, kind_of(attribute.type),
                  lost_plus ? " A + in a query string means a blank: write it as %2B." : ""));
}

// Entra writes booleans as text (idp-clients.md P2, standards.md FLT-19).
std::optional<bool> boolean_of(const json::Value& literal, const Rules& rules) {
  if (literal.is_bool()) {
    return literal.get_bool();
  }
  if (!rules.takes_text_for_booleans()) {
    return std::nullopt;
  }
  if (literal.is_string() && iequals(literal.get_string(), "true")) {
    return true;
  }
  if (literal.is_string() && iequals(literal.get_string(), "false")) {
    return false;
  }
  return std::nullopt;
}

bool prepare_date(Test& test) {
  if (!test.literal.is_string()) {
    return false;
  }
  test.key = test.literal.get_string();
  if (is_substring(test.op)) {
    return true;
  }
  const auto instant = parse_date_time(test.key);
  test.instant = instant.value_or(Instant{});
  return instant.has_value();
}

bool prepare(Test& test, const Rules& rules) {
  switch (test.attribute->type) {
    case Type::boolean: {
      const auto meant = boolean_of(test.literal, rules);
      test.literal = meant.value_or(false);
      return meant.has_value();
    }
    case Type::integer:
    case Type::decimal:
      test.number = test.literal.is_number() ? number_of(test.literal) : 0;
      return test.literal.is_number();
    case Type::date_time:
      return prepare_date(test);
    case Type::binary:
      test.key = test.literal.is_string() ? canonical_base64(test.literal.get_string()) : "";
      return test.literal.is_string();
    case Type::string:
    case Type::reference:
      test.key = resource::comparison_key(*test.attribute, test.literal);
      return test.literal.is_string();
    case Type::complex:
      break;
  }
  return false;
}

}  // namespace

Result<Test> make_test(const schema::Attribute& attribute, std::string_view name, Op op,
                       const json::Value& literal, const Rules& rules) {
  Test test{&attribute, op, literal, {}, 0, {}};
  if (op == Op::pr || (literal.is_null() && (op == Op::eq || op == Op::ne))) {
    return test;
  }
  if (!is_allowed(attribute.type, op, rules)) {
    return Error(Code::invalid_filter,
                 fmt::format("The filter uses {} on {}, which is {}: that operator does not apply.",
                             word_of(op), name, kind_of(attribute.type)));
  }
  if (!prepare(test, rules)) {
    return wrong_literal(attribute, name, literal);
  }
  return test;
}

}  // namespace provost::scim::filter
