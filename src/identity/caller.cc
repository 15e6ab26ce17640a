#include "identity/caller.h"

#include <fmt/format.h>

namespace provost::identity {

std::string_view to_text(CallerKind kind) {
  switch (kind) {
    case CallerKind::installation:
      return "Operator";
    case CallerKind::admin_human:
      return "Admin (Human)";
    case CallerKind::admin_service:
      return "Admin (Service account)";
    case CallerKind::user_human:
      return "User (Human)";
    case CallerKind::contact:
      return "IT contact";
    case CallerKind::user_service:
      break;
  }
  return "User (Service account)";
}

Error no_such_member(std::string_view id) {
  return Error(Code::not_found, fmt::format("there is no member with the id {}", id));
}

}  // namespace provost::identity
