#pragma once

#include <string>
#include <string_view>

#include "api/admin/call.h"

// Asking an operator for the password: on a worker, and slowly when it is guessed at.
namespace provost::api::admin_api {

// Counts an attempt of that operator, named by admin::operator_key_of(), from the caller's address.
// Code::too_many_requests.
Result<void> begin_attempt(const AdminCall& call, std::string_view operator_key);
// The attempt succeeded.
void end_attempt(const AdminCall& call, std::string_view operator_key);
// The password was right, but that was not all that is asked for. Earlier failures still count, or
// who knows the password could guess at codes without end.
void undo_attempt(const AdminCall& call, std::string_view operator_key);

// Code::overloaded when too many wait already.
boost::asio::awaitable<Result<bool>> is_password(const AdminCall& call, const std::string& hash,
                                                 const std::string& password);
boost::asio::awaitable<Result<std::string>> hash_of_password(const AdminCall& call,
                                                             const std::string& password);

}  // namespace provost::api::admin_api
