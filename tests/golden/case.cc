#include "golden/case.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace provost::golden {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<std::string> split_words(std::string_view text, char separator) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (const auto word = trim(text.substr(0, end)); !word.empty()) {
      words.emplace_back(word);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::optional<int> to_number(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

// Reads the lines of one file from top to bottom.
class CaseReader {
 public:
  explicit CaseReader(std::string_view text) { case_.lines = split_lines(text); }

  Result<Case> read() {
    TRY(read_heading());
    while (next_ < lines().size()) {
      TRY(read_exchange());
    }
    if (case_.exchanges.empty()) {
      return fail("the case has no exchange; one starts with a line \"== title\"");
    }
    return std::move(case_);
  }

 private:
  Result<void> read_heading();
  Result<void> read_key(std::string_view key, std::string_view value);
  Result<void> read_settings(std::string_view value);
  Result<void> read_schema(std::string_view value);
  Result<void> read_exchange();
  Result<void> read_repeat(Exchange& exchange);
  Result<void> read_request(Exchange& exchange);
  Result<void> read_expectation(Exchange& exchange);
  Result<std::vector<Field>> read_fields();
  std::string read_body(std::string_view end_mark);

  const std::vector<std::string>& lines() const { return case_.lines; }
  bool at(std::string_view prefix) const {
    return next_ < lines().size() && lines()[next_].starts_with(prefix);
  }
  Error fail(std::string_view what) const {
    return Error(Code::invalid_syntax, fmt::format("line {}: {}", next_ + 1, what));
  }

  Case case_;
  std::size_t next_ = 0;
};

// `# name`, `key: value` lines, then after a blank line prose up to the first exchange.
Result<void> CaseReader::read_heading() {
  if (!at("# ")) {
    return fail("a case starts with \"# name\"");
  }
  case_.name = trim(std::string_view(lines()[next_++]).substr(2));
  for (; next_ < lines().size() && !trim(lines()[next_]).empty(); ++next_) {
    const std::string_view line = lines()[next_];
    const auto colon = line.find(": ");
    if (colon == std::string_view::npos) {
      return fail("a heading line is \"key: value\"");
    }
    TRY(read_key(line.substr(0, colon), trim(line.substr(colon + 2))));
  }
  while (next_ < lines().size() && !at("== ")) {
    ++next_;
  }
  if (case_.covers.empty()) {
    return fail("the case does not say what it covers");
  }
  if (case_.profiles.empty()) {
    case_.profiles = {"minimal"};
  }
  return {};
}

Result<void> CaseReader::read_key(std::string_view key, std::string_view value) {
  if (key == "covers") {
    case_.covers = split_words(value, ',');
    return {};
  }
  if (key == "settings") {
    return read_settings(value);
  }
  if (key == "schema") {
    return read_schema(value);
  }
  if (key != "profile") {
    return fail(
        fmt::format("there is no key \"{}\"; there are covers, profile, settings and schema", key));
  }
  if (value == "both") {
    case_.profiles = {"minimal", "full"};
    return {};
  }
  if (value != "minimal" && value != "full") {
    return fail("profile is minimal, full or both");
  }
  case_.profiles = {std::string(value)};
  return {};
}

Result<void> CaseReader::read_settings(std::string_view value) {
  constexpr std::array known = {"reject_extra=true", "strict=true", "scim=off"};
  for (const std::string& word : split_words(value, ' ')) {
    if (std::ranges::find(known, word) == known.end()) {
      return fail(
          fmt::format("there is no setting \"{}\"; there are {}", word, fmt::join(known, ", ")));
    }
    const auto equals = word.find('=');
    case_.settings[word.substr(0, equals)] = word.substr(equals + 1);
  }
  return {};
}

Result<void> CaseReader::read_schema(std::string_view value) {
  const std::vector<std::string> words = split_words(value, ' ');
  if (words.empty()) {
    return fail("a schema line is \"schema: FILE\", and then Group or required, or both");
  }
  SchemaFile schema{words.front()};
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] != "Group" && words[i] != "required") {
      return fail("a schema line is \"schema: FILE\", and then Group or required, or both");
    }
    schema.required = schema.required || words[i] == "required";
    schema.type = words[i] == "Group" ? words[i] : schema.type;
  }
  case_.schemas.push_back(std::move(schema));
  return {};
}

