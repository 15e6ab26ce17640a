#include "admin/erasure.h"

#include <fmt/format.h>

#include "admin/members.h"
#include "json/json.h"
#include "scim/resource/changes.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

constexpr std::size_t entries_per_slice = 500;

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
  (place.is_by_them ? search.actor : search.subject_id) =
      (place.is_by_them ? "member:" : "") + id.to_string();
  return search;
}

}  // namespace

Result<Erasure> erase_person(store::Writer& writer, const ResourceId& id, const Erasure& place,
                             const Author& author) {
  writer.change_journal().seal();  // what waits would keep what it says
  TRY(check_person(writer, id));
  const store::JournalFound found = writer.journal().find(search_of(id, place));
  for (const store::SealedEntry& sealed : found.entries) {
    if (!place.is_by_them) {
      writer.change_journal().erase_values(sealed.seq);
    }
    writer.change_journal().erase_origin(sealed.seq);
  }
  Erasure next = place;
  next.entries += found.entries.size();
  next.before = found.next;
  if (found.next == 0) {
    next = {.is_by_them = true, .entries = next.entries, .is_done = place.is_by_them};
  }
  if (next.is_done) {
    writer.append(erased_entry(id, next.entries, author));
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
