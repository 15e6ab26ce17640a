#include "base/room_error.h"

namespace provost {
namespace {

Error try_again(Code code, std::string detail) {
  Error error(code, std::move(detail));
  error.retry_after_s = 1;
  return error;
}

}  // namespace

Result<void> check(ByteBudget::Room room) {
  switch (room) {
    case ByteBudget::Room::there:
      break;
    case ByteBudget::Room::share_full:
      return try_again(Code::too_many_requests,
                       "this organisation has too much on its way at one time; send and ask for "
                       "less at once, and try again in a second");
    case ByteBudget::Room::full:
      return try_again(Code::overloaded,
                       "the server has as much on its way as it can hold; try again in a second");
  }
  return {};
}

}  // namespace provost
