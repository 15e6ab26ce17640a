#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/transaction.h"

namespace provost::store {

// Thrown by a Reader in place when the work needs more rows than the bound; see Session.
struct BeyondBound {};

// Thrown by reads in place when the storage fails them; `error` is for the caller.
class StorageFault : public std::runtime_error {
 public:
  explicit StorageFault(Error fault) : std::runtime_error(fault.cause), error(std::move(fault)) {}
  Error error;
};

// Units of work. A read may be run twice (in place until its bound, then on the pool), a write may
// be run again after its batch was rolled back: they depend on nothing but the transaction and
// overwrite their result each time.
using ReadWork = std::function<void(Reader&)>;
using WriteWork = std::function<Result<void>(Writer&)>;
using CatalogueWork = std::function<void(Catalogue&)>;
using CatalogueWriteWork = std::function<Result<void>(CatalogueWriter&)>;
// Called once, on any thread. An error is the work's own, or Code::overloaded when a queue is full,
// or Code::internal when the store failed (then nothing was changed).
using Done = std::function<void(Result<void>)>;

// One thread's way into the store. Not thread-safe itself; sessions do not block one another.
class Session {
 public:
  virtual ~Session() = default;

  // Runs `work` here and now on a fresh snapshot. False if it must not run here or went beyond
  // about 1,000 rows: then read_later() it. Throws StorageFault, as catalogue() does.
  virtual bool read_now(OrgKey org, const ReadWork& work) = 0;
  virtual void read_later(OrgKey org, ReadWork work, Done done) = 0;
  // Queues the work for the writer, in the order of the calls. `done` is called after the batch
  // that holds it is on disk. Work that returns an error or throws changes nothing.
  virtual void write(OrgKey org, WriteWork work, Done done) = 0;

  virtual void catalogue(const CatalogueWork& work) = 0;
  // Catalogue::settings_generation() as this process committed it last, 0 before it has; already
  // there when the Done of that commit is called. An atomic load, safe from any thread: caches of
  // settings and credentials compare it before each use.
  virtual std::int64_t committed_generation() const noexcept = 0;
  virtual void catalogue_write(CatalogueWriteWork work, Done done) = 0;

  // Empties the store's log, if it has one, so that none of its files contains erased data. May
  // delay writes for a tenth of a second. False when somebody still reads an older state: try
  // again.
  virtual bool empty_log() = 0;
};

// What the operator sees of the store itself.
struct StoreFigures {
  std::string_view kind;  // "sqlite"
  std::uint64_t database_bytes = 0;
  std::uint64_t wal_bytes = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  virtual std::unique_ptr<Session> open_session() = 0;
  // A session for the server's own work: its writes and long reads wait in server_line
  // (store/server_line.h). For few, which wait for each of them: they would keep one another
  // waiting.
  virtual std::unique_ptr<Session> open_server_session() = 0;
  // Any thread.
  virtual StoreFigures figures() = 0;
  // False when writing or reading is known to fail. The detail is what /readyz tells everybody; the
  // cause, which may name paths, is for operators alone.
  virtual Result<void> health() = 0;
  // What failed since the last call and concerns one organisation only, a line each, for the log of
  // the server. Any thread.
  virtual std::vector<std::string> take_troubles() = 0;
  // Finishes queued work and refuses more with Code::overloaded. Called by the destructor too.
  virtual void drain() = 0;
};

// A fault of the store as operators are told of it, its cause included.
std::string tell_operator(const Error& fault);

// The same for callers that wait: the CLI, tests, timers.
Result<void> read_and_wait(Session& session, OrgKey org, const ReadWork& work);
Result<void> write_and_wait(Session& session, OrgKey org, WriteWork work);
Result<void> catalogue_write_and_wait(Session& session, CatalogueWriteWork work);

}  // namespace provost::store
