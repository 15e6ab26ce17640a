#include "api/usage.h"

#include <utility>

#include "base/outside_text.h"
#include "store/credentials.h"
#include "store/operators.h"

namespace provost::api {
namespace {

constexpr std::size_t agent_bytes_max = 200;
constexpr store::OrgKey none{};

// Losing one note is harmless: the next request makes another.
void ignore(const Result<void>&) {}

void tell_token(store::Session& session, store::OrgKey org, const std::string& id,
                const store::Use& use) {
  session.write(
      org,
      [id, use](store::Writer& writer) -> Result<void> {
        writer.mark_token_used(id, *use.at, use.address, use.agent);
        return {};
      },
      ignore);
}

void tell_member(store::Session& session, store::OrgKey org, const std::string& lookup,
                 const store::Use& use) {
  session.write(
      org,
      [lookup, use](store::Writer& writer) -> Result<void> {
        writer.change_credentials().mark_used(lookup, use);
        return {};
      },
      ignore);
}

void tell_operator(store::Session& session, const std::string& id, const store::Use& use) {
  session.catalogue_write(
      [id, use](store::CatalogueWriter& catalogue) -> Result<void> {
        catalogue.mark_operator_key_used(id, use);
        return {};
      },
      ignore);
}

void tell_operator_session(store::Session& session, const std::string& lookup,
                           const store::Use& use) {
  session.catalogue_write(
      [lookup, use](store::CatalogueWriter& catalogue) -> Result<void> {
        catalogue.change_operators().mark_session_used(lookup, use);
        return {};
      },
      ignore);
}

}  // namespace

void UsageLog::note(store::OrgKey org, const std::string& token_id, Timestamp at,
                    std::string_view address, std::string_view agent) {
  note_in(tokens_, org, token_id, at, address, agent);
}

void UsageLog::note_member(store::OrgKey org, const std::string& lookup, Timestamp at,
                           std::string_view address, std::string_view agent) {
  note_in(members_, org, lookup, at, address, agent);
}

void UsageLog::note_operator(const std::string& key_id, Timestamp at, std::string_view address,
                             std::string_view agent) {
  note_in(operators_, none, key_id, at, address, agent);
}

void UsageLog::note_operator_session(const std::string& lookup, Timestamp at,
                                     std::string_view address, std::string_view agent) {
  note_in(operator_sessions_, none, lookup, at, address, agent);
}

void UsageLog::note_in(Uses& uses, store::OrgKey org, const std::string& id, Timestamp at,
                       std::string_view address, std::string_view agent) {
  std::string kept_agent = outside_text(agent, agent_bytes_max);
  const std::lock_guard lock(mutex_);
  store::Use& use = uses[{org, id}];
  use.at = at;
  use.address.assign(address);
  use.agent = std::move(kept_agent);
}

void UsageLog::flush(store::Session& session) {
  Uses tokens;
  Uses members;
  Uses operators;
  Uses operator_sessions;
  {
    const std::lock_guard lock(mutex_);
    tokens.swap(tokens_);
    members.swap(members_);
    operators.swap(operators_);
    operator_sessions.swap(operator_sessions_);
  }
  for (const auto& [key, use] : tokens) {
    tell_token(session, key.first, key.second, use);
  }
  for (const auto& [key, use] : members) {
    tell_member(session, key.first, key.second, use);
  }
  for (const auto& [key, use] : operators) {
    tell_operator(session, key.second, use);
  }
  for (const auto& [key, use] : operator_sessions) {
    tell_operator_session(session, key.second, use);
  }
}

}  // namespace provost::api
