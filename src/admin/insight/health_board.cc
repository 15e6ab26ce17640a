#include "admin/insight/health_board.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace provost::admin {
namespace {

constexpr std::size_t organisations_per_read = 1000;

KnownOrganisations::One known(store::Org org) {
  return {.key = org.key,
          .id = org.id,
          .name = org.settings.name,
          .folded = org.id.str() + '\n' + fold(org.settings.name),
          .suspended = org.settings.suspended};
}

}  // namespace

std::shared_ptr<const KnownOrganisations> read_organisations(store::Catalogue& catalogue) {
  auto read = std::make_shared<KnownOrganisations>();
  read->generation = catalogue.settings_generation();
  OrgId last;
  for (bool has_more = true; has_more;) {
    std::vector<store::Org> page = catalogue.list(last, organisations_per_read);
    has_more = page.size() == organisations_per_read;
    for (store::Org& org : page) {
      read->all.push_back(known(std::move(org)));
    }
    last = read->all.empty() ? last : read->all.back().id;
  }
  return read;
}

HealthBoard::Row HealthBoard::find(store::OrgKey org) const {
  const std::lock_guard lock(mutex_);
  const auto row = rows_.find(org);
  return row == rows_.end() ? nullptr : row->second;
}

std::vector<HealthBoard::Row> HealthBoard::rows_of(const KnownOrganisations& organisations) const {
  std::vector<Row> rows;
  rows.reserve(organisations.all.size());
  const std::lock_guard lock(mutex_);
  for (const KnownOrganisations::One& one : organisations.all) {
    const auto row = rows_.find(one.key);
    rows.push_back(row == rows_.end() ? nullptr : row->second);
  }
  return rows;
}

void HealthBoard::set(store::OrgKey org, Health health) {
  Row row = std::make_shared<const Health>(std::move(health));
  const std::lock_guard lock(mutex_);
  if (rows_.size() < rows_max || rows_.contains(org)) {
    rows_.insert_or_assign(org, std::move(row));
  }
}

void HealthBoard::ask(const std::vector<store::OrgKey>& orgs, Timestamp now,
                      std::int64_t fresh_ms) {
  const std::lock_guard lock(mutex_);
  for (const store::OrgKey org : orgs) {
    const auto row = rows_.find(org);
    // A clock set back does not make a row fresh.
    const bool is_fresh = row != rows_.end() && row->second->as_of <= now &&
                          now.ms - row->second->as_of.ms < fresh_ms;
    if (!is_fresh && asked_.size() < asked_max) {
      asked_.insert(org);
    }
  }
}

std::optional<store::OrgKey> HealthBoard::take_asked() {
  const std::lock_guard lock(mutex_);
  if (asked_.empty()) {
    return std::nullopt;
  }
  return asked_.extract(asked_.begin()).value();
}

std::shared_ptr<const KnownOrganisations> HealthBoard::organisations() const {
  const std::lock_guard lock(mutex_);
  return organisations_;
}

void HealthBoard::keep(std::shared_ptr<const KnownOrganisations> organisations) {
  std::set<store::OrgKey> there;
  for (const KnownOrganisations::One& one : organisations->all) {
    there.insert(one.key);
  }
  const std::lock_guard lock(mutex_);
  if (organisations_ && organisations_->generation >= organisations->generation) {
    return;
  }
  organisations_ = std::move(organisations);
  std::erase_if(rows_, [&](const auto& row) { return !there.contains(row.first); });
  std::erase_if(asked_, [&](const store::OrgKey org) { return !there.contains(org); });
}

}  // namespace provost::admin
