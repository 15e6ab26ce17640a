#include "api/admin/repeat.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/loop/await.h"
#include "identity/token_text.h"

namespace provost::api::admin_api {
namespace {

using store::KeptAnswer;

constexpr std::size_t key_bytes_max = 255;
constexpr std::size_t answer_bytes_max = 64 * 1024;
constexpr std::size_t expired_per_note = 20;
constexpr int unprocessable = 422;

bool is_visible(char c) {
  return c > ' ' && c <= '~';
}

std::string scope_of(const AdminCall& call, std::string_view key) {
  return identity::hash_of(json::write(
      json::Array{call.caller.credential_id, call.request.method_text, call.request.target, key}));
}

json::Object header_texts(const http::Response& response) {
  json::Object texts;
  for (const http::Header& header : response.headers) {
    texts[header.name] = header.value;
  }
  return texts;
}

// The stored form of an answer: whole, or only the id of a secret.
json::Object kept_form(const AdminCall& call, const http::Response& response) {
  if (!call.secret_id.empty()) {
    return {{"secretId", call.secret_id}};
  }
  if (response.body.size() > answer_bytes_max) {
    return {};
  }
  return {
      {"status", response.status}, {"headers", header_texts(response)}, {"body", response.body}};
}

http::Response conflict(std::string_view detail) {
  return problem_reply(Error(Code::conflict, std::string(detail)));
}

http::Response secret_reply(std::string_view id) {
  return problem_with(
      409, {{"detail",
             "this request was already carried out, and the secret that it created was shown then; "
             "it is not kept. If it is lost, revoke it by its id and create another"},
            {"id", id}});
}

http::Response kept_reply(const KeptAnswer& kept) {
  const json::Object form =
      kept.answer ? json::parse(*kept.answer).value().as_object() : json::Object();
  if (const json::Value* id = form.if_contains("secretId")) {
    return secret_reply(id->as_string());
  }
  const json::Value* status = form.if_contains("status");
  if (status == nullptr) {
    return conflict(
        "a request with this Idempotency-Key was or is being carried out, and its answer is "
        "unknown; check what it was meant to change");
  }
  http::Response response;
  response.status = static_cast<int>(status->as_int64());
  for (const auto& [name, value] : form.at("headers").as_object()) {
    response.headers.push_back({std::string(name), std::string(value.as_string())});
  }
  response.body = form.at("body").as_string();
  return response;
}

}  // namespace

Result<std::optional<KeptAnswer>> repeat_of(const AdminCall& call) {
  const std::string_view key = call.request.header("Idempotency-Key");
  if (call.request.method != http::Method::post || key.empty()) {
    return std::optional<KeptAnswer>();
  }
  if (key.size() > key_bytes_max || !std::ranges::all_of(key, is_visible)) {
    return Error(
        Code::invalid_value,
        fmt::format("Idempotency-Key has 1 to {} visible ASCII characters", key_bytes_max));
  }
  return std::optional(KeptAnswer{.scope = scope_of(call, key),
                                  .request = identity::hash_of(call.request.body),
                                  .created = call.now,
                                  .answer = {}});
}

boost::asio::awaitable<Result<std::optional<http::Response>>> recall(const AdminCall& call) {
  using Found = std::optional<KeptAnswer>;
  if (!call.repeat) {
    co_return std::optional<http::Response>();
  }
  const auto work = [&](store::Reader& reader) {
    return Result<Found>(reader.kept_answers().find(call.repeat->scope));
  };
  CO_TRY_ASSIGN(const Found found, co_await read<Found>(call.loop.session, call.repeat_org, work));
  if (!found || found->created.plus_s(answers_kept_s) <= call.now) {
    co_return std::optional<http::Response>();
  }
  if (found->request != call.repeat->request) {
    co_return std::optional(
        problem_with(unprocessable, {{"detail",
                                      "this Idempotency-Key came before with another "
                                      "body; use a new one for another request"}}));
  }
  co_return std::optional(kept_reply(*found));
}

Result<void> note_repeat(store::Writer& writer, const KeptAnswer& repeat) {
  store::KeptAnswerWriter& changes = writer.change_kept_answers();
  const Timestamp expired{repeat.created.plus_s(-answers_kept_s).ms + 1};
  changes.remove_before(repeat.scope, expired, expired_per_note);
  if (writer.kept_answers().has_more_than(answers_kept_max)) {
    Error error(Code::too_many_requests,
                fmt::format("there were more than {} requests with an Idempotency-Key here in 24 "
                            "hours",
                            answers_kept_max));
    error.retry_after_s = 3600;
    return error;
  }
  if (!changes.insert(repeat)) {
    return Error(Code::conflict,
                 "a request with this Idempotency-Key is being carried out; ask again");
  }
  return {};
}

boost::asio::awaitable<void> keep_answer(const AdminCall& call, const http::Response& response) {
  const std::string form = json::write(kept_form(call, response));
  const auto work = [&](store::Writer& writer) -> Result<bool> {
    writer.change_kept_answers().set_answer(call.repeat->scope, form);
    return true;
  };
  (void)co_await write<bool>(call.loop.session, call.repeat_org, work);
}

}  // namespace provost::api::admin_api
