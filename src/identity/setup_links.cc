#include "identity/setup_links.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/outside_text.h"
#include "base/rfc3339.h"
#include "base/url.h"
#include "identity/shown_name.h"
#include "identity/to_json.h"
#include "identity/token_text.h"
#include "json/text.h"
#include "oidc/address.h"
#include "scim/resource/email.h"

namespace provost::identity {
namespace {

using store::LinkEnd;
using store::SetupLink;

constexpr std::size_t url_bytes_max = 2000;
constexpr std::size_t agent_bytes_max = 200;

Error no_such_link(std::string_view id) {
  return Error(Code::not_found, fmt::format("there is no setup link with the id {}", id));
}

Result<void> check_return_url(const std::string& url) {
  const std::optional<Url> parts = url.size() <= url_bytes_max ? parse_url(url) : std::nullopt;
  if (!parts || !oidc::is_protected(*parts)) {
    return Error(Code::invalid_value,
                 fmt::format("returnUrl must be an https URL of at most {} bytes, without a user "
                             "name or a fragment",
                             url_bytes_max));
  }
  return {};
}

Result<void> check_wish(const SetupLinkWish& wish) {
  TRY(check_shown_name(wish.name));
  if (!wish.email.empty() &&
      (!scim::resource::is_email(wish.email) || with_unseen_named(wish.email) != wish.email)) {
    return Error(Code::invalid_value,
                 fmt::format("email: \"{}\" is not an e-mail address",
                             with_unseen_named(outside_text(wish.email, shown_name_bytes_max))));
  }
  if (!wish.return_url.empty()) {
    TRY(check_return_url(wish.return_url));
  }
  if (wish.life_s < setup_link_life_min_s || wish.life_s > setup_link_life_max_s) {
    return Error(Code::invalid_value, "a setup link lives 5 minutes to 30 days");
  }
  return {};
}

bool is_over(const SetupLink& link, Timestamp now) {
  return link.ended || link.expires <= now;
}

Timestamp end_of(const SetupLink& link) {
  return link.ended ? std::min(*link.ended, link.expires) : link.expires;
}

// The name is personal; it is stored where it can be erased without breaking the chain.
void note(store::Writer& writer, std::string type, const SetupLink& link, json::Object data,
          const Author& author) {
  writer.append({.type = std::move(type),
                 .subject_type = std::string(setup_link_subject),
                 .subject_id = link.id,
                 .actor = author.actor,
                 .cause = author.cause,
                 .data = json::write(std::move(data)),
                 .values = json::write(json::Object{{"name", link.name}, {"email", link.email}}),
                 .origin = author.origin});
}

// Keeps the list short: removes links that ended long ago, and beyond the number kept, those that
// ended first.
Result<void> make_room(store::Writer& writer, Timestamp now) {
  store::SetupLinkWriter& links = writer.change_setup_links();
  std::vector<SetupLink> ended = links.all();
  const auto living = std::partition(ended.begin(), ended.end(),
                                     [&](const SetupLink& link) { return is_over(link, now); });
  if (static_cast<std::size_t>(ended.end() - living) >= setup_links_max) {
    return Error(Code::conflict,
                 fmt::format("there are {} setup links already that work; revoke one first",
                             setup_links_max));
  }
  ended.erase(living, ended.end());
  std::ranges::sort(ended, {}, end_of);
  std::size_t left = ended.size();
  for (const SetupLink& link : ended) {
    if (left >= ended_setup_links_max || end_of(link).plus_s(setup_link_kept_s) <= now) {
      links.remove(link.id);
      --left;
    }
  }
  return {};
}

// Ends the link and its session; the data says how many sessions ended.
json::Object end(store::Writer& writer, SetupLink& link, LinkEnd how, Timestamp now) {
  json::Object data;
  if (is_live_contact(link, now)) {
    data["ended"] = json::Object{{"sessions", 1}};
  }
  link.ended = now;
  link.end = how;
  writer.change_setup_links().update(link);
  return data;
}

}  // namespace

std::string contact_label(std::string_view name) {
  return name.empty() ? "IT contact" : fmt::format("IT contact {}", name);
}

SetupLinkState state_of(const SetupLink& link, Timestamp now) {
  if (link.ended) {
    return link.end == LinkEnd::revoked ? SetupLinkState::revoked : SetupLinkState::signed_out;
  }
  if (link.expires <= now) {
    return SetupLinkState::expired;
  }
  return link.redeemed.at ? SetupLinkState::redeemed : SetupLinkState::open;
}

std::string_view to_text(SetupLinkState state) {
  switch (state) {
    case SetupLinkState::open:
      return "open";
    case SetupLinkState::redeemed:
      return "redeemed";
    case SetupLinkState::expired:
      return "expired";
    case SetupLinkState::revoked:
      return "revoked";
    case SetupLinkState::signed_out:
      break;
  }
  return "signedOut";
}

Result<NewSetupLink> make_setup_link(const SetupLinkWish& wish, Timestamp now, Random& random,
                                     const Author& author) {
  TRY(check_wish(wish));
  TokenText made = make_token_text(random, setup_link_prefix);
  NewSetupLink result;
  SetupLink& link = result.link;
  link.id = new_id(now, random).to_string();
  link.lookup = std::move(made.lookup);
  link.hash = hash_of(made.text);
  link.name = wish.name;
  link.email = wish.email;
  link.return_url = wish.return_url;
  link.keep = wish.keep;
  link.created = now;
  link.created_by = author.actor;
  link.expires = now.plus_s(wish.life_s);
  result.text = std::move(made.text);
  return result;
}

Result<void> add_setup_link(store::Writer& writer, const SetupLink& link, const Author& author,
                            bool by_mail) {
  TRY(make_room(writer, link.created));
  writer.change_setup_links().insert(link);
  json::Object data{{"expires", to_rfc3339(link.expires)}, {"keep", link.keep}};
  if (by_mail) {
    data["mail"] = "queued";
  }
  note(writer, "setup_link.created", link, std::move(data), author);
  return {};
}

Result<void> note_link_mail(store::Writer& writer, const std::string& id, bool is_sent,
                            std::string_view why, const Author& author) {
  const std::optional<SetupLink> link = writer.setup_links().find(id);
  if (link && is_sent) {
    note(writer, "setup_link.mailed", *link, {}, author);
  } else if (link) {
    note(writer, "setup_link.mail_failed", *link, {{"reason", why}}, author);
  }
  return {};
}

Result<void> revoke_setup_link(store::Writer& writer, const std::string& id, Timestamp now,
                               const Author& author) {
  std::optional<SetupLink> link = writer.setup_links().find(id);
  if (!link) {
    return no_such_link(id);
  }
  if (is_over(*link, now)) {
    return {};
  }
  json::Object data = end(writer, *link, LinkEnd::revoked, now);
  note(writer, "setup_link.revoked", *link, std::move(data), author);
  return {};
}

std::vector<SetupLink> list_setup_links(store::Reader& reader) {
  std::vector<SetupLink> links = reader.setup_links().all();
  std::ranges::reverse(links);
  return links;
}

std::string setup_link_url(std::string_view base_url, std::string_view text) {
  return fmt::format("{}/console/setup-link#{}", base_url, text);
}

std::optional<store::FoundSetupLink> find_setup_link(store::Catalogue& catalogue,
                                                     std::string_view text) {
  const std::optional<std::string> lookup = lookup_of(text, setup_link_prefix);
  if (!lookup) {
    return std::nullopt;
  }
  std::optional<store::FoundSetupLink> found = catalogue.find_setup_link(*lookup);
  if (!found || !same_hash(found->link.hash, hash_of(text))) {
    return std::nullopt;
  }
  return found;
}

Result<std::optional<NewContactSession>> redeem_setup_link(store::Writer& writer,
                                                           const std::string& id,
                                                           std::string_view name,
                                                           const SignInFrom& from, Random& random,
                                                           const Author& author) {
  using Opened = std::optional<NewContactSession>;
  std::optional<SetupLink> link = writer.setup_links().find(id);
  if (!link || state_of(*link, from.now) != SetupLinkState::open) {
    return Opened();
  }
  if (writer.settings().suspended) {
    return Error(Code::forbidden,
                 "the operator has suspended this organisation; ask whoever runs the service");
  }
  if (link->name.empty()) {
    TRY(check_shown_name(name));
    if (name.empty()) {
      return Error(Code::invalid_value, "name is missing: enter your name");
    }
    link->name = name;
  }
  TokenText made = make_token_text(random, contact_session_prefix);
  link->redeemed = {from.now, from.address, outside_text(from.agent, agent_bytes_max)};
  link->session_lookup = std::move(made.lookup);
  link->session_hash = hash_of(made.text);
  writer.change_setup_links().update(*link);
  note(writer, "setup_link.redeemed", *link, {{"expires", to_rfc3339(link->expires)}}, author);
  return Opened(NewContactSession{std::move(*link), std::move(made.text)});
}

Result<void> end_contact_session(store::Writer& writer, const std::string& id, Timestamp now,
                                 const Author& author) {
  std::optional<SetupLink> link = writer.setup_links().find(id);
  if (!link || !is_live_contact(*link, now)) {
    return Error(Code::not_found, fmt::format("you have no session with the id {}", id));
  }
  json::Object data = end(writer, *link, LinkEnd::signed_out, now);
  note(writer, "setup_link.ended", *link, std::move(data), author);
  return {};
}

bool is_live_contact(const SetupLink& link, Timestamp now) {
  return link.redeemed.at && !is_over(link, now);
}

Caller contact_of(const store::FoundSetupLink& found) {
  Caller caller;
  caller.kind = CallerKind::contact;
  caller.credential_id = found.link.id;
  caller.org = found.org.str();
  caller.contact_name = found.link.name;
  return caller;
}

void shorten_setup_links(store::Writer& writer, Timestamp now, const Author& author) {
  const Timestamp latest = now.plus_s(setup_link_after_admin_s);
  for (SetupLink& link : writer.setup_links().all()) {
    if (link.keep || is_over(link, now) || link.expires <= latest) {
      continue;
    }
    const Timestamp before = std::exchange(link.expires, latest);
    writer.change_setup_links().update(link);
    note(writer, "setup_link.shortened", link,
         {{"before", to_rfc3339(before)}, {"after", to_rfc3339(latest)}}, author);
  }
}

json::Object describe(const SetupLink& link, Timestamp now) {
  return {{"id", link.id},
          {"state", to_text(state_of(link, now))},
          {"name", json::text_or_null(link.name)},
          {"email", json::text_or_null(link.email)},
          {"returnUrl", json::text_or_null(link.return_url)},
          {"keep", link.keep},
          {"created", to_rfc3339(link.created)},
          {"createdBy", link.created_by},
          {"expires", to_rfc3339(link.expires)},
          {"redeemed", to_json(link.redeemed)},
          {"lastUsed", to_json(link.last_use)},
          {"ended", to_json(link.ended)}};
}

Result<NewSetupLink> create_setup_link(const Admin& admin, const OrgId& org,
                                       const SetupLinkWish& wish) {
  TRY_ASSIGN(const store::Org found, find_organisation(admin, org));
  const Author author = admin.author();
  TRY_ASSIGN(NewSetupLink made, make_setup_link(wish, admin.clock.now(), admin.random, author));
  TRY(store::write_and_wait(admin.session, found.key, [&](store::Writer& writer) {
    return add_setup_link(writer, made.link, author);
  }));
  return made;
}

Result<std::vector<SetupLink>> list_setup_links(const Admin& admin, const OrgId& org) {
  TRY_ASSIGN(const store::Org found, find_organisation(admin, org));
  std::vector<SetupLink> links;
  TRY(store::read_and_wait(admin.session, found.key,
                           [&](store::Reader& reader) { links = list_setup_links(reader); }));
  return links;
}

Result<void> revoke_setup_link(const Admin& admin, const OrgId& org, const std::string& id) {
  TRY_ASSIGN(const store::Org found, find_organisation(admin, org));
  return store::write_and_wait(admin.session, found.key, [&](store::Writer& writer) {
    return revoke_setup_link(writer, id, admin.clock.now(), admin.author());
  });
}

}  // namespace provost::identity
