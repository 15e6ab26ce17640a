#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "app/config.h"
#include "base/result.h"
#include "provision/access/verify.h"
#include "provision/verify_documents.h"
#include "store/sqlite/verify.h"
#include "store/store.h"

namespace provost::app {

using store::sqlite::JournalCheck;
using store::sqlite::JournalHead;
using store::sqlite::JournalWatch;

// The chain of an organisation's journal, in the store and with the key that the configuration
// names. Throws std::runtime_error when either cannot be read.
JournalCheck verify_journal(const Config& config, store::OrgKey org, const JournalWatch& watch);

// Compares everybody's effective access with the facts behind it. Faults of the store's file
// itself, a line each; see store::sqlite::find_damage().
std::vector<std::string> find_damage(const Config& config);

Result<provision::AccessCheck> verify_access(store::Session& session, const store::Org& org);

// What the documents of an organisation hold against its schemas and attribute profile.
struct DocumentsCheck {
  std::size_t documents = 0;
  std::size_t wrong = 0;
  std::string first;
  // Indexes with keys that no attribute has: values of a schema that was removed were there.
  std::size_t stray_indexes = 0;
  // Values outside the profile are being deleted: they do not count as wrong.
  bool purging = false;
  bool holds() const { return wrong == 0 && stray_indexes == 0; }
};
Result<DocumentsCheck> verify_documents(store::Session& session, const store::Org& org);

// Heads as people note them: SEQ:MAC, the mac in hexadecimal digits. Code::invalid_value.
Result<JournalHead> read_head(std::string_view text);
std::string head_text(std::int64_t seq, std::string_view mac);

}  // namespace provost::app
