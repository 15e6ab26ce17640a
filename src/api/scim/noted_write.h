#pragma once

#include <boost/asio/awaitable.hpp>

#include "api/scim/call.h"
#include "api/scim/units.h"

namespace provost::api::scim_api {

// Runs the unit's preparation on the read pool, before the write.
boost::asio::awaitable<Result<void>> prepare(Call& call, const Unit& unit);

// Has the store make one write to one resource, and leaves details for the provisioning log in the
// call: the object, what the server did on its own, and the numbers of the journal entries.
boost::asio::awaitable<Result<provision::Outcome>> write_and_note(
    Call& call, const scim::schema::ResourceType& type, const ResourceId& id, Unit unit);

}  // namespace provost::api::scim_api
