#include "store/sqlite/verify.h"

#include <cstdlib>

#include <sodium.h>

#include "json/json.h"
#include "store/sqlite/journal.h"
#include "store/sqlite/journal_key.h"
#include "store/sqlite/packed_entries.h"
#include "store/sqlite/reads.h"

namespace provost::store::sqlite {
namespace {

// One row of Query::journal_chain.
struct Link {
  SealedEntry sealed;
  Digests digests;
  std::string salt;
  std::string origin_salt;
};

Link take_link(const Run& run) {
  return {.sealed = take_sealed(run),
          .digests = {.values = run.string(11), .origin = run.string(13)},
          .salt = run.string(12),
          .origin_salt = run.string(14)};
}

// Whether an erasable text exists but is not the one that was sealed.
bool is_other(std::string_view text, std::string_view salt, std::string_view digest) {
  return salt.empty() ? !text.empty() : digest_of(salt, text) != digest;
}

std::string_view origin_of(const JournalEntry& entry) {
  return entry.origin ? std::string_view(*entry.origin) : std::string_view();
}

// What the first entry follows, according to the last entry about a trimming. It is trusted here
// because that entry is checked too, when the chain reaches it: a wrong one breaks there.
JournalHead anchor_of(Database& database, OrgKey org) {
  JournalHead anchor{.seq = 0, .mac = first_mac()};
  Run run(database, Query::journal_anchor, org);
  if (!run.next()) {
    return anchor;
  }
  const Result<json::Value> data = json::parse(run.text(0));
  if (data.has_value() && data->is_object()) {
    const json::Value* through = data->get_object().if_contains("through");
    const json::Value* mac = data->get_object().if_contains("mac");
    if (through != nullptr && through->is_int64() && mac != nullptr && mac->is_string()) {
      anchor = {.seq = through->get_int64(), .mac = bytes_of_hex(mac->get_string())};
    }
  }
  return anchor;
}

std::int64_t waiting_in(Database& database, OrgKey org) {
  const std::optional<Place> last = last_waiting(database, org);
  Run head(database, Query::journal_head, org);
  const std::int64_t sealed = head.next() ? head.integer(0) : 0;
  return last ? last->seq - sealed : 0;
}

// Waiting entries have no link yet, but must exist: without a gap, and in a form that can be
// sealed.
void check_waiting(Database& database, OrgKey org, JournalCheck& check) {
  if (check.broken_at) {
    return;
  }
  std::int64_t next = check.head.seq + 1;
  Run run(database, Query::unsealed_of, org);
  while (run.next()) {
    const std::int64_t first = run.integer(0);
    const std::int64_t last = run.integer(1);
    std::size_t held = 0;
    try {
      held = unpack(run.text(2)).size();
    } catch (const std::runtime_error&) {
      held = 0;
    }
    if (first != next || static_cast<std::int64_t>(held) != last + 1 - first) {
      check.broken_at = next;
      check.why = "it waits to be sealed and cannot be read, or is missing";
      return;
    }
    next = last + 1;
  }
}

class Checker {
 public:
  Checker(const JournalKey& key, OrgKey org, const JournalHead& anchor, const JournalWatch& watch)
      : mac_(key), org_(org), watch_(watch) {
    check_.first = anchor.seq + 1;
    check_.head = anchor;
  }

  // Returns false when the link does not fit.
  bool check(const Link& link) {
    const SealedEntry& sealed = link.sealed;
    if (sealed.seq != check_.head.seq + 1) {
      return broken(check_.head.seq + 1, "the entry is missing");
    }
    const Place place{.org = org_, .seq = sealed.seq, .time = sealed.time};
    if (mac_.link(check_.head.mac, place, sealed.entry, link.digests) != sealed.mac) {
      return broken(sealed.seq, "the entry, or the one before it, was changed");
    }
    if (is_other(sealed.entry.values, link.salt, link.digests.values)) {
      return broken(sealed.seq, "its values were changed");
    }
    if (is_other(origin_of(sealed.entry), link.origin_salt, link.digests.origin)) {
      return broken(sealed.seq, "where its request came from was changed");
    }
    check_.without_values += link.salt.empty() && !link.digests.values.empty() ? 1 : 0;
    ++check_.entries;
    check_.head = {.seq = sealed.seq, .mac = sealed.mac};
    if (watch_.on_entry) {
      watch_.on_entry();
    }
    return fits_noted_head();
  }

  JournalCheck result() {
    const std::int64_t last = check_.head.seq;
    if (!check_.broken_at && watch_.noted && watch_.noted->seq > last) {
      broken(last + 1, "the entry is missing: the head that was noted is further on");
    }
    return check_;
  }

 private:
  bool fits_noted_head() {
    if (watch_.noted && watch_.noted->seq == check_.head.seq &&
        watch_.noted->mac != check_.head.mac) {
      return broken(check_.head.seq, "it is not the entry that was noted as the head");
    }
    return true;
  }

  bool broken(std::int64_t seq, const char* why) {
    check_.broken_at = seq;
    check_.why = why;
    return false;
  }

