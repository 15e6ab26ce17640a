#include "admin/erasure.h"

#include <utility>

#include <fmt/format.h>

#include "admin/entry_json.h"
#include "admin/long_work.h"
#include "admin/members.h"
#include "admin/sign_in.h"
#include "base/text.h"
#include "json/json.h"
#include "scim/resource/changes.h"
#include "store/journal.h"
#include "store/kept_answers.h"

namespace provost::admin {
namespace {

constexpr std::size_t entries_per_slice = 500;
constexpr std::size_t answers_per_slice = 100;  // of 64 kB at most

Result<void> check_person(store::Writer& writer, const ResourceId& id) {
  const std::string text = id.to_string();
  const auto stored = writer.load(scim::schema::user_type, id);
  if (!stored) {
    const bool is_known =
        !writer.journal().find({.type = "user.", .subject_id = text, .limit = 1}).entries.empty();
    return is_known ? Result<void>() : no_such_member(text);
  }
  const json::Object document = scim::resource::document_of(*stored);
  const json::Value* active = document.if_contains("active");
  if (active != nullptr && active->is_bool() && active->get_bool()) {
    return Error(Code::conflict,
                 fmt::format("the member {} is active; only what is known of people who are "
                             "deactivated or deleted can be erased",
                             text));
  }
  return {};
}

store::JournalEntry erased_entry(const ResourceId& id, std::size_t entries, const Author& author) {
  return {.type = "user.erased",
          .subject_type = "user",
          .subject_id = id.to_string(),
          .actor = author.actor,
          .cause = author.cause,
          .data = json::write({{"entries", entries}}),
          .values = {},
          .origin = author.origin};
}

store::JournalSearch search_of(const ResourceId& id, const Erasure& place) {
  store::JournalSearch search{.before = place.before, .limit = entries_per_slice};
  switch (place.part) {
    case Erasure::Part::as_strangers:
      search.type = "sign_in.refused";
      search.subject_id = unknown_identity;
      break;
    case Erasure::Part::by_them:
      search.actor = "member:" + id.to_string();
      break;
    default:
      search.subject_id = id.to_string();
  }
  return search;
}

// As a person is called, or was when deleted.
json::Object last_document(store::Reader& reader, const ResourceId& id) {
  if (const auto stored = reader.load(scim::schema::user_type, id)) {
    return scim::resource::document_of(*stored);
  }
  constexpr std::size_t entries_looked_at = 20;
  const store::JournalSearch search{
      .type = "user.", .subject_id = id.to_string(), .limit = entries_looked_at};
  for (const store::SealedEntry& sealed : reader.journal().find(search).entries) {
    const json::Object values = object_in(sealed.entry.values);
    for (const std::string_view state : {"after", "before"}) {
      const json::Value* document = values.if_contains(state);
      if (document != nullptr && document->is_object() &&
          document->get_object().contains("userName")) {
        return document->get_object();
      }
    }
  }
  return {};
}

// Whether a token that was refused calls somebody as the document does.
bool is_of(const store::SealedEntry& sealed, const json::Object& document) {
  const json::Object token = object_in(sealed.entry.values);
  const std::string name = text_in(document, "userName");
  const std::string external_id = text_in(document, "externalId");
  return (!name.empty() && fold(text_in(token, "userName")) == fold(name)) ||
         (!external_id.empty() && text_in(token, "objectId") == external_id);
}

Erasure::Part part_after(Erasure::Part part) {
  return static_cast<Erasure::Part>(static_cast<std::uint8_t>(part) + 1);
}

Erasure erase_entries(store::Writer& writer, const ResourceId& id, Erasure place) {
  const bool are_strangers = place.part == Erasure::Part::as_strangers;
  const json::Object document = are_strangers ? last_document(writer, id) : json::Object();
  const store::JournalFound found = writer.journal().find(search_of(id, place));
  for (const store::SealedEntry& sealed : found.entries) {
    if (are_strangers && !is_of(sealed, document)) {
      continue;
    }
    if (place.part != Erasure::Part::by_them) {
      writer.change_journal().erase_values(sealed.seq);
    }
    writer.change_journal().erase_origin(sealed.seq);
    ++place.entries;
  }
  if (found.next != 0) {
    place.before = found.next;
    return place;
  }
  return {.part = part_after(place.part), .after = {}, .entries = place.entries};
}

// Answers are texts: those that have the person's id or a name of theirs in them go.
Erasure erase_answers(store::Writer& writer, const ResourceId& id, Erasure place) {
  log::Person person = person_in_log(writer, id);
  std::vector<std::string> texts = std::move(person.names);
  texts.push_back(std::move(person.id));
  place.after = writer.change_kept_answers().erase_mentions(texts, place.after, answers_per_slice);
  place.is_done = place.after.empty();
  return place;
}

}  // namespace

Result<Erasure> erase_person(store::Writer& writer, const ResourceId& id, const Erasure& place,
                             const Author& author) {
  writer.change_journal().seal();  // what waits would keep what it says
  TRY(check_person(writer, id));
  if (place.part != Erasure::Part::answers) {
    return erase_entries(writer, id, place);
  }
  Erasure next = erase_answers(writer, id, place);
  if (next.is_done) {
    writer.append(erased_entry(id, next.entries, author));
    begin_work(writer, store::WorkKind::forgetting, {}, 0, author);
  }
  return next;
}

log::Person person_in_log(store::Reader& reader, const ResourceId& id) {
  log::Person person{.id = id.to_string(), .names = {}};
  const auto stored = reader.load(scim::schema::user_type, id);
  const json::Object document = stored ? scim::resource::document_of(*stored) : json::Object();
  for (const std::string_view name : {"userName", "externalId"}) {
    const json::Value* value = document.if_contains(name);
    if (value != nullptr && value->is_string()) {
      person.names.emplace_back(value->get_string());
    }
  }
  return person;
}

}  // namespace provost::admin
