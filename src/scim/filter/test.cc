#include "scim/filter/test.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"
#include "base/text.h"

namespace provost::scim::filter {
namespace {

using schema::Type;

template <class T>
bool ordered(Op op, const T& left, const T& right) {
  switch (op) {
    case Op::eq:
      return left == right;
    case Op::ne:
      return !(left == right);
    case Op::gt:
      return right < left;
    case Op::ge:
      return !(left < right);
    case Op::lt:
      return left < right;
    case Op::le:
      return !(right < left);
    default:
      return false;
  }
}

// std::string_view::find() is quadratic for texts like "aaa…ab"; clients choose both.
bool contains(std::string_view text, std::string_view key) {
  return memmem(text.data(), text.size(), key.data(), key.size()) != nullptr;
}

// UTF-8 bytes sort like their code points (standards.md FLT-6).
bool text_passes(Op op, std::string_view text, std::string_view key) {
  switch (op) {
    case Op::co:
      return contains(text, key);
    case Op::sw:
      return text.starts_with(key);
    case Op::ew:
      return text.ends_with(key);
    default:
      return ordered(op, text, key);
  }
}

// Shorter ones are folded each time.
constexpr std::size_t long_text = 64;

bool string_passes(const Test& test, std::string_view text, Folds& folds) {
  if (test.attribute->type != Type::string || test.attribute->case_exact) {
    return text_passes(test.op, text, test.key);
  }
  return text.size() < long_text ? text_passes(test.op, fold(text), test.key)
                                 : text_passes(test.op, folds.of(text), test.key);
}

bool date_passes(const Test& test, std::string_view text) {
  if (test.op == Op::co || test.op == Op::sw || test.op == Op::ew) {
    return text_passes(test.op, text, test.key);
  }
  const auto instant = parse_date_time(text);
  return instant ? ordered(test.op, *instant, test.instant) : test.op == Op::ne;
}

bool typed_passes(const Test& test, const json::Value& value, Folds& folds) {
  switch (test.attribute->type) {
    case Type::boolean:
      return value.is_bool() && (value == test.literal) == (test.op == Op::eq);
    case Type::integer:
    case Type::decimal:
      return value.is_number() && ordered(test.op, number_of(value), test.number);
    case Type::date_time:
      return value.is_string() && date_passes(test, value.get_string());
    case Type::binary:
      return value.is_string() &&
             text_passes(test.op, canonical_base64(value.get_string()), test.key);
    case Type::string:
    case Type::reference:
      return value.is_string() && string_passes(test, value.get_string(), folds);
    case Type::complex:
      break;
  }
  return false;
}

}  // namespace

std::string canonical_base64(std::string_view text) {
  std::string out(text.substr(0, text.find_last_not_of('=') + 1));
  std::ranges::replace(out, '-', '+');
  std::ranges::replace(out, '_', '/');
  return out;
}

// Wide enough for every signed and unsigned 64-bit integer.
long double number_of(const json::Value& value) {
  if (value.is_int64()) {
    return static_cast<long double>(value.get_int64());
  }
  return value.is_uint64() ? static_cast<long double>(value.get_uint64())
                           : static_cast<long double>(value.get_double());
}

const std::string& Folds::of(std::string_view text) {
  const auto [place, is_new] = known_.try_emplace(text.data());
  if (is_new) {
    place->second = fold(text);
    text_bytes_ += is_ascii(text) ? 0 : text.size();
  }
  return place->second;
}

bool passes(const Test& test, const json::Value* value, Folds& folds) {
  if (value == nullptr || json::is_unassigned(*value)) {
    return test.op == Op::ne;
  }
  return typed_passes(test, *value, folds);
}

bool is_present(const json::Value* value) {
  if (value == nullptr || value->is_null()) {
    return false;
  }
  if (value->is_string()) {
    return !value->get_string().empty();
  }
  if (value->is_array()) {
    return std::ranges::any_of(value->get_array(),
                               [](const json::Value& element) { return is_present(&element); });
  }
  if (value->is_object()) {
    return std::ranges::any_of(value->get_object(),
                               [](const auto& member) { return is_present(&member.value()); });
  }
  return true;
}

}  // namespace provost::scim::filter