  JournalMac mac_;
  const OrgKey org_;
  const JournalWatch& watch_;
  JournalCheck check_;
};

// Nothing when the preceding entry is unknown.
std::optional<bool> fits_newest(Database& database, const JournalKey& key, OrgKey org) {
  std::int64_t newest = 0;
  {
    Run head(database, Query::journal_head, org);
    newest = head.next() ? head.integer(0) : 0;
  }
  std::vector<Link> links;
  {
    Run run(database, Query::journal_links, org, newest - 1);
    while (run.next()) {
      links.push_back(take_link(run));
    }
  }
  if (links.empty()) {
    return std::nullopt;
  }
  const JournalHead before = links.size() > 1
                                 ? JournalHead{links.front().sealed.seq, links.front().sealed.mac}
                                 : anchor_of(database, org);
  if (before.seq + 1 != links.back().sealed.seq) {
    return std::nullopt;
  }
  const JournalWatch watch;
  return Checker(key, org, before, watch).check(links.back());
}

// Nothing when the first kept entry does not directly follow its anchor.
std::optional<bool> fits_oldest(Database& database, const JournalKey& key, OrgKey org) {
  const JournalHead anchor = anchor_of(database, org);
  Run run(database, Query::journal_links, org, anchor.seq + 1);
  if (!run.next()) {
    return std::nullopt;
  }
  const Link oldest = take_link(run);
  if (oldest.sealed.seq != anchor.seq + 1) {
    return std::nullopt;
  }
  const JournalWatch watch;
  return Checker(key, org, anchor, watch).check(oldest);
}

// Goes to the next organisation with entries; returns false after the last.
bool next_with_journal(Database& database, OrgKey& org) {
  Run next(database, Query::next_journal_org, org);
  if (!next.next()) {
    return false;
  }
  org = OrgKey{next.integer(0)};
  return true;
}

}  // namespace

// One fitting entry is enough: if others do not fit, somebody changed them, and `provost verify`
// exists to report that.
bool fits_some_entry(Database& database, const JournalKey& key) {
  constexpr int organisations_max = 5;
  bool has_looked = false;
  std::optional<Failure> damage;
  OrgKey org{};
  for (int looked = 0; looked < organisations_max && next_with_journal(database, org); ++looked) {
    for (const auto look : {fits_newest, fits_oldest}) {
      try {
        const std::optional<bool> fits = look(database, key, org);
        if (fits.value_or(false)) {
          return true;
        }
        has_looked = has_looked || fits.has_value();
      } catch (const Failure& failure) {
        if (!failure.is_damage()) {
          throw;
        }
        damage = failure;
      }
    }
  }
  if (damage && !has_looked) {
    throw *damage;
  }
  return !has_looked;
}

std::string bytes_of_hex(std::string_view digits) {
  std::string bytes(digits.size() / 2, '\0');
  std::size_t size = 0;
  const int fault = sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                   digits.data(), digits.size(), nullptr, &size, nullptr);
  bytes.resize(fault == 0 && 2 * size == digits.size() ? size : 0);
  return bytes;
}

JournalCheck verify_journal(const std::filesystem::path& path,
                            const std::filesystem::path& journal_key, OrgKey org,
                            const JournalWatch& watch) {
  const JournalKey key = read_journal_key(journal_key);
  Database database(path, {.read_only = true});
  JournalCheck check;
  on_snapshot(database, [&] {
    Checker checker(key, org, anchor_of(database, org), watch);
    Run run(database, Query::journal_chain, org);
    while (run.next() && checker.check(take_link(run))) {
    }
    check = checker.result();
    check.unsealed = waiting_in(database, org);
    check_waiting(database, org, check);
  });
  return check;
}

namespace {

// SQLite identifies a table by its first page: "Tree 12 page 34: …".
std::string table_in(Database& database, const std::string& line) {
  constexpr std::string_view beginning = "Tree ";
  const std::size_t at = line.find(beginning);
  if (at == std::string::npos) {
    return "";
  }
  const std::int64_t root = std::strtoll(line.c_str() + at + beginning.size(), nullptr, 10);
  sqlite3_stmt* statement =
      database.prepare("SELECT tbl_name FROM sqlite_schema WHERE rootpage=?1");
  std::string name;
  {
    Run run(database, statement, root);
    name = run.next() ? run.string(0) : "";
  }
  sqlite3_finalize(statement);
  return name;
}

}  // namespace

std::vector<std::string> find_damage(const std::filesystem::path& path) {
  std::vector<std::string> lines;
  try {
    Database database(path, {.read_only = true});
    sqlite3_stmt* statement = database.prepare("PRAGMA integrity_check(100)");
    try {
      Run run(database, statement);
      while (run.next()) {
        lines.push_back(run.string(0));
      }
    } catch (const Failure& failure) {
      lines.emplace_back(failure.what());
    }
    sqlite3_finalize(statement);
    if (lines == std::vector<std::string>{"ok"}) {
      return {};
    }
    for (std::string& line : lines) {
      const std::string table = table_in(database, line);
      line += table.empty() ? "" : " (table " + table + ")";
    }
  } catch (const Failure& failure) {
    lines.emplace_back(failure.what());
  }
  return lines;
}

}  // namespace provost::store::sqlite
