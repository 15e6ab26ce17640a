#include "admin/notices/notices.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/rfc3339.h"
#include "identity/token_expiry.h"
#include "identity/token_label.h"

namespace provost::admin {
namespace {

using store::Notice;
using store::NoticeState;

struct KindText {
  std::string_view id;
  std::string_view title;
};

const KindText& text_of(NoticeKind kind) {
  static constexpr std::array<KindText, notice_kinds.size()> texts{{
      {"token_expiring", "Secret Token expires"},
      {"nobody_is_admin", "Nobody is Admin (Human)"},
      {"provider_quiet", "Identity provider is quiet"},
      {"provider_failing", "Requests keep failing"},
      {"client_secret_expiring", "Client secret of sign-in expires"},
      {"old_token_used", "Old token is still used"},
  }};
  return texts.at(static_cast<std::size_t>(kind) - 1);
}

const Finding* find_type(const std::vector<Finding>& found, std::string_view type) {
  const auto at = std::ranges::find(found, type, &Finding::type);
  return at == found.end() ? nullptr : &*at;
}

Occurrence occurrence_of(NoticeKind kind, std::string id, std::string subject,
                         const Finding& finding) {
  return {kind,
          std::move(id),
          std::move(subject),
          finding.detail,
          finding.fix.text(finding.provider),
          "findings"};
}

std::string label_in(const std::vector<store::Token>& tokens, const std::string& id) {
  const store::Token* token = identity::find_token(tokens, id);
  return token == nullptr ? id : identity::label_of(*token);
}

// About the token for the identity provider; each threshold is news.
void add_token(const NoticeView& view, std::string_view organisation, Timestamp now,
               std::vector<Occurrence>& all) {
  const json::Array warnings = identity::warnings_of(view.store.tokens, now);
  if (warnings.empty()) {
    return;
  }
  const json::Object& warning = warnings.front().get_object();
  const std::string id(warning.at("tokenId").get_string());
  const std::int64_t days = warning.at("days").get_int64();
  const std::string when =
      days == 1 ? std::string("within a day") : fmt::format("in {} days or less", days);
  all.push_back({NoticeKind::token_expiring, fmt::format("{}:{}", id, days),
                 fmt::format("{}: the Secret Token expires {}", organisation, when),
                 fmt::format("The Secret Token {} that the identity provider of {} uses expires at "
                             "{}. After that, nobody is provisioned or deprovisioned.",
                             label_in(view.store.tokens, id), organisation,
                             std::string_view(warning.at("expires").get_string())),
                 "Rotate the token and paste the new one into your identity provider.",
                 "identity-access"});
}

// Each token once: it ends within the hour.
void add_old_tokens(const std::vector<Finding>& found, std::string_view organisation,
                    std::vector<Occurrence>& all) {
  for (const Finding& finding : found) {
    if (finding.type == "old_token_used") {
      all.push_back(occurrence_of(
          NoticeKind::old_token_used, finding.subject,
          fmt::format("{}: the old Secret Token is still used, and ends soon", organisation),
          finding));
      all.back().page = fmt::format("log?token={}", finding.subject);
    }
  }
}

// Each threshold is news, until the secret has expired and everybody who signs in is told.
void add_secret(const NoticeView& view, const std::vector<Finding>& found,
                std::string_view organisation, Timestamp now, std::vector<Occurrence>& all) {
  const Finding* finding = find_type(found, "client_secret_expires");
  const std::optional<Timestamp> expires = view.store.secret_expires;
  const auto days = expires ? identity::days_reached(*expires, now) : std::nullopt;
  if (finding == nullptr || !days || *expires <= now) {
    return;
  }
  const std::string when =
      *days == 1 ? std::string("within a day") : fmt::format("in {} days or less", *days);
  all.push_back(occurrence_of(
      NoticeKind::client_secret_expiring, fmt::format("{}:{}", expires->ms, *days),
      fmt::format("{}: the client secret of sign-in expires {}", organisation, when), *finding));
  all.back().page = "identity-access#sign-in";
}

// Where there has never been an Admin, a setup in progress gets some time.
void add_no_admin(const NoticeView& view, const std::vector<Finding>& found,
                  std::string_view organisation, Timestamp now, std::vector<Occurrence>& all) {
  const Finding* finding = find_type(found, "no_admin");
  if (finding == nullptr) {
    return;
  }
  const Timestamp begin = view.log.activity.first_user.value_or(view.org_created);
  if (!finding->since && now < begin.plus_s(notice_patience_s)) {
    return;
  }
  const std::string id = finding->since ? std::to_string(finding->since->ms) : "never";
  all.push_back(occurrence_of(NoticeKind::nobody_is_admin, id,
                              fmt::format("{}: nobody is Admin (Human)", organisation), *finding));
  all.back().page = "scim-groups";
}

void add_silence(const NoticeView& view, const std::vector<Finding>& found,
                 std::string_view organisation, Timestamp now, std::vector<Occurrence>& all) {
  const Finding* finding = find_type(found, "identity_provider_quiet");
  if (finding == nullptr || !finding->since || now < finding->since->plus_s(notice_patience_s)) {
    return;
  }
  all.push_back(occurrence_of(NoticeKind::provider_quiet, std::to_string(finding->since->ms),
                              fmt::format("{}: the identity provider is quiet", organisation),
                              *finding));
  const log::Activity& activity = view.log.activity;
  if (activity.last_trouble && activity.last_trouble > finding->since) {
    all.back().what +=
        fmt::format(" Since then, requests were refused: {}", log::text_of(activity.trouble).means);
  }
}

void add_failures(const std::vector<Finding>& found, std::string_view organisation, Timestamp now,
                  std::vector<Occurrence>& all) {
  for (const Finding& finding : found) {
    if (finding.type == "object_failing" && finding.last &&
        now < finding.last->plus_s(notice_pause_s)) {
      all.push_back(occurrence_of(
          NoticeKind::provider_failing, finding.subject,
          fmt::format("{}: requests of the identity provider keep failing", organisation),
          finding));
      all.back().what = fmt::format("{}. {}", finding.title, finding.detail);
    }
  }
}

void drop_waiting(store::Writer& writer, NoticeKind kind) {
  for (const Notice& one : writer.history().notices()) {
    if (one.kind == static_cast<std::uint8_t>(kind) && one.state == NoticeState::waiting) {
      writer.change_history().remove_notice(one);
    }
  }
}

}  // namespace

std::string_view to_text(NoticeKind kind) {
  return text_of(kind).id;
}

std::string_view title_of(NoticeKind kind) {
  return text_of(kind).title;
}

Result<NoticeKind> read_notice_kind(std::string_view text) {
  for (const NoticeKind kind : notice_kinds) {
    if (to_text(kind) == text) {
      return kind;
    }
  }
  std::vector<std::string_view> known;
  for (const NoticeKind kind : notice_kinds) {
    known.push_back(to_text(kind));
  }
  return Error(Code::invalid_value,
               fmt::format("there is no notice of that kind; known: {}", fmt::join(known, ", ")));
}

std::set<NoticeKind> notices_off(store::Reader& reader) {
  std::set<NoticeKind> off;
  for (const Notice& one : reader.history().notices()) {
    if (one.state == NoticeState::off) {
      off.insert(static_cast<NoticeKind>(one.kind));
    }
  }
  return off;
}

Result<bool> change_notices(store::Writer& writer, const OrgId& org, const NoticesChange& change,
                            Timestamp now, const identity::Author& author) {
  std::set<NoticeKind> off = notices_off(writer);
  const std::set<NoticeKind> before = off;
  for (const NoticeKind kind : change.on) {
    off.erase(kind);
  }
  off.insert(change.off.begin(), change.off.end());
  if (off == before) {
    return false;
  }
  json::Array names;
  for (const NoticeKind kind : notice_kinds) {
    const Notice mark{
        .kind = static_cast<std::uint8_t>(kind), .state = NoticeState::off, .at = now};
    if (off.contains(kind)) {
      names.emplace_back(to_text(kind));
      writer.change_history().save_notice(mark);
      drop_waiting(writer, kind);
    } else {
      writer.change_history().remove_notice(mark);
    }
  }
  json::Value shown = names.empty() ? json::Value(nullptr) : json::Value(std::move(names));
  writer.append({.type = "organisation.notices_changed",
                 .subject_type = "organisation",
                 .subject_id = org.str(),
                 .actor = author.actor,
                 .cause = author.cause,
                 .data = json::write(json::Object{{"off", std::move(shown)}}),
                 .values = {},
                 .origin = author.origin});
  return true;
}

std::vector<Occurrence> occurrences(const NoticeView& view, std::string_view organisation,
                                    Timestamp now) {
  const std::vector<Finding> found = all_findings(view.log, view.store, now);
  std::vector<Occurrence> all;
  add_token(view, organisation, now, all);
  add_old_tokens(found, organisation, all);
  add_secret(view, found, organisation, now, all);
  add_no_admin(view, found, organisation, now, all);
  add_silence(view, found, organisation, now, all);
  add_failures(found, organisation, now, all);
  return all;
}

}  // namespace provost::admin
