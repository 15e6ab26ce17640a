#include "identity/operators.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/outside_text.h"
#include "base/rfc3339.h"
#include "base/text.h"
#include "identity/installation_journal.h"
#include "identity/to_json.h"
#include "identity/token_text.h"

namespace provost::identity {
namespace {

using store::Operator;
using store::OperatorLink;
using store::OperatorSession;

constexpr std::size_t name_bytes_max = 100;
constexpr std::size_t agent_bytes_max = 200;

Error no_such_link() {
  return Error(Code::not_found,
               "the link was used, has expired or never was one; ask for another, or make one "
               "with provost operator link");
}

Error lost_key() {
  return Error(Code::internal,
               "the one-time code cannot be checked: secrets.key in the data folder is missing, or "
               "not the one that the secret of the codes was sealed with; restore it from a "
               "backup, or create a new account (provost operator link)");
}

// The time step that the code belongs to, for a secret in the vault.
Result<std::optional<std::int64_t>> step_of(const Operator& one, const std::string& sealed,
                                            std::string_view code, Timestamp now,
                                            const Vault& vault) {
  const std::optional<std::string> secret = vault.open(sealed, totp_context(one));
  if (!secret) {
    return lost_key();
  }
  return totp_step_of(*secret, code, now, one.totp_step);
}

}  // namespace

std::string totp_context(const Operator& one) {
  return "totp:" + one.id;
}

std::string operator_key_of(std::string_view name) {
  return fold(name);
}

Result<void> check_operator_name(std::string_view name) {
  const bool is_padded = name.starts_with(' ') || name.ends_with(' ');
  if (name.empty() || name.size() > name_bytes_max || is_padded || !is_valid_utf8(name)) {
    return Error(Code::invalid_value,
                 fmt::format("the name of an operator has 1 to {} bytes and no space at its ends",
                             name_bytes_max));
  }
  return {};
}

NewOperatorLink make_operator_link(store::OperatorWriter& operators, Timestamp now, Random& random,
                                   std::string actor) {
  TokenText made = make_token_text(random, operator_link_prefix);
  NewOperatorLink result{{.lookup = std::move(made.lookup),
                          .hash = hash_of(made.text),
                          .created = now,
                          .created_by = std::move(actor),
                          .expires = now.plus_s(operator_link_life_s)},
                         std::move(made.text)};
  operators.remove_expired_links(now);
  operators.insert_link(result.link);
  return result;
}

void note_invitation(store::CatalogueWriter& catalogue, const OperatorLink& link,
                     const Author& author) {
  note(catalogue,
       {.type = "operator.invited",
        .subject_type = "operator",
        .data = {{"expires", to_rfc3339(link.expires)}}},
       author);
}

Result<NewOperatorLink> create_operator_link(const Admin& admin) {
  std::optional<NewOperatorLink> made;
  TRY(store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        made = make_operator_link(catalogue.change_operators(), admin.clock.now(), admin.random,
                                  admin.actor);
        note_invitation(catalogue, made->link, admin.author());
        return {};
      }));
  return std::move(*made);
}

std::vector<Operator> list_operators(const Admin& admin) {
  std::vector<Operator> all;
  admin.session.catalogue([&](store::Catalogue& catalogue) { all = catalogue.operators().all(); });
  return all;
}

std::optional<OperatorLink> find_operator_link(store::OperatorReader& operators,
                                               std::string_view text, Timestamp now) {
  const std::optional<std::string> lookup = lookup_of(text, operator_link_prefix);
  if (!lookup) {
    return std::nullopt;
  }
  std::optional<OperatorLink> link = operators.find_link(*lookup);
  if (!link || !same_hash(link->hash, hash_of(text)) || link->expires <= now) {
    return std::nullopt;
  }
  return link;
}

std::string operator_link_url(std::string_view base_url, std::string_view text) {
  return fmt::format("{}/console/setup#{}", base_url, text);
}

Result<NewOperatorSession> redeem_operator_link(store::OperatorWriter& operators,
                                                std::string_view link, std::string_view name,
                                                std::string password_hash, const SignInFrom& from,
                                                Random& random) {
  const std::optional<OperatorLink> found = find_operator_link(operators, link, from.now);
  if (!found) {
    return no_such_link();
  }
  if (operators.all().size() >= operators_max) {
    return Error(Code::conflict, fmt::format("there are {} operators already", operators_max));
  }
  Operator made;
  made.id = new_id(from.now, random).to_string();
  made.name = name;
  made.key = operator_key_of(name);
  made.password = std::move(password_hash);
  made.created = from.now;
  TRY(operators.insert(made));
  operators.remove_link(found->lookup);
  return open_operator_session(operators, made, from, random);
}

