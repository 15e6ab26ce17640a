#include "admin/journal/actor.h"

#include <cstddef>

#include "admin/journal/entry_json.h"
#include "identity/setup_links.h"
#include "identity/token_label.h"
#include "json/text.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

// A group with very many entries since it was mapped is not worth more.
constexpr std::size_t entries_looked_at = 500;

std::string operator_display(const std::string& id, std::string name, Names& names) {
  if (name.empty()) {
    name = names.operator_name(id);
  }
  if (!name.empty()) {
    return name + " (operator)";
  }
  const std::string key = names.operator_key_name(id);
  return "Operator (key " + (key.empty() ? id : key) + ")";
}

std::string token_display(const std::string& id, Names& names) {
  const store::Token* token = names.token(id);
  if (token != nullptr && !token->name.empty()) {
    return "SCIM (" + token->name + ")";
  }
  return "SCIM (token " + (token == nullptr ? id : identity::short_label_of(*token)) + ")";
}

// `context` contains the name of the operator or IT contact who signed in, if it is known.
std::string display_of(const Actor& actor, const json::Object& context, Names& names) {
  const std::string id(actor.id);
  if (actor.type == "token") {
    return token_display(id, names);
  }
  if (actor.type == "operator") {
    return operator_display(id, json::text_at(context, "operator"), names);
  }
  if (actor.type == "contact") {
    const std::string name = json::text_at(context, "contact");
    return identity::contact_label(name.empty() ? names.contact_name(id) : name);
  }
  if (actor.type == "cli") {
    return "Operator (command line)";
  }
  if (actor.type == "server") {
    return "The server";
  }
  if (actor.type == "stranger") {
    return "Somebody unknown";
  }
  const std::string& name = names.of(actor.id);
  return name.empty() ? id : name;
}

}  // namespace

Actor actor_of(std::string_view actor) {
  const std::size_t colon = actor.find(':');
  return colon == std::string_view::npos ? Actor{actor, {}}
                                         : Actor{actor.substr(0, colon), actor.substr(colon + 1)};
}

std::string actor_display_of(const store::JournalEntry& entry, Names& names) {
  const json::Object context = object_in(entry.origin ? std::string_view(*entry.origin) : "");
  return display_of(actor_of(entry.actor), context, names);
}

std::string actor_display_of(std::string_view actor, std::string_view type,
                             const std::string& subject_id, Names& names) {
  const store::JournalSearch search{.type = std::string(type),
                                    .subject_id = subject_id,
                                    .limit = 1,
                                    .looked_at_max = entries_looked_at};
  const store::JournalFound found = names.reader().journal().find(search);
  if (!found.entries.empty() && found.entries.front().entry.actor == actor) {
    return actor_display_of(found.entries.front().entry, names);
  }
  return display_of(actor_of(actor), {}, names);
}

}  // namespace provost::admin
