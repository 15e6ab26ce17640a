#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include "base/text.h"
#include "json/json.h"

namespace provost::json {
namespace {

using ErrorCode = boost::json::error_code;
using Text = boost::json::string_view;

// The member names of the objects that are currently open. Most objects have a handful of members;
// for those, a linear search beats any table. The set bounds the cost of the others.
class OpenNames {
 public:
  void open() { frames_.push_back({spans_.size(), text_.size(), {}}); }

  void close() {
    spans_.resize(frames_.back().first_span);
    text_.resize(frames_.back().text_begin);
    frames_.pop_back();
  }

  // False when the innermost object already has that name.
  bool add(std::string_view name) {
    Frame& frame = frames_.back();
    if (spans_.size() - frame.first_span >= few) {
      return add_to_set(frame, name);
    }
    for (std::size_t i = frame.first_span; i < spans_.size(); ++i) {
      if (iequals(at(i), name)) {
        return false;
      }
    }
    spans_.push_back({text_.size(), name.size()});
    text_.append(name);
    return true;
  }

 private:
  static constexpr std::size_t few = 16;
  struct Span {
    std::size_t begin;
    std::size_t size;
  };
  struct Frame {
    std::size_t first_span;
    std::size_t text_begin;
    std::set<std::string, std::less<>> many;
  };

  std::string_view at(std::size_t i) const {
    return std::string_view(text_).substr(spans_[i].begin, spans_[i].size);
  }

  bool add_to_set(Frame& frame, std::string_view name) {
    for (std::size_t i = frame.first_span; frame.many.size() < few; ++i) {
      frame.many.insert(ascii_lower(at(i)));
    }
    return frame.many.insert(ascii_lower(name)).second;
  }

  std::vector<Frame> frames_;
  std::vector<Span> spans_;
  std::string text_;
};

// Builds the value from what basic_parser reports, and stops it at the first violation of our
// limits or ATT-3.
class Handler {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  explicit Handler(const Limits& limits) : limits_(limits) { stack_.reset(); }

  Value release() { return stack_.release(); }
  const std::string& refusal() const { return refusal_; }

  bool on_document_begin(ErrorCode&) { return true; }
  bool on_document_end(ErrorCode&) { return true; }

  bool on_object_begin(ErrorCode&) {
    names_.open();
    return true;
  }
  bool on_object_end(std::size_t members, ErrorCode& ec) {
    names_.close();
    stack_.push_object(members);
    return count(ec);
  }
  bool on_array_begin(ErrorCode&) { return true; }
  bool on_array_end(std::size_t elements, ErrorCode& ec) {
    stack_.push_array(elements);
    return count(ec);
  }

  bool on_key_part(Text part, std::size_t size, ErrorCode& ec) {
    key_.append(part.data(), part.size());
    stack_.push_chars(part);
    return fits(size, ec);
  }
  bool on_key(Text part, std::size_t size, ErrorCode& ec) {
    key_.append(part.data(), part.size());
    stack_.push_key(part);
    if (!fits(size, ec)) {
      return false;
    }
    const bool is_new = names_.add(key_);
    if (!is_new) {
      refuse("the object has two members named \"" + key_ + "\" (letter case does not count)", ec);
    }
    key_.clear();
    return is_new;
  }
  bool on_string_part(Text part, std::size_t size, ErrorCode& ec) {
    stack_.push_chars(part);
    return fits(size, ec);
  }
  bool on_string(Text part, std::size_t size, ErrorCode& ec) {
    stack_.push_string(part);
    return fits(size, ec) && count(ec);
  }

  bool on_number_part(Text part, ErrorCode&) {
    number_.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t number, Text, ErrorCode& ec) {
    number_.clear();
    stack_.push_int64(number);
    return count(ec);
  }
  bool on_uint64(std::uint64_t number, Text, ErrorCode& ec) {
    number_.clear();
    stack_.push_uint64(number);
    return count(ec);
  }
  bool on_double(double number, Text part, ErrorCode& ec) {
    number_.append(part.data(), part.size());
    number = nearest(number_, number);
    number_.clear();
    stack_.push_double(number);
    return std::isfinite(number) ? count(ec) : refuse("the number is too large", ec);
  }
  bool on_bool(bool value, ErrorCode& ec) {
    stack_.push_bool(value);
    return count(ec);
  }
  bool on_null(ErrorCode& ec) {
    stack_.push_null();
    return count(ec);
  }
  bool on_comment_part(Text, ErrorCode&) { return true; }
  bool on_comment(Text, ErrorCode&) { return true; }

 private:
  bool refuse(std::string why, ErrorCode& ec) {
    refusal_ = std::move(why);
    ec = boost::json::error::syntax;
    return false;
  }
  bool fits(std::size_t bytes, ErrorCode& ec) {
    return bytes <= limits_.string_bytes_max ||
           refuse("a string is longer than " + std::to_string(limits_.string_bytes_max) + " bytes",
                  ec);
  }
  bool count(ErrorCode& ec) {
    return ++values_ <= limits_.values_max ||
           refuse("there are more than " + std::to_string(limits_.values_max) + " values", ec);
  }

  // Boost 1.81 is sometimes off by one unit in the last place, so a number would change each time
  // it is stored and read. `approximate` is used for numbers that no double can represent.
  static double nearest(std::string_view text, double approximate) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : approximate;
  }

  const Limits& limits_;
  boost::json::value_stack stack_;
  OpenNames names_;
  std::string key_;
  std::string number_;
  std::string refusal_;
  std::size_t values_ = 0;
};

std::string describe(const ErrorCode& ec, const std::string& refusal, const Limits& limits) {
  if (!refusal.empty()) {
    return refusal;
  }
  if (ec == boost::json::error::too_deep) {
    return "it is nested deeper than " + std::to_string(limits.depth_max) + " levels";
  }
  if (ec == boost::json::error::incomplete) {
    return "it ends too early";
  }
  return ec.message();
}

}  // namespace

Result<Value> parse(std::string_view text, const Limits& limits) {
  boost::json::parse_options options;
  options.max_depth = limits.depth_max;
  boost::json::basic_parser<Handler> parser(options, limits);
  ErrorCode ec;
  std::size_t offset = parser.write_some(false, text.data(), text.size(), ec);
  if (!ec && offset < text.size()) {
    ec = boost::json::error::extra_data;
  }
  if (ec) {
    return Error(Code::invalid_syntax, "The request body is not acceptable JSON at byte " +
                                           std::to_string(offset) + ": " +
                                           describe(ec, parser.handler().refusal(), limits) + ".");
  }
  return parser.handler().release();
}

}  // namespace provost::json
