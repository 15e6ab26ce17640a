#include "api/loop/room.h"

#include "base/room.h"

namespace provost::api {
namespace {

// Smaller amounts are not counted: every connection may use that much.
constexpr std::size_t counted_bytes_min = 16 * 1024;

}  // namespace

Result<void> check_room(const Loop& loop, std::string_view share) {
  return check(loop.budget.room(share));
}

Result<std::shared_ptr<ByteBudget::Hold>> hold_bytes(const Loop& loop, std::string_view share,
                                                     bool is_read, std::size_t bytes) {
  if (bytes <= counted_bytes_min) {
    return std::shared_ptr<ByteBudget::Hold>();
  }
  auto held = std::make_shared<ByteBudget::Hold>(loop.budget, share);
  if (is_read) {
    TRY(check(held->resize(bytes)));
  } else {
    held->force(bytes);
  }
  return held;
}

Result<void> hold_answer(const Loop& loop, std::string_view share, bool is_read,
                         http::Response& response) {
  if (!response.held) {
    TRY_ASSIGN(response.held, hold_bytes(loop, share, is_read, response.body.size()));
  }
  return {};
}

}  // namespace provost::api