NewOperatorSession open_operator_session(store::OperatorWriter& operators, Operator& one,
                                         const SignInFrom& from, Random& random) {
  std::vector<OperatorSession> sessions = operators.sessions_of(one.id);
  std::size_t left = sessions.size();
  for (const OperatorSession& old : sessions) {
    if (!is_live(old, from.now) || left >= operator_sessions_max) {
      operators.remove_session(one.id, old.id);
      --left;
    }
  }
  one.last_sign_in = from.now;
  operators.update(one);
  TokenText made = make_token_text(random, operator_session_prefix);
  NewOperatorSession result;
  result.session = {
      .id = new_id(from.now, random).to_string(),
      .operator_id = one.id,
      .lookup = std::move(made.lookup),
      .hash = hash_of(made.text),
      .created = from.now,
      .expires = from.now.plus_s(operator_session_life_s),
      .last_use = {from.now, from.address, outside_text(from.agent, agent_bytes_max)}};
  result.text = std::move(made.text);
  operators.insert_session(result.session);
  return result;
}

Timestamp end_of(const OperatorSession& session) {
  const Timestamp used = session.last_use.at.value_or(session.created);
  return std::min(session.expires, used.plus_s(operator_session_idle_s));
}

bool is_live(const OperatorSession& session, Timestamp now) {
  return now < end_of(session);
}

void end_operator_sessions(store::OperatorWriter& operators, const std::string& operator_id,
                           std::string_view except) {
  for (const OperatorSession& session : operators.sessions_of(operator_id)) {
    if (session.id != except) {
      operators.remove_session(operator_id, session.id);
    }
  }
}

Result<void> remove_operator(store::CatalogueWriter& catalogue, const std::string& id,
                             const Author& author) {
  store::OperatorWriter& operators = catalogue.change_operators();
  const std::optional<Operator> one = operators.find(id);
  if (!one) {
    return Error(Code::not_found, fmt::format("there is no operator with the id {}", id));
  }
  if (operators.all().size() == 1) {
    return Error(Code::conflict,
                 "this is the last operator; invite another before removing this one");
  }
  operators.remove(id);
  note(
      catalogue,
      {.type = "operator.removed", .subject_type = "operator", .subject_id = id, .name = one->name},
      author);
  return {};
}

Result<bool> take_totp_code(store::OperatorWriter& operators, Operator& one, std::string_view code,
                            Timestamp now, const Vault& vault) {
  TRY_ASSIGN(const std::optional<std::int64_t> step, step_of(one, one.totp, code, now, vault));
  if (step) {
    one.totp_step = *step;
    operators.update(one);
  }
  return step.has_value();
}

Result<std::string> begin_totp(store::OperatorWriter& operators, Operator& one, Random& random,
                               const Vault& vault) {
  if (!one.totp.empty() && vault.open(one.totp, totp_context(one))) {
    return Error(Code::conflict,
                 "one-time codes are already on; turn them off before setting them up again");
  }
  std::string secret = make_totp_secret(random);
  one.pending_totp = vault.seal(secret, totp_context(one));
  operators.update(one);
  return secret;
}

Result<bool> confirm_totp(store::OperatorWriter& operators, Operator& one, std::string_view code,
                          Timestamp now, const Vault& vault) {
  if (one.pending_totp.empty()) {
    return Error(Code::conflict, "setup of one-time codes was not started; start over");
  }
  one.totp_step = 0;  // belongs to another secret
  TRY_ASSIGN(const std::optional<std::int64_t> step,
             step_of(one, one.pending_totp, code, now, vault));
  if (step) {
    one.totp = std::exchange(one.pending_totp, {});
    one.totp_step = *step;
    operators.update(one);
  }
  return step.has_value();
}

void end_totp(store::OperatorWriter& operators, Operator& one) {
  one.totp.clear();
  one.pending_totp.clear();
  operators.update(one);
}

json::Object describe(const Operator& one) {
  return {{"id", one.id},
          {"name", one.name},
          {"created", to_rfc3339(one.created)},
          {"lastSignIn", to_json(one.last_sign_in)},
          {"totpEnabled", !one.totp.empty()}};
}

}  // namespace provost::identity
