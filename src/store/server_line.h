#pragma once

#include <cstdint>
#include <memory>

#include "store/store.h"

namespace provost::store {

// No organisation: the line in which the server's own work waits for its turn, whichever
// organisation it is on. No organisation can fill it (design rule 24).
inline constexpr OrgKey server_line{-1};

// Where a session's writes and long reads wait.
enum class Waits : std::uint8_t {
  in_line_of_organisation,  // behind other work of the same organisation
  in_line_of_server
};

// Additional roles of a server's store.
class ServerLine {
 public:
  virtual ~ServerLine() = default;
  // A session whose writes and long reads wait in server_line. For few, which wait for each of
  // them: they would keep one another waiting.
  virtual std::unique_ptr<Session> open_server_session() = 0;
};

// Throws std::bad_cast for a store that has no such line; ours all have.
std::unique_ptr<Session> open_server_session(Store& store);

}  // namespace provost::store