Result<void> CaseReader::read_exchange() {
  constexpr std::string_view setup_mark = "setup: ";
  Exchange exchange;
  exchange.line = next_ + 1;
  std::string_view title = trim(std::string_view(lines()[next_++]).substr(3));
  if (title.starts_with(setup_mark)) {
    exchange.setup = true;
    title.remove_prefix(setup_mark.size());
  }
  exchange.title = title;
  TRY(read_repeat(exchange));
  TRY(read_request(exchange));
  TRY(read_expectation(exchange));
  case_.exchanges.push_back(std::move(exchange));
  return {};
}

Result<void> CaseReader::read_repeat(Exchange& exchange) {
  constexpr std::string_view mark = "repeat: ";
  if (!at(mark)) {
    return {};
  }
  const std::string_view text = std::string_view(lines()[next_]).substr(mark.size());
  const auto equals = text.find(" = ");
  const auto dots = text.find("..");
  if (equals == std::string_view::npos || dots == std::string_view::npos || dots < equals) {
    return fail("a repeat line is \"repeat: n = 1..10\"");
  }
  const auto first = to_number(trim(text.substr(equals + 3, dots - equals - 3)));
  const auto last = to_number(trim(text.substr(dots + 2)));
  if (!first || !last || *first > *last) {
    return fail("a repeat line counts upwards between two numbers");
  }
  exchange.repeat = Repeat{std::string(trim(text.substr(0, equals))), *first, *last};
  ++next_;
  return {};
}

Result<void> CaseReader::read_request(Exchange& exchange) {
  const std::string_view line = next_ < lines().size() ? lines()[next_] : std::string_view{};
  const auto space = line.find(' ');
  if (space == 0 || space == std::string_view::npos) {
    return fail("a request starts with \"METHOD target\"");
  }
  exchange.method = line.substr(0, space);
  exchange.target = trim(line.substr(space + 1));
  ++next_;
  TRY_ASSIGN(exchange.headers, read_fields());
  exchange.body = read_body("---");
  if (!at("---")) {
    return fail("a dash line \"---\" parts the request from the answer");
  }
  ++next_;
  return {};
}

Result<void> CaseReader::read_expectation(Exchange& exchange) {
  exchange.expected_first = next_;
  const auto status = to_number(next_ < lines().size() ? trim(lines()[next_]) : "");
  if (!status || *status < 100 || *status > 599) {
    return fail("an answer starts with its status");
  }
  exchange.status = *status;
  ++next_;
  TRY_ASSIGN(exchange.expected_headers, read_fields());
  exchange.expected_body = read_body("== ");
  exchange.expected_last = next_;
  while (trim(lines()[exchange.expected_last - 1]).empty()) {
    --exchange.expected_last;
  }
  return {};
}

// Header lines up to a blank line, the dash line or the next exchange.
Result<std::vector<Field>> CaseReader::read_fields() {
  std::vector<Field> fields;
  while (next_ < lines().size() && !trim(lines()[next_]).empty() && !at("---") && !at("== ")) {
    const std::string_view line = lines()[next_];
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) {
      return fail("a header is \"Name: value\", and a blank line stands before a body");
    }
    fields.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
    ++next_;
  }
  return fields;
}

// The text before the mark, without surrounding blank lines.
std::string CaseReader::read_body(std::string_view end_mark) {
  std::string body;
  for (; next_ < lines().size() && !at(end_mark); ++next_) {
    body += lines()[next_];
    body += '\n';
  }
  body.erase(0, std::min(body.find_first_not_of('\n'), body.size()));
  body.erase(body.find_last_not_of(" \t\r\n") + 1);
  return body;
}

bool mentions(const std::vector<Field>& fields, std::string_view mask) {
  return std::ranges::any_of(
      fields, [&](const Field& field) { return field.second.find(mask) != std::string::npos; });
}

}  // namespace

bool Case::mentions(std::string_view mask) const {
  return std::ranges::any_of(exchanges, [&](const Exchange& exchange) {
    return exchange.target.find(mask) != std::string::npos ||
           exchange.body.find(mask) != std::string::npos ||
           exchange.expected_body.find(mask) != std::string::npos ||
           golden::mentions(exchange.headers, mask) ||
           golden::mentions(exchange.expected_headers, mask);
  });
}

Result<Case> read_case(std::string_view text) {
  return CaseReader(text).read();
}

}  // namespace provost::golden
