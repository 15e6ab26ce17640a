#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "base/rfc3339.h"
#include "json/json.h"
#include "scim/filter/filter.h"
#include "scim/schema/schema.h"

namespace provost::scim::filter {

// One operator with its literal, made ready for the type and the case rule of the attribute it
// looks at, so that looking at a value repeats none of that work.
struct Test {
  const schema::Attribute* attribute = nullptr;  // complex only for pr and comparisons with null
  Op op = Op::pr;
  json::Value literal;  // in the attribute's own JSON type
  std::string key;      // text: folded as the attribute compares; binary: base64 in one form
  long double number = 0;
  Instant instant;

  // pr, `eq null` and `ne null` ask only whether there is a value (standards.md FLT-14).
  bool asks_for_presence() const { return op == Op::pr || literal.is_null(); }
  // What the whole test says, once it is known whether any value is present.
  bool verdict_on_presence(bool is_present) const {
    return op == Op::eq ? !is_present : is_present;
  }
};

// Code::invalid_filter when the operator or the literal does not suit the attribute (standards.md
// FLT-5, FLT-19). `name` is how errors call the attribute.
Result<Test> make_test(const schema::Attribute& attribute, std::string_view name, Op op,
                       const json::Value& literal, const Rules& rules);

// Base64 of either alphabet, padded or not, in one form: equal texts, equal bytes (FLT-8).
std::string canonical_base64(std::string_view text);
long double number_of(const json::Value& value);

// Whether a value counts as one: not null, "", [] or an object of nothing (standards.md FLT-9).
bool is_present(const json::Value* value);

// What long texts fold to. Folding costs far more than any other look at a text, and the conditions
// of one filter look at the same values. These must stay where they are as long as this is.
class Folds {
 public:
  const std::string& of(std::string_view text);
  // Bytes of non-ASCII text that it has folded.
  std::size_t text_bytes() const { return text_bytes_; }

 private:
  std::size_t text_bytes_ = 0;
  std::unordered_map<const char*, std::string> known_;
};

// Whether one value, or null where there is none, passes a test that does not ask for presence.
bool passes(const Test& test, const json::Value* value, Folds& folds);
inline bool passes_alone(const Test& test, const json::Value& value) {
  Folds folds;
  return passes(test, &value, folds);
}

}  // namespace provost::scim::filter
