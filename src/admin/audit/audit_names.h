#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scim/schema/schema.h"
#include "store/records.h"
#include "store/transaction.h"

namespace provost::admin {

// How many people, and how many groups, one text may name.
inline constexpr std::size_t audit_names_max = 20;

// Who and what a text in a search of the audit trail may mean.
struct AuditNames {
  std::string key;  // the text, folded; empty when only ids are looked for
  // Ids of people, groups, setup links and Secret Tokens whose names have the text in them, and the
  // text itself, which may be the id of anything.
  std::vector<std::string> subjects;
  // Whether there are more of that name than are looked for.
  bool may_be_more = false;
  bool with_actors = true;  // what they did counts as well

  // What one id is the subject of, or is in otherwise, such as a member of a group.
  static AuditNames mentioning(std::string id);

  // Whether an entry is about one of them, by one of them, or has one of them or the text in it.
  bool is_in(const store::JournalEntry& entry) const;
};

// Reads the index of names first, then a limited number of resources with the text elsewhere in the
// name.
AuditNames audit_names(store::Reader& reader, const scim::schema::Registry& registry,
                       const std::string& text);

}  // namespace provost::admin
