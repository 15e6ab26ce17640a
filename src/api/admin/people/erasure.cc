#include "admin/audit/erasure.h"

#include <utility>

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {
namespace {

boost::asio::awaitable<Result<void>> erase_from_log(AdminCall& call, log::Person person) {
  detail::Client client;
  co_return co_await detail::wait_for_done(client, [&](log::Done done) {
    call.loop.log.erase(call.org_key(), std::move(person), std::move(done));
  });
}

}  // namespace

// Works in slices, so that other writes can run in between. A repeated request is answered by its
// first slice; an admin who saw no answer erases again.
Answer erase_member(AdminCall& call) {
  CO_TRY_ASSIGN(const ResourceId member, member_of(call));
  const identity::Author author = call.author();
  admin::Erasure place;
  const auto work = [&](store::Writer& writer) {
    return admin::erase_person(writer, member, place, author);
  };
  CO_TRY_ASSIGN(place, co_await change<admin::Erasure>(call, work));
  // Once begun, the erasure is completed, whatever happens to the caller.
  while (place.part == admin::Erasure::Part::names) {
    CO_TRY_ASSIGN(place, co_await write<admin::Erasure>(call.loop.session, call.org_key(), work));
  }
  CO_TRY(co_await erase_from_log(call, admin::person_in_log(member, place)));
  while (!place.is_done) {
    CO_TRY_ASSIGN(place, co_await write<admin::Erasure>(call.loop.session, call.org_key(), work));
  }
  co_return json_reply(200, json::Object{{"entries", place.entries}});
}

}  // namespace provost::api::admin_api
