#pragma once

#include <optional>

#include "admin/chores/kept_answers.h"
#include "api/admin/call.h"
#include "store/kept_answers.h"

// Idempotency-Key (design §4): a repeated POST with the same key, from the same credential to the
// same route, runs once and gets the first answer again, for 24 hours.
namespace provost::api::admin_api {

using admin::answers_kept_s;
// Of one organisation, and of the installation; more POSTs with keys in a day are refused.
inline constexpr std::size_t answers_kept_max = 10'000;

// The identity of the request, if it is a POST with a key. Code::invalid_value for a key that is
// not visible ASCII text of 1 to 255 characters.
Result<std::optional<store::KeptAnswer>> repeat_of(const AdminCall& call);

// The answer to a request that came before: the first answer again; 422 when it had another body;
// 409 when it made a secret (with its id), or when how it ended is not known (yet). Notes lie with
// the organisation that the request is about, and with the installation where its path names none:
// what finds them is the credential, the route and the key, whatever the body says.
boost::asio::awaitable<Result<std::optional<http::Response>>> recall(const AdminCall& call);

// Part of the transaction that carries the request out. Code::conflict when another did meanwhile;
// Code::too_many_requests beyond answers_kept_max.
Result<void> note_repeat(store::Writer& writer, const store::KeptAnswer& repeat);

// Keeps the answer with the note. If that fails, a repeat is told that the outcome is unknown.
boost::asio::awaitable<void> keep_answer(const AdminCall& call, const http::Response& response);

}  // namespace provost::api::admin_api
