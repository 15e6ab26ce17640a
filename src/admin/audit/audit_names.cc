#include "admin/audit/audit_names.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "admin/journal/entry_json.h"
#include "admin/people/find.h"
#include "base/text.h"
#include "json/text.h"
#include "store/setup_links.h"

namespace provost::admin {
namespace {

constexpr std::size_t resources_looked_at = 2000;
constexpr std::size_t uuid_text_bytes = 36;

void add_named(store::Reader& reader, const scim::schema::ResourceType& type,
               const std::string& text, AuditNames& names) {
  const Wanted wanted{.type = type, .search = text, .belongs = {}, .candidates = {}};
  const PageWish wish{.limit = audit_names_max, .looked_at_max = resources_looked_at};
  const Result<Found> found = find(reader, wanted, wish);
  for (const Hit& hit : found->hits) {
    names.subjects.push_back(hit.id.to_string());
  }
  names.may_be_more = names.may_be_more || found->next.has_value();
}

void add_contacts(store::Reader& reader, AuditNames& names) {
  for (const store::SetupLink& link : reader.setup_links().all()) {
    if (fold(link.name).find(names.key) != std::string::npos) {
      names.subjects.push_back(link.id);
    }
  }
}

void add_tokens(store::Reader& reader, AuditNames& names) {
  for (const store::Token& token : reader.tokens()) {
    if (fold(token.name).find(names.key) != std::string::npos) {
      names.subjects.push_back(token.id);
    }
  }
}

// "carol" of "member:carol"; "cli" of itself.
std::string_view id_of(std::string_view actor) {
  const std::size_t colon = actor.find(':');
  return colon == std::string_view::npos ? actor : actor.substr(colon + 1);
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_in_texts(const json::Value& value, const std::string& key) {
  const auto is_in_one = [&](const json::Value& one) { return is_in_texts(one, key); };
  if (value.is_object()) {
    return std::ranges::any_of(value.get_object(),
                               [&](const auto& member) { return is_in_one(member.value()); });
  }
  if (value.is_array()) {
    return std::ranges::any_of(value.get_array(), is_in_one);
  }
  return value.is_string() && has(fold(value.get_string()), key);
}

// A match counts only in values, not in attribute names.
bool is_in_values(const store::JournalEntry& entry, const std::string& key) {
  return has(fold(entry.values), key) && is_in_texts(object_in(entry.values), key);
}

// The operator or IT contact who made the request may be gone by now.
bool is_by_somebody_called(const store::JournalEntry& entry, const std::string& key) {
  if (!entry.origin ||
      !(has(*entry.origin, R"("operator":)") || has(*entry.origin, R"("contact":)"))) {
    return false;
  }
  const json::Object origin = object_in(*entry.origin);
  return has(fold(json::text_at(origin, "operator")), key) ||
         has(fold(json::text_at(origin, "contact")), key);
}

}  // namespace

bool AuditNames::is_in(const store::JournalEntry& entry) const {
  const auto is_meant = [&](const std::string& id) {
    return entry.subject_id == id || (with_actors && id_of(entry.actor) == id) ||
           (id.size() == uuid_text_bytes && has(entry.data, id));
  };
  return std::ranges::any_of(subjects, is_meant) ||
         (!key.empty() && (is_in_values(entry, key) || is_by_somebody_called(entry, key)));
}

AuditNames AuditNames::mentioning(std::string id) {
  return {.key = {}, .subjects = {std::move(id)}, .with_actors = false};
}

AuditNames audit_names(store::Reader& reader, const scim::schema::Registry& registry,
                       const std::string& text) {
  AuditNames names{.key = fold(text), .subjects = {text}};
  add_named(reader, registry.type(scim::schema::user_type), text, names);
  add_named(reader, registry.type(scim::schema::group_type), text, names);
  add_contacts(reader, names);
  add_tokens(reader, names);
  std::ranges::sort(names.subjects);
  names.subjects.erase(std::unique(names.subjects.begin(), names.subjects.end()),
                       names.subjects.end());
  return names;
}

}  // namespace provost::admin
