#pragma once

#include <utility>

#include "api/admin/call.h"
#include "api/admin/repeat.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {

// For changes above organisations: runs `work(CatalogueWriter&) -> Result<T>` on the writer and
// continues after the commit. The unit checks the caller's permission again (design rule 22). A
// request with an Idempotency-Key is noted in the same transaction.
template <class T, class Work>
boost::asio::awaitable<Result<T>> change_catalogue(AdminCall& call, Work work) {
  const auto unit = [&](store::CatalogueWriter& catalogue) -> Result<T> {
    TRY(call.check_again(catalogue));
    if (call.repeat) {
      TRY(note_repeat(*catalogue.within(store::installation), *call.repeat));
    }
    return work(catalogue);
  };
  Result<T> result = co_await write_catalogue<T>(call.loop.session, unit);
  call.is_noted = call.repeat.has_value() && result.has_value();
  co_return result;
}

// Every handler changes its organisation through this: runs `work(Writer&) -> Result<T>` on the
// writer and continues after the commit. The unit checks the caller's permission again (design rule
// 22). A request with an Idempotency-Key is noted in the same transaction, so that it runs only
// once.
template <class T, class Work>
boost::asio::awaitable<Result<T>> change(AdminCall& call, Work work) {
  const auto unit = [&](store::Writer& writer) -> Result<T> {
    TRY(call.check_again(writer));
    if (call.repeat) {
      TRY(note_repeat(writer, *call.repeat));
    }
    return work(writer);
  };
  Result<T> result = co_await write<T>(call.loop.session, call.org_key(), unit);
  call.is_noted = call.repeat.has_value() && result.has_value();
  co_return result;
}

// The same for work without a value: `work(Writer&) -> Result<void>`.
template <class Work>
boost::asio::awaitable<Result<bool>> change_plainly(AdminCall& call, Work work) {
  const auto unit = [&](store::Writer& writer) -> Result<bool> {
    TRY(work(writer));
    return true;
  };
  Result<bool> result = co_await change<bool>(call, unit);
  co_return result;
}

}  // namespace provost::api::admin_api
