#include "admin/journal/event_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "admin/journal/sign_in_text.h"
#include "base/outside_text.h"
#include "json/text.h"
#include "provision/access/ended.h"

namespace provost::admin {
namespace {

struct Phrase {
  std::string_view type;
  std::string_view severity;
  std::string_view text;
};

// In the order of the types. Words in braces are those of word_of(), or members of the data.
constexpr std::array phrases{
    Phrase{"access.changed", "INFO", "The access of {subject} {change}"},
    Phrase{"access.direct_ended", "INFO", "The access that {subject} had been given by hand ended"},
    Phrase{"access.direct_granted", "INFO", "{actor} gave {subject} the access {direct}"},
    Phrase{"access.retained", "WARN",
           "{subject} keeps Admin (Human), though {retained}: there is no other active Admin "
           "(Human)"},
    Phrase{"access.retention_ended", "INFO", "The retained access of {subject} ended"},
    Phrase{"api_key.created", "INFO", "{actor} made the API key {name} for {subject}"},
    Phrase{"api_key.revoked", "INFO", "{actor} revoked an API key of {subject}"},
    Phrase{"branding.changed", "INFO", "{actor} changed the branding"},
    Phrase{"finding.dismissed", "INFO", "{actor} dismissed the finding {subject} until {until}"},
    Phrase{"finding.restored", "INFO", "{actor} no longer dismisses the finding {subject}"},
    Phrase{"group.created", "INFO", "{actor} created the group {subject}"},
    Phrase{"group.deleted", "INFO", "{actor} deleted the group {subject}"},
    Phrase{"group.mapped", "INFO",
           "{actor} marked the group {subject} as {after}; before: {before}"},
    Phrase{"group.member_added", "INFO", "{actor} added {member} to the group {subject}"},
    Phrase{"group.member_removed", "INFO", "{actor} removed {member} from the group {subject}"},
    Phrase{"group.unmapped", "INFO",
           "{actor} took the mapping from the group {subject}; before: {before}"},
    Phrase{"group.updated", "INFO", "{actor} changed {attributes} of the group {subject}"},
    Phrase{"journal.trimmed", "INFO", "Entries up to {through} were deleted (retention)"},
    Phrase{"notice.failed", "WARN",
           "The notice “{title}” could not be mailed to {subject}: {reason}"},
    Phrase{"notice.sent", "INFO", "The notice “{title}” was mailed to {subject}"},
    Phrase{"operator.invited", "INFO", "{actor} invited an operator"},
    Phrase{"operator.joined", "INFO", "{subject} became an operator"},
    Phrase{"operator.removed", "WARN", "{actor} removed the operator {subject}"},
    Phrase{"operator.sign_in_refused", "WARN", "A sign-in of {subject} was refused: {reason}"},
    Phrase{"operator.signed_in", "INFO", "{subject} signed in"},
    Phrase{"operator_key.created", "INFO", "{actor} created the operator key {subject}"},
    Phrase{"operator_key.revoked", "INFO", "{actor} revoked the operator key {subject}"},
    Phrase{"organisation.admin_restored", "INFO",
           "The organisation has an active Admin (Human) again"},
    Phrase{"organisation.created", "INFO", "{actor} created the organisation {subject}"},
    Phrase{"organisation.default_access_changed", "INFO",
           "{actor} changed the default access from {before} to {after}"},
    Phrase{"organisation.no_admin", "WARN",
           "The organisation no longer has an active Admin (Human)"},
    Phrase{"organisation.notices_changed", "INFO",
           "{actor} changed which notices are mailed; off: {off}"},
    Phrase{"organisation.removed", "WARN", "{actor} deleted the organisation {subject}"},
    Phrase{"organisation.renamed", "INFO", "{actor} renamed the organisation {before} to {after}"},
    Phrase{"organisation.resumed", "INFO", "{actor} resumed the organisation {subject}"},
    Phrase{"organisation.settings_changed", "INFO", "{actor} changed the organisation's settings"},
    Phrase{"organisation.suspended", "WARN",
           "{actor} suspended the organisation {subject}: provisioning and sign-in are blocked"},
    Phrase{"schema.added", "INFO", "{actor} added the schema {subject}"},
    Phrase{"schema.change_started", "INFO",
           "{actor} began to replace the schema {subject}, which purges values"},
    Phrase{"schema.removal_started", "INFO",
           "{actor} began to remove the schema {subject} with its values"},
    Phrase{"schema.removed", "INFO", "{actor} removed the schema {subject}"},
    Phrase{"schema.replaced", "INFO", "{actor} replaced the schema {subject}"},
    Phrase{"scim.disabled", "INFO", "{actor} disabled SCIM"},
    Phrase{"scim.enabled", "INFO", "{actor} enabled SCIM"},
    Phrase{"session.ended", "INFO", "{actor} ended a session of {subject}"},
    Phrase{"session.opened", "INFO", "{actor} opened a session for {subject}"},
    Phrase{"setup_link.created", "INFO", "{actor} created a setup link for {subject}"},
    Phrase{"setup_link.ended", "INFO", "{actor} signed out"},
    Phrase{"setup_link.mail_failed", "WARN",
           "The setup link could not be mailed to {subject}: {reason}"},
    Phrase{"setup_link.mailed", "INFO", "The setup link was mailed to {subject}"},
    Phrase{"setup_link.redeemed", "INFO", "{subject} redeemed the setup link and signed in"},
    Phrase{"setup_link.revoked", "INFO", "{actor} revoked the setup link of {subject}"},
    Phrase{"setup_link.shortened", "INFO",
           "The setup link of {subject} now ends at {after}: an Admin (Human) has signed in"},
    Phrase{"sign_in.bound", "INFO", "{subject} signed in for the first time"},
    Phrase{"sign_in.configured", "INFO", "{actor} changed how members sign in"},
    Phrase{"sign_in.refused", "WARN", "{subject} could not sign in: {refusal}"},
    Phrase{"sign_in.succeeded", "INFO", "{subject} signed in"},
    Phrase{"sign_in.tested", "INFO", "{actor} tested sign-in by signing in: {outcome}"},
    Phrase{"token.expiring", "WARN", "The Secret Token {subject} expires at {expires}"},
    Phrase{"token.revoked", "INFO", "{actor} revoked the Secret Token {subject}"},
    Phrase{"token.rotated", "INFO", "{actor} made the Secret Token {subject}"},
    Phrase{"user.activated", "INFO", "{actor} activated {subject}"},
    Phrase{"user.adopted", "INFO", "{actor} took over {subject}, who had been added by hand"},
    Phrase{"user.created", "INFO", "{actor} created {subject}"},
    Phrase{"user.deactivated", "INFO", "{actor} deactivated {subject}"},
    Phrase{"user.deleted", "INFO", "{actor} deleted {subject}"},
    Phrase{"user.erased", "INFO", "{actor} erased what the journal held of {subject}"},
    Phrase{"user.updated", "INFO", "{actor} changed {attributes} of {subject}"},
};

static_assert(std::ranges::is_sorted(phrases, {}, &Phrase::type), "phrase_of() bisects");

constexpr Phrase other_type{"", "INFO", "{actor}: {type} {subject}"};

const Phrase& phrase_of(std::string_view type) {
  const auto at = std::ranges::lower_bound(phrases, type, {}, &Phrase::type);
  return at != phrases.end() && at->type == type ? *at : other_type;
}

// "Admin (Human)": an access or the target of a mapping, in the console's words.
std::string access_text(const json::Object& access) {
  std::string text = json::text_at(access, "role") == "admin" ? "Admin" : "User";
  text += json::text_at(access, "identityType") == "service" ? " (Service account)" : " (Human)";
  return text;
}

std::string value_text(const json::Value& value) {
  if (value.is_null()) {
    return "none";
  }
  if (value.is_string()) {
    return std::string(value.get_string());
  }
  if (value.is_object() && value.get_object().contains("role")) {
    return access_text(value.get_object());
  }
  if (!value.is_array()) {
    return json::write(value);
  }
  std::string list;
  for (const json::Value& one : value.get_array()) {
    list += list.empty() ? "" : ", ";
    list += value_text(one);
  }
  return list;
}

const json::Object* access_in(const json::Object& data, std::string_view state) {
  const json::Value* value = data.if_contains(state);
  return value == nullptr ? nullptr : value->if_object();
}

// Where an access comes from: "from the group Sales", "by default".
std::string source_text(const json::Object& access, std::string_view group) {
  const std::string source = json::text_at(access, "source");
  if (source == "group") {
    return group.empty() ? "from a group" : fmt::format("from the group {}", group);
  }
  if (source == "direct") {
    return "given by hand";
  }
  return source == "default" ? "by default" : source;
}

// "changed from User (Human) to Admin (Human) via the group Sales". If the access stays the same,
// says where it comes from now.
std::string change_text(const EventWords& words) {
  const json::Object* before = access_in(words.data, "before");
  const json::Object* after = access_in(words.data, "after");
  const auto named = [](const json::Object* access) {
    return access == nullptr ? std::string("none") : access_text(*access);
  };
  if (before != nullptr && after != nullptr && named(before) == named(after)) {
    return fmt::format("is still {}, now {} instead of {}", named(after),
                       source_text(*after, words.group_after),
                       source_text(*before, words.group_before));
  }
  std::string text = fmt::format("changed from {} to {}", named(before), named(after));
  if (!words.group_after.empty()) {
    text += fmt::format(" via the group {}", words.group_after);
  } else if (!words.group_before.empty()) {
    text += fmt::format(", no longer via the group {}", words.group_before);
  }
  return text;
}

// Without a group the access had been given by hand, and SCIM now decides (design §2.15).
std::string_view retained_text(const json::Object& data) {
  return data.contains("groupId") ? "no group gives it any more"
                                  : "it was given by hand and SCIM now decides";
}

std::string word_of(std::string_view word, const EventWords& words) {
  if (word == "actor") {
    return std::string(words.actor);
  }
  if (word == "subject") {
    return std::string(words.subject.empty() ? words.subject_type : words.subject);
  }
  if (word == "member") {
    return std::string(words.member);
  }
  if (word == "change") {
    return change_text(words);
  }
  if (word == "retained") {
    return std::string(retained_text(words.data));
  }
  if (word == "refusal") {
    return refusal_text(words.data, words.values);
  }
  if (word == "outcome") {
    return outcome_clause(json::text_at(words.data, "outcome"));
  }
  if (word == "type") {
    return std::string(words.type);
  }
  const json::Value* value = words.data.if_contains(word);
  return value == nullptr ? "none" : value_text(*value);
}

// "; 2 sessions and 1 API key ended", if the entry says so.
std::string ended_text(const json::Object& data) {
  const provision::Ended ended = provision::ended_in(data);
  std::string text;
  const auto add = [&](std::size_t n, std::string_view one) {
    if (n > 0) {
      text += text.empty() ? "; " : " and ";
      text += fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
    }
  };
  add(ended.sessions, "session");
  add(ended.api_keys, "API key");
  return text.empty() ? text : text + " ended";
}

}  // namespace

EventText text_of(const EventWords& words) {
  const Phrase& phrase = phrase_of(words.type);
  EventText text{.severity = phrase.severity, .summary = {}};
  std::string_view rest = phrase.text;
  while (!rest.empty()) {
    const std::size_t open = std::min(rest.find('{'), rest.size());
    text.summary += rest.substr(0, open);
    rest.remove_prefix(open);
    if (!rest.empty()) {
      const std::size_t close = rest.find('}');
      text.summary += with_unseen_named(word_of(rest.substr(1, close - 1), words));
      rest.remove_prefix(close + 1);
    }
  }
  text.summary += ended_text(words.data);
  return text;
}

}  // namespace provost::admin
