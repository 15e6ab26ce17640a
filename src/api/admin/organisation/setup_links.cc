#include "identity/setup_links.h"

#include <fmt/format.h>

#include "admin/notices/setup_link_mail.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/session/session.h"
#include "api/loop/await.h"
#include "api/loop/callers.h"
#include "base/rfc3339.h"

// Setup links (design rule 29): operators and Admins create, list and revoke them; whoever has one
// can check and redeem it without being signed in.
namespace provost::api::admin_api {
namespace {

using identity::SetupLinkState;
using store::FoundSetupLink;
using store::SetupLink;

constexpr std::size_t agent_bytes_max = 512;

// {"name","email","returnUrl","expiresInSeconds","keep"}, all optional.
Result<identity::SetupLinkWish> read_wish(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body,
             optional_body_of(call, {"name", "email", "returnUrl", "expiresInSeconds", "keep"}));
  TRY_ASSIGN(const auto name, text_member(body, "name"));
  TRY_ASSIGN(const auto email, text_member(body, "email"));
  TRY_ASSIGN(const auto return_url, text_member(body, "returnUrl"));
  TRY_ASSIGN(const auto life_s,
             integer_member(body, "expiresInSeconds", identity::setup_link_life_min_s,
                            identity::setup_link_life_max_s));
  TRY_ASSIGN(const auto keep, boolean_member(body, "keep"));
  return identity::SetupLinkWish{.name = name.value_or(""),
                                 .email = email.value_or(""),
                                 .return_url = return_url.value_or(""),
                                 .life_s = life_s.value_or(identity::setup_link_life_s),
                                 .keep = keep.value_or(false)};
}

struct Gone {
  std::string_view code;
  std::string_view detail;
};

Gone gone(const std::optional<FoundSetupLink>& found, Timestamp now) {
  if (!found) {
    return {"link_unknown",
            "this is not a setup link; copy the whole link, or ask whoever sent it for another"};
  }
  switch (identity::state_of(found->link, now)) {
    case SetupLinkState::revoked:
      return {"link_revoked", "the setup link was revoked; ask whoever sent it for another"};
    case SetupLinkState::expired:
      return {"link_expired", "the setup link has expired; ask whoever sent it for another"};
    default:
      break;
  }
  return {"link_used",
          "the setup link was used already; continue in the browser that opened it, or ask whoever "
          "sent it for another"};
}

http::Response gone_reply(const std::optional<FoundSetupLink>& found, Timestamp now) {
  const Gone reason = gone(found, now);
  return problem_with(410, {{"detail", reason.detail}, {"code", reason.code}});
}

std::optional<FoundSetupLink> look_at_link(const AdminCall& call, std::string_view text) {
  std::optional<FoundSetupLink> found;
  call.loop.session.catalogue(
      [&](store::Catalogue& catalogue) { found = identity::find_setup_link(catalogue, text); });
  return found;
}

bool is_open(const std::optional<FoundSetupLink>& found, Timestamp now) {
  return found && identity::state_of(found->link, now) == SetupLinkState::open;
}

struct Redemption {
  std::string link;
  std::string name;
};

Result<Redemption> redemption_of(const AdminCall& call,
                                 std::initializer_list<std::string_view> known) {
  TRY_ASSIGN(const json::Object body, body_of(call, known));
  TRY_ASSIGN(const auto link, text_member(body, "link"));
  TRY_ASSIGN(const auto name, text_member(body, "name"));
  if (!link || link->empty()) {
    return Error(Code::invalid_value, "link is missing");
  }
  return Redemption{*link, name.value_or("")};
}

using Opened = std::optional<identity::NewContactSession>;

boost::asio::awaitable<Result<Opened>> redeem(AdminCall& call, const SetupLink& link,
                                              const std::string& name) {
  const std::string& called = link.name.empty() ? name : link.name;
  const identity::Author author{"contact:" + link.id, call.request.id,
                                origin_of(call.request, {}, called)};
  const identity::SignInFrom from{call.now, call.request.peer_address,
                                  call.request.text("User-Agent", agent_bytes_max)};
  const auto work = [&](store::Writer& writer) {
    return identity::redeem_setup_link(writer, link.id, name, from, call.loop.random, author);
  };
  co_return co_await write<Opened>(call.loop.session, call.org_key(), work);
}

}  // namespace

