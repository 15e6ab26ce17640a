#pragma once

#include <string_view>

#include "app/config.h"
#include "base/result.h"
#include "provision/access/verify.h"
#include "store/sqlite/verify.h"
#include "store/store.h"

namespace provost::app {

using store::sqlite::JournalCheck;
using store::sqlite::JournalHead;
using store::sqlite::JournalWatch;

// The chain of an organisation's journal, in the store and with the key that the configuration
// names. Throws std::runtime_error when either cannot be read.
JournalCheck verify_journal(const Config& config, store::OrgKey org, const JournalWatch& watch);

// Everybody's effective access against the facts that it follows from.
Result<provision::AccessCheck> verify_access(store::Session& session, const store::Org& org);

// Heads as people note them: SEQ:MAC, the mac in hexadecimal digits. Code::invalid_value.
Result<JournalHead> read_head(std::string_view text);
std::string head_text(std::int64_t seq, std::string_view mac);

}  // namespace provost::app
