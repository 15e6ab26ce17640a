#include "admin/insight/log_entries.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "identity/to_json.h"
#include "identity/token_label.h"
#include "json/text.h"

namespace provost::admin {
namespace {

using log::Cause;
using log::Entry;
using log::Kind;

// In the order of log::Kind.
constexpr std::array<std::string_view, 5> kinds{"request", "operation", "reads", "refusals",
                                                "lost"};

bool is_summary(Kind kind) {
  return kind == Kind::reads || kind == Kind::refusals || kind == Kind::lost;
}

using Provider = std::optional<store::Provider>;

json::Object describe_cause(Cause cause, Provider provider) {
  const log::CauseText& text = log::text_of(cause);
  return {{"id", text.id}, {"means", text.means}, {"fix", text.fix.text(provider)}};
}

json::Array describe_remarks(const std::vector<log::Remark>& remarks, Provider provider) {
  json::Array all;
  for (const log::Remark& remark : remarks) {
    if (remark.cause == Cause::none) {
      continue;
    }
    json::Object one = describe_cause(remark.cause, provider);
    one["values"] = json::Array(remark.values.begin(), remark.values.end());
    all.emplace_back(std::move(one));
  }
  return all;
}

json::Value describe_subject(const log::Subject& subject) {
  if (subject.type.empty()) {
    return nullptr;
  }
  return json::Object{{"type", subject.type},
                      {"id", json::text_or_null(subject.id)},
                      {"name", json::text_or_null(subject.name)}};
}

json::Value describe_journal(const Entry& entry) {
  if (entry.first_seq == 0) {
    return nullptr;
  }
  return json::Object{{"firstSeq", entry.first_seq}, {"lastSeq", entry.last_seq}};
}

json::Object describe(const Entry& entry, Provider provider, const std::string& summary,
                      const store::Token* token) {
  return {
      {"id", entry.id.to_string()},
      {"kind", kinds.at(static_cast<std::size_t>(entry.kind))},
      {"time", to_rfc3339(entry.time)},
      {"lastTime", to_rfc3339(is_summary(entry.kind) ? entry.last : entry.time)},
      {"count", entry.count},
      {"summary", json::text_or_null(summary)},
      {"method", json::text_or_null(entry.method)},
      {"target", json::text_or_null(entry.target)},
      {"operation", json::text_or_null(entry.operation)},
      {"status", entry.status == 0 ? json::Value(nullptr) : json::Value(entry.status)},
      {"durationMs", static_cast<double>(entry.duration_us) / 1000.0},
      {"clientAddress", json::text_or_null(entry.address)},
      {"userAgent", json::text_or_null(entry.agent)},
      {"tokenId", json::text_or_null(entry.token_id)},
      {"tokenName", token == nullptr ? json::Value() : json::text_or_null(token->name)},
      {"tokenPrefix", token == nullptr ? json::Value() : json::Value(identity::prefix_of(*token))},
      {"requestId", json::text_or_null(entry.request_id)},
      {"subject", describe_subject(entry.subject)},
      {"cause",
       entry.cause == Cause::none ? json::Value(nullptr) : describe_cause(entry.cause, provider)},
      {"detail", json::text_or_null(entry.detail)},
      {"remarks", describe_remarks(entry.remarks, provider)},
      {"journal", describe_journal(entry)},
  };
}

}  // namespace

json::Array describe(const std::vector<Entry>& entries, const LogContext& context) {
  json::Array all;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    all.emplace_back(describe(entries[i], context.provider, context.summaries.at(i),
                              identity::find_token(context.tokens, entries[i].token_id)));
  }
  return all;
}

Result<log::StatusRange> read_status_range(std::string_view text) {
  if (text == "failed") {
    return log::StatusRange{400, 599};
  }
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() == 3 && text[0] >= '1' && text[0] <= '5') {
    const int hundreds = (text[0] - '0') * 100;
    if (text[1] == 'x' && text[2] == 'x') {
      return log::StatusRange{hundreds, hundreds + 99};
    }
    if (is_digit(text[1]) && is_digit(text[2])) {
      const int code = hundreds + (text[1] - '0') * 10 + (text[2] - '0');
      return log::StatusRange{code, code};
    }
  }
  return Error(
      Code::invalid_value,
      fmt::format("status is a code such as 409, a class such as 4xx, or failed, not \"{}\"",
                  text));
}

Result<Timestamp> read_moment(std::string_view name, std::string_view text) {
  const std::optional<Instant> moment = parse_date_time(text);
  if (!moment) {
    return Error(
        Code::invalid_value,
        fmt::format("{} is a moment such as 2026-11-24T06:00:00Z, not \"{}\"", name, text));
  }
  return Timestamp{moment->seconds * 1000 + moment->nanoseconds / 1'000'000};
}

}  // namespace provost::admin
