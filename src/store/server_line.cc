#include "store/server_line.h"

namespace provost::store {

std::unique_ptr<Session> open_server_session(Store& store) {
  return dynamic_cast<ServerLine&>(store).open_server_session();
}

}  // namespace provost::store
