#include "log/sqlite/sqlite_shelf.h"

#include <optional>
#include <set>
#include <stdexcept>

#include <fcntl.h>
#include <fmt/format.h>

#include "base/file_descriptor.h"
#include "log/sqlite/erasure.h"
#include "log/sqlite/layout.h"
#include "log/sqlite/rows.h"
#include "log/sqlite/sqlite_reader.h"
#include "log/tally.h"
#include "store/sqlite/private_folder.h"

namespace provost::log::sqlite {
namespace {

using std::filesystem::path;
using store::sqlite::PrivateFolder;

constexpr int cache_kib = 4 * 1024;

// Where the file is. What people did is for the owner's eyes.
class File {
 public:
  explicit File(const path& wanted) : path_(wanted) {
    if (wanted == ":memory:") {
      folder_.emplace();
      path_ = folder_->path() / "provisioning-log.db";
    } else if (!std::filesystem::exists(path_)) {
      const FileDescriptor file(path_, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }
  }
  const path& where() const { return path_; }

 private:
  std::optional<PrivateFolder> folder_;
  path path_;
};

// 0 when it is not there.
std::uint64_t size_of(const path& file) {
  std::error_code fault;
  const std::uintmax_t bytes = std::filesystem::file_size(file, fault);
  return fault ? 0 : bytes;
}

class SqliteShelf final : public Shelf {
 public:
  explicit SqliteShelf(const path& wanted)
      : file_(wanted), database_(file_.where(), {.cache_kib = cache_kib}) {
    // Commits wait for no disk, and checkpoints are this thread's own (design §3 Log).
    database_.database().script(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=2000");
    prepare_layout(database_.database());
  }

  void write(const std::vector<Noted>& entries) override {
    in_transaction([&] {
      for (const Noted& one : entries) {
        insert(database_, one);
      }
      const Tally sums = tally(entries);
      save_figures(sums);
      save_facts(sums);
    });
  }

  bool trim(const TooOld& too_old, std::size_t rows) override {
    std::size_t gone = 0;
    in_transaction([&] {
      const Timestamp hours{too_old.hours.ms - hour_ms};
      gone = database_.execute(Statement::trim_entries, too_old.entries, rows) +
             database_.execute(Statement::trim_bodies, too_old.entries, rows) +
             database_.execute(Statement::trim_hours, hours, rows) +
             database_.execute(Statement::trim_facts, too_old.entries, rows);
    });
    return gone >= rows;
  }

  std::vector<OrgKey> organisations() override { return list(Statement::organisations); }
  std::vector<OrgKey> organisations_with_bodies() override {
    return list(Statement::organisations_with_bodies);
  }

  bool purge_bodies(OrgKey org, std::size_t rows) override {
    std::size_t gone = 0;
    in_transaction([&] { gone = database_.execute(Statement::purge_bodies, org, rows); });
    return gone >= rows;
  }

  bool erase(OrgKey org, Person& person, ErasurePlace& place, std::size_t rows) override {
    bool has_more = false;
    in_transaction([&] { has_more = erase_slice(database_, org, person, place, rows); });
    if (!has_more) {
      empty_log();
    }
    return has_more;
  }

  bool purge(OrgKey org, std::size_t rows) override {
    std::size_t gone = 0;
    in_transaction([&] {
      gone = database_.execute(Statement::purge_entries, org, rows);
      if (gone < rows) {
        gone += database_.execute(Statement::purge_hours, org, rows - gone);
      }
      if (gone < rows) {
        gone += database_.execute(Statement::purge_bodies, org, rows - gone);
      }
      if (gone < rows) {
        database_.execute(Statement::purge_activity, org);
        database_.execute(Statement::purge_facts, org);
      }
    });
    return gone >= rows;
  }

  std::unique_ptr<Reader> open_reader() override {
    return std::make_unique<SqliteReader>(file_.where());
  }

  std::uint64_t bytes() const override {
    path wal = file_.where();
    wal += "-wal";
    return size_of(file_.where()) + size_of(wal);
  }

 private:
  // What was erased is in no file then. Readers of the log are brief: the busy handler waits for
  // them.
  void empty_log() {
    sqlite3_wal_checkpoint_v2(database_.database().handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                              nullptr, nullptr);
  }

  template <class Work>
  void in_transaction(Work work) {
    database_.execute(Statement::begin);
    try {
      work();
      database_.execute(Statement::commit);
    } catch (...) {
      if (database_.database().in_transaction()) {
        database_.execute(Statement::rollback);
      }
      throw;
    }
  }

  std::vector<OrgKey> list(Statement statement) {
    std::vector<OrgKey> orgs;
    Run run = database_.run(statement);
    while (run.next()) {
      orgs.push_back(OrgKey{run.integer(0)});
    }
    return orgs;
  }

  void save_figures(const Tally& sums) {
    for (const auto& one : sums.hours) {
      database_.execute(Statement::add_to_hour, one.first.first, one.first.second,
                        one.second.requests, one.second.failures, one.second.refusals);
    }
    for (const auto& one : sums.contacts) {
      Activity activity = load_activity(database_, one.first);
      add_calls(activity, one.second);
      const std::string intervals = write_intervals(activity.intervals_ms);
      database_.execute(Statement::save_activity, one.first, activity.first, activity.last,
                        activity.last_write, activity.first_probe, activity.first_user, intervals);
    }
  }

  // What is over goes first: an object may have failed anew since.
  void save_facts(const Tally& sums) {
    for (const auto& one : sums.recovered) {
      if (has_failing(one.first)) {
        for (const std::string& subject : one.second) {
          database_.execute(Statement::delete_fact, one.first, FactKind::failing, subject);
        }
      }
    }
    std::set<std::pair<OrgKey, FactKind>> touched;
    for (const auto& one : sums.facts) {
      const OrgKey org = std::get<0>(one.first);
      const Fact& fact = one.second;
      database_.execute(Statement::add_to_fact, org, fact.kind, fact.subject, fact.name, fact.since,
                        fact.last, fact.count, text_of(fact.cause).id, fact.detail);
      touched.emplace(org, fact.kind);
    }
    for (const auto& one : touched) {
      database_.execute(Statement::evict_facts, one.first, one.second, facts_of_a_kind_max);
    }
  }

  bool has_failing(OrgKey org) {
    Run run = database_.run(Statement::has_facts, org, FactKind::failing);
    return run.next();
  }

  File file_;
  LogDatabase database_;
};

}  // namespace

std::unique_ptr<Shelf> open(const path& wanted) {
  try {
    return std::make_unique<SqliteShelf>(wanted);
  } catch (const std::exception& fault) {
    throw std::runtime_error(
        fmt::format("cannot open the provisioning log {}: {}", wanted.string(), fault.what()));
  }
}

}  // namespace provost::log::sqlite
