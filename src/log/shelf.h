#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "log/entry.h"

namespace provost::log {

// What an answer's status must be: both ends count.
struct StatusRange {
  int from = 0;
  int to = 999;
};

struct Query {
  // Only entries older than this one: where the page before ended.
  std::optional<Uuid> before;
  std::optional<Timestamp> since;  // inclusive
  std::optional<Timestamp> until;  // exclusive
  std::optional<StatusRange> status;
  std::string method;  // empty: any
  // The whole id of a request: its entry, and those of its operations; empty: any.
  std::string request_id;
  std::string token_id;  // whose requests; empty: any
  // Failures by that cause, or requests with that remark; none: any.
  Cause cause = Cause::none;
  // Part of a name, an id, a path or a detail, in any letter case; empty: any.
  std::string search;
  std::size_t limit = 100;
};

struct Page {
  std::vector<Entry> items;  // the newest first
  // Where the next page continues. A page may be short, even empty, when the search has read its
  // maximum of entries.
  std::optional<Uuid> next;
};

// Requests are counted by the hour for so long, or as long as entries are kept.
inline constexpr std::int64_t hours_kept_days = 400;

// The number of requests within an hour.
struct Hour {
  Timestamp begin;
  std::int64_t requests = 0;
  std::int64_t failures = 0;  // let in and answered with 400 or more
  std::int64_t refusals = 0;  // not let in
};

// When the identity provider of an organisation called. Calls that are less than five minutes apart
// are one visit.
struct Activity {
  std::optional<Timestamp> first;
  std::optional<Timestamp> last;
  std::optional<Timestamp> last_write;
  // When it first tried the connection out, and first created a user.
  std::optional<Timestamp> first_probe;
  std::optional<Timestamp> first_user;
  // When it last created a user, and last got an answer other than a failure.
  std::optional<Timestamp> last_user;
  std::optional<Timestamp> last_success;
  // The latest request that could not succeed, from anybody: a wrong token or path, for example.
  std::optional<Timestamp> last_trouble;
  Cause trouble = Cause::none;
  // Between the latest visits, the newest last.
  std::vector<std::int64_t> intervals_ms;
};

// Entries in the order of writing, for followers of the log.
struct Tail {
  std::vector<Entry> items;  // the oldest first
  // Of the last entry that was looked at: where to go on.
  std::int64_t place = 0;
  bool has_more = false;
};

// What an organisation's requests say again and again, kept as it happens.
enum class FactKind : std::uint8_t {
  dropped_attribute,  // of that name
  skipped_member,     // a member id that is nobody's; `name` is the group that names it
  nickname,           // an externalId that is not a key: one fact, `name` is the latest
  failing,            // an object whose requests fail, without one that went through since
};
struct Fact {
  FactKind kind{};
  std::string subject;
  std::string name;
  Timestamp since;
  Timestamp last;
  std::int64_t count = 0;
  Cause cause = Cause::none;  // of the latest failure
  std::string detail;
};
// Of each kind the latest are kept.
inline constexpr std::size_t facts_of_a_kind_max = 200;

// Entries of one organisation; another's are simply not there. Used by one thread.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Page page(OrgKey org, const Query& query) = 0;
  // With its bodies.
  virtual std::optional<Entry> find(OrgKey org, const Uuid& id) = 0;
  // Entries behind `place` that the query asks for; its `before` counts for nothing.
  virtual Tail tail(OrgKey org, const Query& query, std::int64_t place) = 0;
  // The place of an entry, if it is still there.
  virtual std::optional<std::int64_t> place_of(OrgKey org, const Uuid& id) = 0;
  // The place of the newest entry.
  virtual std::int64_t last_place(OrgKey org) = 0;
  // Oldest first; hours without a request are left out.
  virtual std::vector<Hour> hours(OrgKey org, Timestamp since) = 0;
  virtual Activity activity(OrgKey org) = 0;
  // Those that were seen since then.
  virtual std::vector<Fact> facts(OrgKey org, Timestamp since) = 0;
};

// Older data than this is deleted.
struct TooOld {
  Timestamp entries;
  Timestamp hours;
};

// A person to erase from the log.
struct Person {
  std::string id;
  // userName, externalId: names in entries about somebody without an id, as far as known.
  std::vector<std::string> names;
};
// How far their erasure has come.
struct ErasurePlace {
  bool knows_names = false;  // first the names are gathered that entries with the id have
  std::int64_t place = 0;
};

// Thrown when the stored data is damaged and must be set aside.
struct ShelfDamaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// Thrown when the storage cannot be used just now: another process holds it, or it has no room.
struct ShelfUnavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Where the entries lie. Used by one thread; its readers may have others. Throws the above, or
// something else for a fault that is neither, when the storage fails.
class Shelf {
 public:
  virtual ~Shelf() = default;
  // Renames the damaged data and starts empty, also for its readers. Returns the new name.
  virtual std::string set_aside(Timestamp now) = 0;
  // All or nothing. A summary whose id is there already is added to it.
  virtual void write(const std::vector<Noted>& entries) = 0;
  // Deletes old entries, at most about `rows` rows. False when none are left.
  virtual bool trim(const TooOld& too_old, std::size_t rows) = 0;
  // Those that have anything here.
  virtual std::vector<OrgKey> organisations() = 0;
  // The same for all that an organisation has.
  virtual bool purge(OrgKey org, std::size_t rows) = 0;
  // Those of which bodies are kept.
  virtual std::vector<OrgKey> organisations_with_bodies() = 0;
  // The same for the bodies of an organisation alone.
  virtual bool purge_bodies(OrgKey org, std::size_t rows) = 0;
  // Takes the names, details and bodies from at most `rows` entries that are about a person or
  // speak of them; what happened, when and to which id stays. Adds to the person's names. False
  // when there are no more to look at.
  virtual bool erase(OrgKey org, Person& person, ErasurePlace& place, std::size_t rows) = 0;
  virtual std::unique_ptr<Reader> open_reader() = 0;
  // Its size. Any thread.
  virtual std::uint64_t bytes() const = 0;
};

}  // namespace provost::log
