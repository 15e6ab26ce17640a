#pragma once

#include <vector>

#include <boost/asio/awaitable.hpp>

#include "api/loop/loop.h"
#include "json/json.h"
#include "log/shelf.h"

namespace provost::api::admin_api {

// Entries of the provisioning log as pages and streams show them, with what they changed.
// Code::overloaded, Code::too_many_requests: the read pool has no room.
boost::asio::awaitable<Result<json::Array>> describe_entries(
    const Loop& loop, store::OrgKey org, const std::vector<log::Entry>& entries);

}  // namespace provost::api::admin_api
