#include "store/sqlite/setup_links.h"

#include <stdexcept>

namespace provost::store::sqlite {
namespace {

SetupLink take_link(const Run& run) {
  return {.id = run.string(0),
          .lookup = run.string(1),
          .hash = run.string(2),
          .name = run.string(3),
          .email = run.string(4),
          .return_url = run.string(5),
          .keep = run.integer(6) != 0,
          .created = run.time(7),
          .created_by = run.string(8),
          .expires = run.time(9),
          .redeemed = {run.optional_time(10), run.string(11), run.string(12)},
          .session_lookup = run.optional_string(13).value_or(""),
          .session_hash = run.string(14),
          .last_use = {run.optional_time(15), run.string(16), run.string(17)},
          .ended = run.optional_time(18),
          .end = static_cast<LinkEnd>(run.integer(19))};
}

std::vector<SetupLink> links_of(Database& database, OrgKey org) {
  std::vector<SetupLink> found;
  Run run(database, Query::setup_links, org);
  while (run.next()) {
    found.push_back(take_link(run));
  }
  return found;
}

std::optional<SetupLink> link_of(Database& database, OrgKey org, std::string_view id) {
  Run run(database, Query::find_setup_link_by_id, org, id);
  return run.next() ? std::optional(take_link(run)) : std::nullopt;
}

}  // namespace

std::vector<SetupLink> SetupLinkReads::all() {
  std::vector<SetupLink> found = links_of(database_, org_);
  budget_.spend(found.size());
  return found;
}

std::optional<SetupLink> SetupLinkReads::find(std::string_view id) {
  budget_.spend();
  return link_of(database_, org_, id);
}

std::vector<SetupLink> SqliteSetupLinkWriter::all() {
  return links_of(database_, org_);
}

std::optional<SetupLink> SqliteSetupLinkWriter::find(std::string_view id) {
  return link_of(database_, org_, id);
}

void SqliteSetupLinkWriter::insert(const SetupLink& link) {
  const SetupLink& l = link;
  database_.execute(Query::insert_setup_link, org_, l.id, l.lookup, Blob{l.hash}, l.name, l.email,
                    l.return_url, l.keep, l.created, l.created_by, l.expires);
}

void SqliteSetupLinkWriter::update(const SetupLink& link) {
  const SetupLink& l = link;
  // Links that opened no session must not share a key of the index.
  const std::optional<std::string> session =
      l.session_lookup.empty() ? std::nullopt : std::optional(l.session_lookup);
  const int rows =
      database_.execute(Query::update_setup_link, org_, l.id, l.name, l.email, l.return_url, l.keep,
                        l.expires, l.redeemed.at, l.redeemed.address, l.redeemed.agent, session,
                        Blob{l.session_hash}, l.ended, l.end);
  if (rows != 1) {
    throw std::logic_error("no setup link to change: " + l.id);
  }
}

bool SqliteSetupLinkWriter::remove(std::string_view id) {
  return database_.execute(Query::delete_setup_link, org_, id) == 1;
}

void SqliteSetupLinkWriter::mark_used(std::string_view session_lookup, const Use& use) {
  database_.execute(Query::mark_contact_used, org_, session_lookup, use.at, use.address, use.agent);
}

std::optional<FoundSetupLink> find_setup_link(Database& database, Query query,
                                              std::string_view lookup) {
  Run run(database, query, lookup);
  if (!run.next()) {
    return std::nullopt;
  }
  return FoundSetupLink{OrgKey{run.integer(20)}, OrgId(run.string(21)), run.string(22),
                        run.integer(23) != 0, take_link(run)};
}

}  // namespace provost::store::sqlite
