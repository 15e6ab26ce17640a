#include "store/sqlite/verify.h"

#include "store/sqlite/journal.h"
#include "store/sqlite/journal_key.h"

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

// Whether a text that can be erased is there and is not the one that was sealed.
bool is_other(std::string_view text, std::string_view salt, std::string_view digest) {
  return salt.empty() ? !text.empty() : digest_of(salt, text) != digest;
}

std::string_view origin_of(const JournalEntry& entry) {
  return entry.origin ? std::string_view(*entry.origin) : std::string_view();
}

class Checker {
 public:
  Checker(const JournalKey& key, OrgKey org) : mac_(key), org_(org), previous_(first_mac()) {}

  // False when the link does not fit.
  bool check(const Link& link) {
    const SealedEntry& sealed = link.sealed;
    if (sealed.seq != check_.entries + 1) {
      return broken(check_.entries + 1, "the entry is missing");
    }
    const Place place{.org = org_, .seq = sealed.seq, .time = sealed.time};
    if (mac_.link(previous_, place, sealed.entry, link.digests) != sealed.mac) {
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

  JournalMac mac_;
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
