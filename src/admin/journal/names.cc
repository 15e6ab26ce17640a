#include "admin/journal/names.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "admin/journal/entry_json.h"
#include "base/uuid.h"
#include "identity/token_label.h"
#include "scim/resource/changes.h"
#include "store/journal.h"
#include "store/operators.h"
#include "store/setup_links.h"

namespace provost::admin {

template <class LookUp>
const std::string& Names::once(std::string key, LookUp look_up) {
  const auto [known, is_new] = known_.try_emplace(std::move(key));
  if (is_new) {
    known->second = look_up();
  }
  return known->second;
}

const std::string& Names::of(std::string_view id) {
  return once(std::string(id), [&] { return look_up(id); });
}

const store::Token* Names::token(std::string_view id) {
  if (!tokens_) {
    tokens_ = reader_.tokens();
  }
  return identity::find_token(*tokens_, id);
}

const std::string& Names::operator_name(std::string_view id) {
  return once("operator:" + std::string(id), [&] {
    const std::optional<store::Operator> found = reader_.catalogue().operators().find(id);
    return found ? found->name : std::string();
  });
}

const std::string& Names::operator_key_name(std::string_view id) {
  return once("operator key:" + std::string(id), [&] {
    const std::vector<store::OperatorKey> keys = reader_.catalogue().operator_keys();
    const auto at = std::ranges::find(keys, id, &store::OperatorKey::id);
    return at == keys.end() ? std::string() : at->name;
  });
}

const std::string& Names::contact_name(std::string_view id) {
  return once("contact:" + std::string(id), [&] {
    const std::optional<store::SetupLink> found = reader_.setup_links().find(id);
    return found ? found->name : std::string();
  });
}

std::string Names::look_up(std::string_view id) {
  const std::optional<ResourceId> resource = Uuid::parse(id);
  if (!resource) {
    return {};
  }
  const std::optional<store::TypeNumber> type = reader_.type_of(*resource);
  const auto stored = type ? reader_.load(*type, *resource) : std::nullopt;
  return stored ? name_in(scim::resource::document_of(*stored)) : last_name(id);
}

// The last entries about a deleted resource are those of its deletion.
std::string Names::last_name(std::string_view id) {
  constexpr std::size_t entries_looked_at = 5;
  const store::JournalSearch search{.subject_id = std::string(id), .limit = entries_looked_at};
  for (const store::SealedEntry& sealed : reader_.journal().find(search).entries) {
    const json::Object values = object_in(sealed.entry.values);
    for (const std::string_view state : {"after", "before"}) {
      const json::Value* document = values.if_contains(state);
      if (document != nullptr && document->is_object()) {
        if (std::string name = name_in(document->get_object()); !name.empty()) {
          return name;
        }
      }
    }
  }
  return {};
}

std::string name_in(const json::Object& document) {
  for (const std::string_view member : {"userName", "displayName"}) {
    const json::Value* value = document.if_contains(member);
    if (value != nullptr && value->is_string()) {
      return std::string(value->get_string());
    }
  }
  return {};
}

}  // namespace provost::admin
