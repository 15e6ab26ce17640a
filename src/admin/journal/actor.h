#pragma once

#include <string>
#include <string_view>

#include "admin/journal/names.h"
#include "store/records.h"

// Who did something, for people.
namespace provost::admin {

// "token:<id>" has the type token; "cli" is a type without an id.
struct Actor {
  std::string_view type;
  std::string_view id;
};
Actor actor_of(std::string_view actor);

// What people call whoever made the entry: as it says itself, which outlives operators and setup
// links, or as they are called now.
std::string actor_display_of(const store::JournalEntry& entry, Names& names);

// The same of an actor who is kept with a fact: by the latest entry of that type about the subject,
// if it is that actor's.
std::string actor_display_of(std::string_view actor, std::string_view type,
                             const std::string& subject_id, Names& names);

}  // namespace provost::admin
