#include "identity/tokens.h"

#include <fmt/format.h>

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"

namespace provost::api::admin_api {

using store::Token;

// An organisation has few living tokens, and none is ever removed: each page reads them all.
Answer list_tokens(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  const auto work = [](store::Reader& reader) {
    return Result<std::vector<Token>>(identity::tokens_of(reader));
  };
  CO_TRY_ASSIGN(const auto tokens,
                co_await read<std::vector<Token>>(call.loop.session, call.org_key(), work));
  auto token = tokens.begin();
  if (page.after) {
    token = std::find_if(tokens.begin(), tokens.end(),
                         [&](const Token& one) { return one.id == *page.after; });
    token += token == tokens.end() ? 0 : 1;
  }
  json::Array items;
  for (; token != tokens.end() && items.size() < page.limit; ++token) {
    items.emplace_back(identity::describe(*token, tokens, call.now));
  }
  co_return page_reply(call, std::move(items),
                       token == tokens.end() ? std::nullopt : std::optional((token - 1)->id));
}

Answer rotate_token(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body,
                optional_body_of(call, {"name", "overlapSeconds", "expiresInSeconds"}));
  CO_TRY_ASSIGN(const auto name, text_member(body, "name"));
  CO_TRY_ASSIGN(const auto overlap_s,
                integer_member(body, "overlapSeconds", 0, identity::duration_max_s));
  CO_TRY_ASSIGN(const auto expires_in_s,
                integer_member(body, "expiresInSeconds", 1, identity::duration_max_s));
  identity::NewToken made = identity::make_token(expires_in_s, call.now, call.loop.random);
  const auto work = [&](store::Writer& writer) -> Result<void> {
    return identity::rotate_to(writer, made.token, overlap_s.value_or(identity::overlap_default_s),
                               name, call.author());
  };
  CO_TRY(co_await change_plainly(call, work));
  call.secret_id = made.token.id;
  json::Object answer{{"token", made.text}};
  for (const auto& member : identity::describe(made.token, {made.token}, call.now)) {
    answer.emplace(member.key(), member.value());
  }
  co_return json_reply(201, answer);
}

Answer revoke_token(AdminCall& call) {
  const auto work = [&](store::Writer& writer) {
    return identity::revoke_token(writer, call.parameters.at(1), call.now, call.author());
  };
  CO_TRY(co_await change_plainly(call, work));
  co_return no_content_reply();
}

}  // namespace provost::api::admin_api
