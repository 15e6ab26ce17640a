#include "admin/journal/event.h"

#include <algorithm>
#include <array>
#include <string>

#include "admin/journal/actor.h"
#include "admin/journal/entry_json.h"
#include "admin/journal/event_text.h"
#include "base/rfc3339.h"
#include "base/uuid.h"
#include "identity/setup_links.h"
#include "identity/sign_in.h"
#include "identity/to_json.h"
#include "identity/token_label.h"
#include "json/text.h"

namespace provost::admin {
namespace {

using store::JournalEntry;
using store::SealedEntry;

// RFC 9562 §5.8: a version 8 UUID has a vendor-specific layout.
std::string id_of(const SealedEntry& sealed) {
  Uuid id;
  std::copy_n(sealed.mac.begin(), std::min(sealed.mac.size(), id.bytes.size()), id.bytes.begin());
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x80);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
  return id.to_string();
}

// The types that identity/installation_journal.h describes.
bool is_of_installation(const JournalEntry& entry) {
  return entry.subject_type == "operator" || entry.subject_type == "operator_key" ||
         entry.subject_type == "organisation";
}

// Its name in the entry or, without one, its current name.
std::string subject_of(const JournalEntry& entry, const json::Object& values, Names& names) {
  for (const std::string_view state : {"after", "before"}) {
    const json::Value* document = values.if_contains(state);
    if (document != nullptr && document->is_object()) {
      if (std::string name = name_in(document->get_object()); !name.empty()) {
        return name;
      }
    }
  }
  if (entry.subject_type == identity::identity_subject) {
    const std::string name = json::text_at(values, "userName");
    return name.empty() ? json::text_at(values, "objectId") : name;
  }
  if (std::string name = json::text_at(values, "name");
      !name.empty() && is_of_installation(entry)) {
    return name;
  }
  if (entry.subject_type == identity::setup_link_subject) {
    return identity::contact_label(json::text_at(values, "name"));
  }
  if (entry.subject_type == "token") {
    const store::Token* token = names.token(entry.subject_id);
    return token == nullptr ? entry.subject_id : identity::label_of(*token);
  }
  const std::string& name = names.of(entry.subject_id);
  return name.empty() ? entry.subject_id : name;
}

// The name in a sentence. A sign-in that failed before the person was identified belongs to
// "someone", not to the organisation.
std::string_view named_in(const JournalEntry& entry, const std::string& subject) {
  const bool is_nameless = entry.subject_type == "organisation" || subject.empty();
  return entry.type == "sign_in.refused" && is_nameless ? std::string_view("Someone") : subject;
}

std::string member_of(const json::Object& data, Names& names) {
  const json::Value* member = data.if_contains("member");
  if (member == nullptr || !member->is_string()) {
    return {};
  }
  const std::string& name = names.of(member->get_string());
  return name.empty() ? std::string(member->get_string()) : name;
}

// The group that gave an access, according to a state in the entry.
std::string group_of(const json::Object& data, std::string_view state, Names& names) {
  const json::Value* access = data.if_contains(state);
  return access != nullptr && access->is_object()
             ? names.of(json::text_at(access->get_object(), "groupId"))
             : std::string();
}

bool starts_with_any(std::string_view type, const std::array<std::string_view, 3>& areas) {
  return std::ranges::any_of(areas, [&](std::string_view area) { return type.starts_with(area); });
}

// The access that somebody has from then on, if the entry says it.
const json::Value* resulting_access(std::string_view type, const json::Object& data) {
  if (type == "access.changed") {
    return data.if_contains("after");
  }
  return type == "user.created" ? data.if_contains("access") : nullptr;
}

}  // namespace

json::Object audit_event(const SealedEntry& sealed, Names& names) {
  const JournalEntry& entry = sealed.entry;
  json::Object details = object_in(entry.data);
  const json::Object values = object_in(entry.values);
  json::Object context = object_in(entry.origin ? std::string_view(*entry.origin) : "");
  const Actor actor = actor_of(entry.actor);
  const std::string actor_display = actor_display_of(entry, names);
  const std::string subject = subject_of(entry, values, names);
  const std::string member = member_of(details, names);
  const bool is_access = entry.type == "access.changed";
  const std::string group_before = is_access ? group_of(details, "before", names) : "";
  const std::string group_after = is_access ? group_of(details, "after", names) : "";
  EventText text = text_of({.type = entry.type,
                            .actor = actor_display,
                            .subject_type = entry.subject_type,
                            .subject = named_in(entry, subject),
                            .member = member,
                            .group_before = group_before,
                            .group_after = group_after,
                            .data = details,
                            .values = values});
  for (const auto& [name, value] : values) {
    details[name] = value;
  }
  const json::Value* ip = context.if_contains("ip");
  const json::Value source = ip == nullptr ? json::Value(nullptr) : *ip;
  context.stable_erase("ip");
  context.stable_erase("operator");
  context.stable_erase("contact");
  return {{"id", id_of(sealed)},
          {"seq", sealed.seq},
          {"type", entry.type},
          {"timestamp", to_rfc3339(sealed.time)},
          {"severity", text.severity},
          {"summary", text.summary},
          {"actorType", actor.type},
          {"actorId", json::text_or_null(actor.id)},
          {"actorDisplay", actor_display},
          {"sourceIp", source},
          {"targetType", entry.subject_type},
          {"targetId", json::text_or_null(entry.subject_id)},
          {"targetDisplay", json::text_or_null(subject)},
          {"requestId", json::text_or_null(entry.cause)},
          {"details", std::move(details)},
          {"context", std::move(context)}};
}

int distance_of(std::string_view type) {
  if (type.starts_with("group.member_") || type == "sign_in.bound") {
    return 1;
  }
  if (type == "sign_in.succeeded") {
    return 2;
  }
  if (type.starts_with("session.")) {
    return 3;
  }
  const bool is_effect = type.starts_with("access.") || type == "organisation.no_admin" ||
                         type == "organisation.admin_restored" || type == "setup_link.shortened";
  return is_effect ? 4 : 0;
}

std::string doing_of(const SealedEntry& sealed, Names& names) {
  const json::Object event = audit_event(sealed, names);
  std::string text = json::text_at(event, "summary");
  const std::string actor = json::text_at(event, "actorDisplay") + ' ';
  if (text.starts_with(actor)) {
    text.erase(0, actor.size());
  }
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

json::Object change(const SealedEntry& sealed) {
  const JournalEntry& entry = sealed.entry;
  json::Object shown{{"seq", sealed.seq}, {"time", to_rfc3339(sealed.time)}, {"type", entry.type}};
  if (!starts_with_any(entry.type, {"user.", "group.", "access."})) {
    return shown;
  }
  shown["subject"] = json::Object{{"type", entry.subject_type}, {"id", entry.subject_id}};
  shown["actor"] = entry.actor;
  shown["cause"] = entry.cause;
  json::Object data = object_in(entry.data);
  if (const json::Value* access = resulting_access(entry.type, data)) {
    shown["access"] = *access;
  }
  shown["data"] = std::move(data);
  return shown;
}

}  // namespace provost::admin
