#include "admin/chores/health_rounds.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "log/read_and_wait.h"
#include "scim/schema/schema.h"
#include "store/server_line.h"

namespace provost::admin {
namespace {

// An organisation that fills its own lines is looked at later; its row says how old it is.
bool is_busy(Code code) {
  return code == Code::overloaded || code == Code::too_many_requests;
}

// Findings look only at what User has in every profile.
const scim::schema::Registry& registry() {
  static const auto known = scim::schema::registry_of(scim::schema::Profile::minimal);
  return *known;
}

}  // namespace

Result<bool> HealthRounds::step() {
  notice_changes();
  const std::optional<KnownOrganisations::One> org = next();
  if (!org) {
    return false;
  }
  const Result<void> looked = look_at(*org);
  if (looked.has_error() && !is_busy(looked.error().code)) {
    return looked.error();
  }
  return true;
}

// The CLI adds, removes and changes organisations too.
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

std::optional<KnownOrganisations::One> HealthRounds::next() {
  const auto known = board_.organisations();
  while (const auto asked = board_.take_asked()) {
    const auto one = std::ranges::find(known->all, *asked, &KnownOrganisations::One::key);
    if (one != known->all.end()) {
      return *one;
    }
  }
  const Timestamp now = admin_.clock.now();
  skip_seen(*known, now);
  // A clock set back does not prolong the pause.
  const bool rests = now >= began_ && now < began_.plus_s(round_s);
  if (place_ >= known->all.size()) {
    if (rests || known->all.empty()) {
      return std::nullopt;
    }
    began_ = now;
    place_ = 0;
    skip_seen(*known, now);
  }
  return place_ < known->all.size() ? std::optional(known->all[place_++]) : std::nullopt;
}

// Skips those that were looked at since the round began.
void HealthRounds::skip_seen(const KnownOrganisations& known, Timestamp now) {
  for (; place_ < known.all.size(); ++place_) {
    const HealthBoard::Row row = board_.find(known.all[place_].key);
    if (!row || row->as_of < began_ || row->as_of > now) {
      return;
    }
  }
}

// Reads each store once, whatever the result is used for.
Result<void> HealthRounds::look_at(const KnownOrganisations::One& org) {
  const Timestamp now = admin_.clock.now();
  NoticeView view;
  TRY(log::read_and_wait(log_, store::server_line, [&](log::Reader& reader) {
    view.log = look_at_log(reader, org.key, now);
  }));
  const bool has_to_tell = notices_ != nullptr && notices_->is_on();
  std::optional<store::Org> told_org;
  Notices::Told told;
  TRY(store::read_and_wait(admin_.session, org.key, [&](store::Reader& reader) {
    view.store = look_for_findings(reader, registry(), now);
    told_org = has_to_tell ? reader.catalogue().find(org.id) : std::nullopt;
    told = told_org ? Notices::read_told(reader, now) : Notices::Told();
  }));
  board_.set(org.key, health_of(view.log, view.store, now));
  if (!told_org || told_org->key != org.key) {
    return {};
  }
  view.org_created = told_org->created;
  return notices_->tell(*told_org, view, told, now);
}

}  // namespace provost::admin
