#include "golden/play.h"

#include <algorithm>
#include <optional>

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "golden/compare.h"
#include "golden/pattern.h"
#include "golden/pretty.h"
#include "golden/rewrite.h"

namespace provost::golden {
namespace {

namespace json = boost::json;

constexpr std::string_view scim_media_type = "application/scim+json";

struct Sent {
  std::string method;
  std::string target;
  std::vector<Field> headers;
  std::string body;
};

std::optional<json::value> parse(std::string_view text) {
  boost::system::error_code fault;
  json::value value = json::parse(text, fault);
  return fault ? std::nullopt : std::optional(std::move(value));
}

const std::string* find_field(const std::vector<Field>& fields, std::string_view name) {
  const auto found =
      std::ranges::find_if(fields, [&](const Field& field) { return iequals(field.first, name); });
  return found == fields.end() ? nullptr : &found->second;
}

class Player {
 public:
  Player(const Case& test_case, const std::string& profile, Wire& wire);
  Outcome play();

 private:
  bool play_exchange(const Exchange& exchange);
  bool play_once(const Exchange& exchange);
  Result<Sent> read_request(const Exchange& exchange) const;
  std::string on_wire(const std::string& target) const;
  std::vector<std::string> check(const Exchange& exchange, const Answer& answer);
  void check_headers(const Exchange& exchange, const Answer& answer,
                     std::vector<std::string>& found);
  void check_body(const Exchange& exchange, const Answer& answer, std::vector<std::string>& found);
  void note_created(const Sent& sent, const Answer& answer);
  void remove_created();
  void plan_rewrite(const Exchange& exchange, const Answer& answer);