Answer list_setup_links(AdminCall& call) {
  using Links = std::vector<SetupLink>;
  const auto work = [&](store::Reader& reader) -> Result<Links> {
    return identity::list_setup_links(reader);
  };
  CO_TRY_ASSIGN(const Links links, co_await read<Links>(call.loop.session, call.org_key(), work));
  json::Array items;
  for (const SetupLink& link : links) {
    items.emplace_back(identity::describe(link, call.now));
  }
  co_return json_reply(200, json::Object{{"items", std::move(items)}});
}

// The link itself is a secret: it is returned to the caller and never logged.
Answer create_setup_link(AdminCall& call) {
  CO_TRY_ASSIGN(const identity::SetupLinkWish wish, read_wish(call));
  CO_TRY_ASSIGN(const identity::NewSetupLink made,
                identity::make_setup_link(wish, call.now, call.loop.random, call.author()));
  admin::Post* post = call.loop.system.post;
  const admin::LinkMail by_mail = admin::link_mail_for(post, made.link.email);
  const bool is_mailed = by_mail == admin::LinkMail::queued;
  const auto work = [&](store::Writer& writer) {
    return identity::add_setup_link(writer, made.link, call.author(), is_mailed);
  };
  CO_TRY(co_await change_plainly(call, work));
  call.secret_id = made.link.id;
  const std::string url = identity::setup_link_url(call.request.base_url, made.text);
  if (is_mailed) {
    admin::mail_setup_link(*post, call.org->org, made.link, url, call.loop.directory.branding());
  }
  json::Object answer{{"url", url}, {"mail", admin::to_json(by_mail)}};
  for (const auto& member : identity::describe(made.link, call.now)) {
    answer.emplace(member.key(), member.value());
  }
  http::Response response = json_reply(201, answer);
  response.headers.push_back({"Cache-Control", "no-store"});
  co_return response;
}

Answer revoke_setup_link(AdminCall& call) {
  const auto work = [&](store::Writer& writer) {
    return identity::revoke_setup_link(writer, call.parameters.at(1), call.now, call.author());
  };
  CO_TRY(co_await change_plainly(call, work));
  co_return no_content_reply();
}

// The inviter, the invited and the organisation, for the page that redeems the link.
Answer check_setup_link(AdminCall& call) {
  CO_TRY(check_own_page(call));
  CO_TRY_ASSIGN(const Redemption given, redemption_of(call, {"link"}));
  const std::optional<FoundSetupLink> found = look_at_link(call, given.link);
  if (!is_open(found, call.now)) {
    co_return gone_reply(found, call.now);
  }
  if (found->suspended) {
    co_return organisation_suspended();
  }
  const SetupLink& link = found->link;
  co_return json_reply(200,
                       {{"organisation", {{"id", found->org.str()}, {"name", found->org_name}}},
                        {"name", link.name.empty() ? json::Value() : json::Value(link.name)},
                        {"expires", to_rfc3339(link.expires)}});
}

// The link is checked before the writer is asked, so only its holder causes work.
Answer redeem_setup_link(AdminCall& call) {
  CO_TRY(check_own_page(call));
  CO_TRY_ASSIGN(const Redemption given, redemption_of(call, {"link", "name"}));
  const std::optional<FoundSetupLink> found = look_at_link(call, given.link);
  if (!is_open(found, call.now)) {
    co_return gone_reply(found, call.now);
  }
  call.org = call.loop.directory.find(found->org.str());
  if (!call.org || call.org_key() != found->org_key) {
    co_return gone_reply(std::nullopt, call.now);
  }
  CO_TRY_ASSIGN(const Opened opened, co_await redeem(call, found->link, given.name));
  if (!opened) {
    co_return gone_reply(look_at_link(call, given.link), call.now);
  }
  FoundSetupLink redeemed = *found;
  redeemed.link = opened->link;
  call.caller = identity::contact_of(redeemed);
  CO_TRY_ASSIGN(http::Response response,
                co_await signed_in_reply(call, opened->text, opened->link.expires));
  response.note = "\"contactSignedIn\":" + json::write(json::Value(opened->link.id));
  co_return response;
}

}  // namespace provost::api::admin_api
