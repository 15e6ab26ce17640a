#pragma once

#include <optional>
#include <string>
#include <vector>

#include "log/shelf.h"
#include "store/records.h"
#include "store/transaction.h"

namespace provost::admin {

// What entries of the provisioning log do not hold themselves, in their order.
struct LogContext {
  std::optional<store::Provider> provider;  // the organisation's
  // What each changed, as the journal tells it: "Added ada@acme.example to the group Admins". Empty
  // where nothing changed, or where the journal no longer has it, or not yet.
  std::vector<std::string> summaries;
  // Of the organisation; none where no entry names one.
  std::vector<store::Token> tokens = {};
};

// Looks at entries_of_a_request entries of the journal for each, at most.
LogContext look_for_log(store::Reader& reader, const std::vector<log::Entry>& entries);
inline constexpr std::size_t entries_of_a_request = 3;

}  // namespace provost::admin
