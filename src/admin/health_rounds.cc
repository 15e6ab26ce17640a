#include "admin/health_rounds.h"

#include <optional>
#include <utility>

#include "log/read_and_wait.h"
#include "scim/schema/schema.h"
#include "store/server_line.h"

namespace provost::admin {
namespace {

// Whoever keeps its own lines full is looked at another time; its row says how old it is.
bool is_busy(Code code) {
  return code == Code::overloaded || code == Code::too_many_requests;
}

// Every profile's User is the same where findings look.
const scim::schema::Registry& registry() {
  static const auto known = scim::schema::registry_of(scim::schema::Profile::minimal);
  return *known;
}

}  // namespace

Result<bool> HealthRounds::step() {
  notice_changes();
  const std::optional<store::OrgKey> org = next();
  if (!org) {
    return false;
  }
  const Result<void> looked = look_at(*org);
  if (looked.has_error() && !is_busy(looked.error().code)) {
    return looked.error();
  }
  return true;
}

// Organisations come, go and change by the CLI too.
void HealthRounds::notice_changes() {
  const auto known = board_.organisations();
  std::shared_ptr<const KnownOrganisations> newer;
  admin_.session.catalogue([&](store::Catalogue& catalogue) {
    if (!known || catalogue.settings_generation() != known->generation) {
      newer = read_organisations(catalogue);
    }
  });
  if (!newer) {
    return;
  }
  board_.keep(newer);
  std::vector<store::OrgKey> unseen;
  for (const KnownOrganisations::One& one : newer->all) {
    if (!board_.find(one.key)) {
      unseen.push_back(one.key);
    }
  }
  board_.ask(unseen, admin_.clock.now(), 0);
}

std::optional<store::OrgKey> HealthRounds::next() {
  if (const auto asked = board_.take_asked()) {
    return asked;
  }
  const auto known = board_.organisations();
  const Timestamp now = admin_.clock.now();
  skip_seen(*known, now);
  // A clock that was set back does not prolong the rest.
  const bool rests = now >= began_ && now < began_.plus_s(round_s);
  if (place_ >= known->all.size()) {
    if (rests || known->all.empty()) {
      return std::nullopt;
    }
    began_ = now;
    place_ = 0;
    skip_seen(*known, now);
  }
  return place_ < known->all.size() ? std::optional(known->all[place_++].key) : std::nullopt;
}

// Those that were looked at since the round began.
void HealthRounds::skip_seen(const KnownOrganisations& known, Timestamp now) {
  for (; place_ < known.all.size(); ++place_) {
    const HealthBoard::Row row = board_.find(known.all[place_].key);
    if (!row || row->as_of < began_ || row->as_of > now) {
      return;
    }
  }
}

Result<void> HealthRounds::look_at(store::OrgKey org) {
  const Timestamp now = admin_.clock.now();
  LogView log;
  TRY(log::read_and_wait(log_, store::server_line,
                         [&](log::Reader& reader) { log = look_at_log(reader, org, now); }));
  StoreView store;
  TRY(store::read_and_wait(admin_.session, org, [&](store::Reader& reader) {
    store = look_for_findings(reader, registry());
  }));
  board_.set(org, health_of(log, store, now));
  return {};
}

}  // namespace provost::admin
