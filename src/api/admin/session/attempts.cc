#include "api/admin/session/attempts.h"

#include <fmt/format.h>

#include "api/admin/session/device.h"
#include "api/loop/workers.h"
#include "identity/passwords.h"

namespace provost::api::admin_api {
namespace {

// Strangers who guess passwords, from however many addresses, do not delay known callers: those
// with an open session, or a browser in which the operator signed in before.
struct Place {
  Workers& workers;
  std::string line;
};

Place place_of(const AdminCall& call, const SignInAttempt& attempt) {
  if (attempt.device.empty()) {
    return {call.loop.doors.hashing, network_of(attempt.address)};
  }
  return {call.loop.doors.known_hashing, attempt.name};
}

}  // namespace

SignInAttempt attempt_of(const AdminCall& call, std::string_view operator_key,
                         const store::Operator* one) {
  return {.name = std::string(operator_key),
          .address = call.request.peer_address,
          .device = one == nullptr ? std::string() : device_of(call.request, *one)};
}

// Counted by operator rather than by session, since a thief could open many sessions.
SignInAttempt attempt_in_session(const AdminCall& call, const store::Operator& one) {
  return {.name = one.key, .address = call.request.peer_address, .device = "session of " + one.id};
}

Result<void> begin_attempt(const AdminCall& call, const SignInAttempt& attempt) {
  const int wait_s = call.loop.doors.sign_ins.begin(attempt, call.now);
  if (wait_s == 0) {
    return {};
  }
  Error error(Code::too_many_requests, fmt::format("too many attempts failed; try again in {} {}",
                                                   wait_s, wait_s == 1 ? "second" : "seconds"));
  error.retry_after_s = wait_s;
  return error;
}

void end_attempt(const AdminCall& call, const SignInAttempt& attempt) {
  call.loop.doors.sign_ins.succeeded(attempt);
}

void undo_attempt(const AdminCall& call, const SignInAttempt& attempt) {
  call.loop.doors.sign_ins.undo(attempt);
}

boost::asio::awaitable<Result<bool>> is_password(const AdminCall& call,
                                                 const SignInAttempt& attempt,
                                                 const std::string& hash,
                                                 const std::string& password) {
  const auto work = [&]() -> Result<bool> {
    return identity::is_password(hash, password, call.loop.settings.password_cost);
  };
  const Place place = place_of(call, attempt);
  co_return co_await apart<bool>(place.workers, place.line, work);
}

boost::asio::awaitable<Result<std::string>> hash_of_password(const AdminCall& call,
                                                             const std::string& password) {
  const auto work = [&]() -> Result<std::string> {
    return identity::hash_password(password, call.loop.settings.password_cost);
  };
  co_return co_await apart<std::string>(call.loop.doors.known_hashing,
                                        network_of(call.request.peer_address), work);
}

}  // namespace provost::api::admin_api
