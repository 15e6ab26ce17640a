#pragma once

#include <string>
#include <string_view>

#include "api/admin/call.h"
#include "api/loop/throttle.h"
#include "store/operators.h"

// Asking an operator for the password: on a worker, and slowly when it is guessed at.
namespace provost::api::admin_api {

// A sign-in attempt as that operator, named by admin::operator_key_of(); null when there is none of
// that name.
SignInAttempt attempt_of(const AdminCall& call, std::string_view operator_key,
                         const store::Operator* one);
// An attempt of the operator whose session the request is of.
SignInAttempt attempt_in_session(const AdminCall& call, const store::Operator& one);

// Counts it. Code::too_many_requests.
Result<void> begin_attempt(const AdminCall& call, const SignInAttempt& attempt);
// The attempt succeeded.
void end_attempt(const AdminCall& call, const SignInAttempt& attempt);
// The password was right, but a code is required too. Earlier failures still count, or somebody
// with the password could guess codes forever.
void undo_attempt(const AdminCall& call, const SignInAttempt& attempt);

// Each address has a line, and the lines take turns; known people have their own line on a separate
// thread. Code::too_many_requests when too many of that line wait, Code::overloaded when too many
// wait at all.
boost::asio::awaitable<Result<bool>> is_password(const AdminCall& call,
                                                 const SignInAttempt& attempt,
                                                 const std::string& hash,
                                                 const std::string& password);
// For setting a password: with an open session or a valid link. The same errors.
boost::asio::awaitable<Result<std::string>> hash_of_password(const AdminCall& call,
                                                             const std::string& password);

}  // namespace provost::api::admin_api