  const Case& case_;
  Wire& wire_;
  Organisation organisation_;
  Bindings bindings_;
  Outcome outcome_;
  std::vector<std::pair<const Exchange*, std::string>> rewrites_;
  std::vector<std::string> created_;  // paths of resources that the case created
};

std::string report(const Exchange& exchange, const std::vector<std::string>& found,
                   const Sent& sent, const Answer& answer) {
  std::string out = fmt::format("line {}: {}\n", exchange.line, exchange.title);
  for (const std::string& line : found) {
    out += fmt::format("  - {}\n", line);
  }
  out += fmt::format("sent:\n{} {}\n{}\nanswered:\n{}\n", sent.method, sent.target, sent.body,
                     answer.status);
  for (const auto& [name, value] : answer.headers) {
    out += fmt::format("{}: {}\n", name, value);
  }
  const std::optional<json::value> body = parse(answer.body);
  return out + "\n" + (body ? pretty(*body) : answer.body) + "\n";
}

Exchange numbered(const Exchange& exchange, int number) {
  Exchange out = exchange;
  const auto fill_in = [&](std::string& text) {
    text = fill_number(text, exchange.repeat->name, number);
  };
  fill_in(out.target);
  fill_in(out.body);
  fill_in(out.expected_body);
  for (std::vector<Field>* fields : {&out.headers, &out.expected_headers}) {
    for (Field& field : *fields) {
      fill_in(field.second);
    }
  }
  return out;
}

Player::Player(const Case& test_case, const std::string& profile, Wire& wire)
    : case_(test_case), wire_(wire) {
  organisation_ = wire.make_organisation({profile, test_case.settings, test_case.schemas});
  bindings_.set_word("root", wire.root());
  bindings_.set_word("base", organisation_.base);
  bindings_.set_word("token", organisation_.token);
  if (test_case.mentions("<other ")) {
    const Organisation other = wire.make_organisation({profile, {}, {}});
    bindings_.set_word("other base", other.base);
    bindings_.set_word("other token", other.token);
  }
}

Outcome Player::play() {
  for (const Exchange& exchange : case_.exchanges) {
    if (!play_exchange(exchange) && exchange.setup) {
      break;
    }
  }
  if (wire_.is_shared()) {
    remove_created();
  }
  outcome_.rewritten = case_.lines;
  std::ranges::reverse(rewrites_);
  for (const auto& [exchange, text] : rewrites_) {
    replace_expectation(outcome_.rewritten, *exchange, text);
  }
  return std::move(outcome_);
}

bool Player::play_exchange(const Exchange& exchange) {
  if (!exchange.repeat) {
    return play_once(exchange);
  }
  for (int number = exchange.repeat->first; number <= exchange.repeat->last; ++number) {
    if (!play_once(numbered(exchange, number))) {
      return false;
    }
  }
  return true;
}

bool Player::play_once(const Exchange& exchange) {
  const Result<Sent> sent = read_request(exchange);
  if (sent.has_error()) {
    outcome_.faults.push_back(fmt::format("line {}: {}", exchange.line, sent.error().detail));
    return false;
  }
  const Answer answer = wire_.send(sent->method, sent->target, sent->headers, sent->body);
  note_created(*sent, answer);
  const std::vector<std::string> found = check(exchange, answer);
  if (found.empty()) {
    return true;
  }
  outcome_.faults.push_back(report(exchange, found, *sent, answer));
  plan_rewrite(exchange, answer);
  return false;
}

// A repeated exchange has one expectation for many answers, so rewriting it is left to people.
void Player::plan_rewrite(const Exchange& exchange, const Answer& answer) {
  for (const Exchange& original : case_.exchanges) {
    if (original.line == exchange.line && !original.repeat) {
      rewrites_.emplace_back(&original, rewritten_expectation(original, answer, bindings_));
    }
  }
}

// The secret of the organisation and the SCIM media type, unless the case says otherwise; "none"
// omits a header.
Result<Sent> Player::read_request(const Exchange& exchange) const {
  Sent sent{.method = exchange.method, .target = {}, .headers = {}, .body = {}};
  TRY_ASSIGN(const std::string target, fill(exchange.target, bindings_));
  sent.target = on_wire(target);
  TRY_ASSIGN(sent.body, fill(exchange.body, bindings_, Place::json));
  std::vector<Field> fields = {{"Authorization", "Bearer <token>"}};
  if (!exchange.body.empty()) {
    fields.emplace_back("Content-Type", scim_media_type);
  }
  std::erase_if(fields, [&](const Field& field) {
    return find_field(exchange.headers, field.first) != nullptr;
  });
  fields.insert(fields.end(), exchange.headers.begin(), exchange.headers.end());
  for (const auto& [name, pattern] : fields) {
    TRY_ASSIGN(std::string value, fill(pattern, bindings_));
    if (value != "none") {
      sent.headers.emplace_back(name, std::move(value));
    }
  }
  return sent;
}

// A target is relative to the Tenant URL, or a whole URL on the same server.
std::string Player::on_wire(const std::string& target) const {
  const std::string root = wire_.root();
  const std::string url = target.starts_with(root) ? target : organisation_.base + target;
  return encode_target(std::string_view(url).substr(root.size()));
}

std::vector<std::string> Player::check(const Exchange& exchange, const Answer& answer) {
  std::vector<std::string> found;
  if (answer.status != exchange.status) {
    found.push_back(fmt::format("status: expected {}, got {}", exchange.status, answer.status));
  }
  check_headers(exchange, answer, found);
  if (!exchange.setup || !exchange.expected_body.empty()) {
    check_body(exchange, answer, found);
  }
  return found;
}

void Player::check_headers(const Exchange& exchange, const Answer& answer,
                           std::vector<std::string>& found) {
  std::vector<Field> expected = exchange.expected_headers;
  // Every body is SCIM's, including errors (idp-clients.md §5.1), unless the case says otherwise.
  if (!answer.body.empty() && find_field(expected, "Content-Type") == nullptr) {
    expected.emplace_back("Content-Type", scim_media_type);
  }
  for (const auto& [name, pattern] : expected) {
    const std::string* actual = answer.header(name);
    const bool fitting =
        actual == nullptr ? pattern == "<absent>" : fits(pattern, *actual, bindings_);
    if (!fitting) {
      found.push_back(fmt::format("{}: expected {}, got {}", name, pattern,
                                  actual == nullptr ? "none" : *actual));
    }
  }
}

// The version in a body's own meta.
const json::value* version_of(const json::value& body) {
  const json::object* object = body.if_object();
  const json::value* meta = object == nullptr ? nullptr : object->if_contains("meta");
  return meta != nullptr && meta->is_object() ? meta->get_object().if_contains("version") : nullptr;
}

void Player::check_body(const Exchange& exchange, const Answer& answer,
                        std::vector<std::string>& found) {
  if (exchange.expected_body.empty() || answer.body.empty()) {
    if (exchange.expected_body.empty() != answer.body.empty()) {
      found.emplace_back(answer.body.empty() ? "body: missing" : "body: none was expected");
    }
    return;
  }
  if (exchange.expected_body == "<any>") {
    return;
  }
  const std::optional<json::value> expected = parse(exchange.expected_body);
  const std::optional<json::value> actual = parse(answer.body);
  if (!expected || !actual) {
    found.emplace_back(expected ? "body: not JSON" : "the expected body is not JSON");
    return;
  }
  std::ranges::move(differences(*expected, *actual, bindings_), std::back_inserter(found));
  // standards.md COM-8: the header and the member must be equal.
  const std::string* tag = answer.header("ETag");
  const json::value* version = version_of(*actual);
  if (tag != nullptr && version != nullptr && *version != json::value(*tag)) {
    found.push_back(fmt::format("body.meta.version differs from the ETag header {}", *tag));
  }
}

// Remembers what has to be removed from a shared organisation afterwards.
void Player::note_created(const Sent& sent, const Answer& answer) {
  const std::optional<json::value> body = parse(answer.body);
  if (answer.status != 201 || !body || !body->is_object()) {
    return;
  }
  const json::value* id = body->get_object().if_contains("id");
  if (id != nullptr && id->is_string()) {
    const std::string path = sent.target.substr(0, sent.target.find('?'));
    created_.push_back(path + "/" + std::string(id->get_string()));
  }
}

// Resources that the case has already deleted answer 404, which is fine.
void Player::remove_created() {
  std::ranges::reverse(created_);
  for (const std::string& path : created_) {
    wire_.send("DELETE", path, {{"Authorization", "Bearer " + organisation_.token}}, {});
  }
}

}  // namespace

const std::string* Answer::header(std::string_view name) const {
  return find_field(headers, name);
}

Outcome play(const Case& test_case, const std::string& profile, Wire& wire) {
  return Player(test_case, profile, wire).play();
}

std::string encode_target(std::string_view target) {
  constexpr std::string_view impossible = " \"<>[]\\^`{|}";
  std::string out;
  for (const char c : target) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || impossible.find(c) != std::string_view::npos) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace provost::golden
