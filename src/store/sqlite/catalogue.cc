#include "store/sqlite/catalogue.h"

#include <array>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/sqlite/access_reads.h"
#include "store/sqlite/limit.h"
#include "store/sqlite/writer.h"

namespace provost::store::sqlite {
namespace {

// Networks contain no spaces.
std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

std::optional<Provider> provider_of(std::int64_t number) {
  return number == 0 ? std::nullopt : std::optional(static_cast<Provider>(number));
}

// Adds a row of counts.
void add(OrgCounts& counts, std::int64_t type, std::int64_t n) {
  if (type == scim::schema::user_type) {
    counts.users += static_cast<std::size_t>(n);
  } else if (type == scim::schema::group_type) {
    counts.groups += static_cast<std::size_t>(n);
  }
}

OperatorKey take_operator_key(const Run& run) {
  return {.id = run.string(0),
          .name = run.string(1),
          .lookup = run.string(2),
          .hash = run.string(3),
          .created = run.time(4),
          .last_use = {run.optional_time(5), run.string(6), run.string(7)}};
}

// Everything that belongs to an organisation; its tokens were deleted when it was removed.
constexpr std::array purges{
    Query::purge_unsealed,       Query::purge_resources,     Query::purge_unique_keys,
    Query::purge_index_keys,     Query::purge_members,       Query::purge_mappings,
    Query::purge_access,         Query::purge_direct_access, Query::purge_retained_access,
    Query::purge_journal_values, Query::purge_journal,       Query::purge_counts,
    Query::purge_schemas,        Query::purge_credentials,   Query::purge_kept_answers,
    Query::purge_sign_in,        Query::purge_identities,    Query::purge_active_samples,
    Query::purge_long_work,      Query::purge_setup_links,   Query::purge_notices,
    Query::purge_dismissals,     Query::purge_refusals};

}  // namespace

Org take_org(const Run& run) {
  Org org;
  org.key = OrgKey{run.integer(0)};
  org.id = OrgId(run.string(1));
  org.settings = {.name = run.string(2),
                  .profile = static_cast<scim::schema::Profile>(run.integer(3)),
                  .scim_enabled = run.integer(4) != 0,
                  .reject_extra = run.integer(5) != 0,
                  .strict = run.integer(6) != 0,
                  .default_access = target_of(run.integer(9)),
                  .allowed_networks = split(run.string(10)),
                  .suspended = run.integer(11) != 0,
                  .log_bodies = run.integer(12) != 0,
                  .provider = provider_of(run.integer(13)),
                  .users_only = run.integer(14) != 0};
  org.created = run.time(7);
  org.schemas_revision = run.integer(8);
  return org;
}

Token take_token(const Run& run) {
  return {.id = run.string(0),
          .lookup = run.string(1),
          .hash = run.string(2),
          .created = run.time(3),
          .expires = run.optional_time(4),
          .last_used = run.optional_time(5),
          .last_used_ip = run.string(6),
          .last_used_agent = run.string(7),
          .next_notice = run.optional_time(8),
          .name = run.string(9)};
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::int64_t number_of(std::optional<Provider> provider) {
  return provider ? static_cast<std::int64_t>(*provider) : 0;
}

std::optional<Org> CatalogueReads::find(const OrgId& id) {
  Run run(database_, Query::find_org, id.str());
  if (!run.next()) {
    return std::nullopt;
  }
  return take_org(run);
}

std::vector<Org> CatalogueReads::list(const OrgId& after, std::size_t limit) {
  std::vector<Org> orgs;
  Run run(database_, Query::list_orgs, after.str(), bounded(limit));
  while (run.next()) {
    orgs.push_back(take_org(run));
  }
  return orgs;
}

OrgKey CatalogueReads::newest_org() {
  Run run(database_, Query::newest_org);
  return run.next() ? OrgKey{run.integer(0)} : OrgKey{};
}

OrgCounts CatalogueReads::counts(OrgKey org) {
  OrgCounts counts;
  Run run(database_, Query::org_counts, org);
  while (run.next()) {
    add(counts, run.integer(0), run.integer(1));
  }
  return counts;
}

CatalogueTotals CatalogueReads::totals() {
  CatalogueTotals totals;
  Run orgs(database_, Query::count_orgs);
  totals.organisations = orgs.next() ? static_cast<std::size_t>(orgs.integer(0)) : 0;
  Run run(database_, Query::sum_counts);
  while (run.next()) {
    add(totals.counts, run.integer(0), run.integer(1));
  }
  return totals;
}

std::int64_t CatalogueReads::settings_generation() {
  Run run(database_, Query::settings_generation);
  return run.next() ? run.integer(0) : 0;
}

std::vector<CursorKey> CatalogueReads::cursor_keys() {
  std::vector<CursorKey> keys;
  Run run(database_, Query::cursor_keys);
  while (run.next()) {
    keys.push_back({.generation = run.integer(0), .key = run.string(1), .created = run.time(2)});
  }
  return keys;
}

bool CatalogueReads::has_answers_before(Timestamp at) {
  Run run(database_, Query::has_answers_before, at);
  return run.next();
}

std::vector<OperatorKey> CatalogueReads::operator_keys() {
  std::vector<OperatorKey> keys;
  Run run(database_, Query::operator_keys);
  while (run.next()) {
    keys.push_back(take_operator_key(run));
  }
  return keys;
}

std::optional<OperatorKey> CatalogueReads::find_operator_key(std::string_view lookup) {
  Run run(database_, Query::find_operator_key, lookup);
  return run.next() ? std::optional(take_operator_key(run)) : std::nullopt;
}

std::vector<DueNotice> CatalogueReads::due_notices(Timestamp now, std::size_t limit) {
  std::vector<DueNotice> due;
  Run run(database_, Query::due_notices, now, bounded(limit));
  while (run.next()) {
    due.push_back({OrgKey{run.integer(10)}, OrgId(run.string(11)), take_token(run)});
  }
  return due;
}

Branding CatalogueReads::branding() {
  Run run(database_, Query::branding);
  if (!run.next()) {
    return {};
  }
  return {.product_name = run.string(0),
          .accent = run.string(1),
          .support = run.string(2),
          .frame_ancestors = split(run.string(3)),
          .logo_type = run.string(4),
          .logo_digest = run.string(5),
          .logo_bytes = static_cast<std::size_t>(run.integer(6))};
}

std::string CatalogueReads::branding_logo() {
  Run run(database_, Query::branding_logo);
  return run.next() ? run.string(0) : std::string();
}

void SqliteCatalogueWriter::save_branding(const Branding& branding) {
  const std::string origins = joined(branding.frame_ancestors);
  database_.execute(Query::save_branding, branding.product_name, branding.accent, branding.support,
                    origins);
  database_.execute(Query::bump_settings_generation);
}

void SqliteCatalogueWriter::save_branding_logo(std::string_view type, std::string_view digest,
                                               std::string_view content) {
  database_.execute(Query::save_branding_logo, type, digest, Blob{content});
  database_.execute(Query::bump_settings_generation);
}

void SqliteCatalogueWriter::add_cursor_key(std::string_view key, Timestamp now) {
  database_.execute(Query::add_cursor_key, Blob{key}, now);
  database_.execute(Query::drop_old_cursor_keys);
  database_.execute(Query::bump_settings_generation);
}

Result<OrgKey> SqliteCatalogueWriter::create(const OrgId& id, const OrgSettings& settings,
                                             Timestamp now) {
  const std::string networks = joined(settings.allowed_networks);
  const int rows = database_.execute(
      Query::create_org, id.str(), settings.name, settings.profile, settings.scim_enabled,
      settings.reject_extra, settings.strict, number_of(settings.default_access), now, networks,
      settings.suspended, settings.log_bodies, number_of(settings.provider), settings.users_only);
  if (rows == 0) {
    return Error(Code::uniqueness,
                 fmt::format("there is an organisation \"{}\" already", id.str()));
  }
  database_.execute(Query::bump_settings_generation);
  return find(id)->key;
}

Result<OrgKey> SqliteCatalogueWriter::remove(const OrgId& id) {
  const std::optional<Org> org = find(id);
  if (!org) {
    return Error(Code::not_found, fmt::format("there is no organisation \"{}\"", id.str()));
  }
  writers_.erase(org->key);
  database_.execute(Query::remove_org, org->key);
  database_.execute(Query::delete_tokens, org->key);
  database_.execute(Query::delete_org_work, org->key);
  save_removal(org->key, {.kind = WorkKind::removal});
  database_.execute(Query::bump_settings_generation);
  return org->key;
}

void SqliteCatalogueWriter::insert_operator_key(const OperatorKey& key) {
  database_.execute(Query::insert_operator_key, key.id, key.name, key.lookup, Blob{key.hash},
                    key.created);
  database_.execute(Query::bump_settings_generation);
}

// The key itself does not change: servers with cached keys need not read them again.
void SqliteCatalogueWriter::mark_operator_key_used(std::string_view id, const Use& use) {
  database_.execute(Query::mark_operator_key_used, id, use.at, use.address, use.agent);
}

bool SqliteCatalogueWriter::remove_operator_key(std::string_view id) {
  const bool exists = database_.execute(Query::delete_operator_key, id) == 1;
  if (exists) {
    database_.execute(Query::bump_settings_generation);
  }
  return exists;
}

Writer* SqliteCatalogueWriter::within(OrgKey org) {
  const auto known = writers_.find(org);
  if (known != writers_.end()) {
    return known->second.get();
  }
  if (org != installation) {
    Run run(database_, Query::org_is_live, org);
    if (!run.next()) {
      return nullptr;
    }
  }
  return (writers_[org] = std::make_unique<SqliteWriter>(database_, org, batch_)).get();
}

bool SqliteCatalogueWriter::is_removed(OrgKey org) {
  Run run(database_, Query::org_is_removed, org);
  return run.next();
}

bool SqliteCatalogueWriter::purge(OrgKey org, std::size_t rows) {
  if (!is_removed(org)) {
    return false;
  }
  if (purge_rows(org, rows) >= rows) {
    return true;
  }
  database_.execute(Query::delete_org_work, org);
  database_.execute(Query::delete_org, org);
  return false;
}

void SqliteCatalogueWriter::save_removal(OrgKey org, const LongWork& work) {
  if (is_removed(org)) {
    SqliteLongWorkWriter(database_, org).save(work);
  }
}

void SqliteCatalogueWriter::remove_answers_before(Timestamp at, std::size_t rows) {
  database_.execute(Query::delete_answers_before, at, bounded(rows));
}

// Returns how many rows were deleted: fewer than `rows` when none are left.
std::size_t SqliteCatalogueWriter::purge_rows(OrgKey org, std::size_t rows) {
  std::size_t gone = 0;
  for (const Query query : purges) {
    if (gone < rows) {
      gone += static_cast<std::size_t>(database_.execute(query, org, rows - gone));
    }
  }
  return gone;
}

}  // namespace provost::store::sqlite
