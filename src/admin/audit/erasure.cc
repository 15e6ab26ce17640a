#include "admin/audit/erasure.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "admin/journal/entry_json.h"
#include "admin/organisation/pending_work.h"
#include "admin/people/members.h"
#include "base/text.h"
#include "identity/sign_in.h"
#include "json/json.h"
#include "json/text.h"
#include "scim/resource/changes.h"
#include "store/journal.h"
#include "store/kept_answers.h"
#include "store/sign_in.h"

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
    return is_known ? Result<void>() : identity::no_such_member(text);
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

store::JournalEntry erased_entry(const ResourceId& id, std::size_t entries,
                                 const identity::Author& author) {
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
      search.subject_id = identity::unknown_identity;
      break;
    case Erasure::Part::by_them:
      search.actor = "member:" + id.to_string();
      break;
    default:
      search.subject_id = id.to_string();
  }
  return search;
}

Erasure::Part part_after(Erasure::Part part) {
  return static_cast<Erasure::Part>(static_cast<std::uint8_t>(part) + 1);
}

// The place after some entries of a part: at `next` in the same part or, when that is 0, at the
// beginning of the next part.
Erasure place_after(Erasure place, std::int64_t next) {
  if (next != 0) {
    place.before = next;
    return place;
  }
  return {.part = part_after(place.part),
          .after = {},
          .entries = place.entries,
          .names = std::move(place.names)};
}

void add_names(std::set<std::string>& names, const json::Object& document) {
  for (const std::string_view attribute : {"userName", "externalId"}) {
    if (std::string name = json::text_at(document, attribute); !name.empty()) {
      names.insert(std::move(name));
    }
  }
}

// The names that the entries give them, before and after each change.
Erasure gather_names(store::Reader& reader, const ResourceId& id, Erasure place) {
  if (const auto stored = reader.load(scim::schema::user_type, id)) {
    add_names(place.names, scim::resource::document_of(*stored));
  }
  const store::JournalFound found = reader.journal().find(search_of(id, place));
  for (const store::SealedEntry& sealed : found.entries) {
    const json::Object values = object_in(sealed.entry.values);
    for (const std::string_view state : {"before", "after"}) {
      const json::Value* document = values.if_contains(state);
      if (document != nullptr && document->is_object()) {
        add_names(place.names, document->get_object());
      }
    }
  }
  return place_after(std::move(place), found.next);
}

// Whether a refused token calls the person by one of their names.
bool is_of(const store::SealedEntry& sealed, const std::set<std::string>& names) {
  const json::Object token = object_in(sealed.entry.values);
  const std::string user_name = fold(json::text_at(token, "userName"));
  const std::string object_id = json::text_at(token, "objectId");
  return std::ranges::any_of(
      names, [&](const std::string& name) { return name == object_id || fold(name) == user_name; });
}

Erasure erase_entries(store::Writer& writer, const ResourceId& id, Erasure place) {
  const bool are_strangers = place.part == Erasure::Part::as_strangers;
  if (are_strangers) {
    writer.change_sign_in().erase_refusals(id, "");
    for (const std::string& name : place.names) {
      writer.change_sign_in().erase_refusals(id, name);
    }
  }
  const store::JournalFound found = writer.journal().find(search_of(id, place));
  for (const store::SealedEntry& sealed : found.entries) {
    if (are_strangers && !is_of(sealed, place.names)) {
      continue;
    }
    if (sealed.entry.type == "sign_in.refused") {
      const json::Object token = object_in(sealed.entry.values);
      writer.change_sign_in().remove_refusals(identity::refused_person(
          json::text_at(token, "issuer"), json::text_at(token, "subject")));
    }
    if (place.part != Erasure::Part::by_them) {
      writer.change_journal().erase_values(sealed.seq);
    }
    writer.change_journal().erase_origin(sealed.seq);
    ++place.entries;
  }
  return place_after(std::move(place), found.next);
}

// Answers are stored as text: those that contain the person's id or one of their names are deleted.
Erasure erase_answers(store::Writer& writer, const ResourceId& id, Erasure place) {
  log::Person person = person_in_log(id, place);
  std::vector<std::string> texts = std::move(person.names);
  texts.push_back(std::move(person.id));
  place.after = writer.change_kept_answers().erase_mentions(texts, place.after, answers_per_slice);
  place.is_done = place.after.empty();
  return place;
}

}  // namespace

Result<Erasure> erase_person(store::Writer& writer, const ResourceId& id, const Erasure& place,
                             const identity::Author& author) {
  writer.change_journal().seal();  // entries that wait to be sealed would keep their text
  TRY(check_person(writer, id));
  if (place.part == Erasure::Part::names) {
    return gather_names(writer, id, place);
  }
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

log::Person person_in_log(const ResourceId& id, const Erasure& place) {
  return {.id = id.to_string(), .names = {place.names.begin(), place.names.end()}};
}

}  // namespace provost::admin
