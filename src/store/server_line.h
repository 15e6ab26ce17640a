#pragma once

#include <cstdint>

#include "store/transaction.h"

namespace provost::store {

// No organisation: the line in which the server's own work waits for its turn, whichever
// organisation it is on. No organisation can fill it (design rule 24).
inline constexpr OrgKey server_line{-1};

// Where a session's writes and long reads wait.
enum class Waits : std::uint8_t {
  in_line_of_organisation,  // behind other work of the same organisation
  in_line_of_server
};

}  // namespace provost::store
