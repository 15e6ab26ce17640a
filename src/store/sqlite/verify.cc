#include "store/sqlite/verify.h"

#include "store/sqlite/journal.h"
#include "store/sqlite/journal_key.h"

namespace provost::store::sqlite {
namespace {

// One row of Query::journal_chain.
struct Link {
  SealedEntry sealed;
  std::string digest;
  std::string salt;
};

Link take_link(const Run& run) {
  return {.sealed = take_sealed(run), .digest = run.string(10), .salt = run.string(11)};
}

class Checker {
 public:
  Checker(const JournalKey& key, OrgKey org) : key_(key), org_(org), previous_(first_mac()) {}

  // False when the link does not fit.
  bool check(const Link& link) {
    const SealedEntry& sealed = link.sealed;
    if (sealed.seq != check_.entries + 1) {
      return broken(check_.entries + 1, "the entry is missing");
    }
    const Place place{.org = org_, .seq = sealed.seq, .time = sealed.time};
    if (mac_of(key_, previous_, place, sealed.entry, link.digest) != sealed.mac) {
      return broken(sealed.seq, "the entry, or the one before it, was changed");
    }
    const bool has_values = !link.salt.empty();
    if (has_values && digest_of(link.salt, sealed.entry.values) != link.digest) {
      return broken(sealed.seq, "its values were changed");
    }
    check_.without_values += !has_values && !link.digest.empty() ? 1 : 0;
    ++check_.entries;
    previous_ = sealed.mac;
    return true;
  }

  JournalCheck result() const { return check_; }

 private:
  bool broken(std::int64_t seq, const char* why) {
    check_.broken_at = seq;
    check_.why = why;
    return false;
  }

  const JournalKey& key_;
  const OrgKey org_;
  std::string previous_;
  JournalCheck check_;
};

}  // namespace

JournalCheck verify_journal(const std::filesystem::path& path,
                            const std::filesystem::path& journal_key, OrgKey org) {
  const JournalKey key = read_journal_key(journal_key);
  Database database(path, {.read_only = true});
  Checker checker(key, org);
  Run run(database, Query::journal_chain, org);
  while (run.next() && checker.check(take_link(run))) {
  }
  return checker.result();
}

}  // namespace provost::store::sqlite
