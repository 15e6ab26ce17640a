#include "log/sqlite/sqlite_shelf.h"

#include <optional>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "log/sqlite/erasure.h"
#include "log/sqlite/log_files.h"
#include "log/sqlite/rows.h"
#include "log/sqlite/sqlite_reader.h"
#include "log/tally.h"
#include "store/sqlite/private_folder.h"

namespace provost::log::sqlite {
namespace {

using std::filesystem::path;
using store::sqlite::PrivateFolder;

// The place of the file.
class File {
 public:
  explicit File(const path& wanted) : path_(wanted) {
    if (wanted == ":memory:") {
      folder_.emplace();
      path_ = folder_->path() / "provisioning-log.db";
    }
  }
  const path& where() const { return path_; }

 private:
  std::optional<PrivateFolder> folder_;
  path path_;
};

// 0 when it does not exist.
std::uint64_t size_of(const path& file) {
  std::error_code fault;
  const std::uintmax_t bytes = std::filesystem::file_size(file, fault);
  return fault ? 0 : bytes;
}

class SqliteShelf final : public Shelf {
 public:
  explicit SqliteShelf(const path& wanted) : file_(wanted), files_(file_.where()) {}

  // Throws like writing does.
  void open() {
    told_apart([&] { files_.writer(); });
  }

  std::string set_aside(Timestamp now) override {
    std::string name = files_.set_aside(now);
    open();
    return name;
  }

  void write(const std::vector<Noted>& entries) override {
    in_transaction([&](LogDatabase& database) {
      for (const Noted& one : entries) {
        insert(database, one);
      }
      const Tally sums = tally(entries);
      save_figures(database, sums);
      save_facts(database, sums);
    });
  }

  bool trim(const TooOld& too_old, std::size_t rows) override {
    std::size_t gone = 0;
    in_transaction([&](LogDatabase& database) {
      const Timestamp hours{too_old.hours.ms - hour_ms};
      gone = database.execute(Statement::trim_entries, too_old.entries, rows) +
             database.execute(Statement::trim_bodies, too_old.entries, rows) +
             database.execute(Statement::trim_hours, hours, rows) +
             database.execute(Statement::trim_facts, too_old.entries, rows);
    });
    if (gone < rows) {
      files_.remove_set_aside(too_old.entries);
    }
    return gone >= rows;
  }

  std::vector<OrgKey> organisations() override { return list(Statement::organisations); }
  std::vector<OrgKey> organisations_with_bodies() override {
    return list(Statement::organisations_with_bodies);
  }

  bool purge_bodies(OrgKey org, std::size_t rows) override {
    std::size_t gone = 0;
    in_transaction([&](LogDatabase& database) {
      gone = database.execute(Statement::purge_bodies, org, rows);
    });
    return gone >= rows;
  }

  bool erase(OrgKey org, Person& person, ErasurePlace& place, std::size_t rows) override {
    bool has_more = false;
    in_transaction(
        [&](LogDatabase& database) { has_more = erase_slice(database, org, person, place, rows); });
    if (!has_more) {
      empty_log();
    }
    return has_more;
  }

  bool purge(OrgKey org, std::size_t rows) override {
    std::size_t gone = 0;
    in_transaction([&](LogDatabase& database) {
      gone = database.execute(Statement::purge_entries, org, rows);
      if (gone < rows) {
        gone += database.execute(Statement::purge_hours, org, rows - gone);
      }
      if (gone < rows) {
        gone += database.execute(Statement::purge_bodies, org, rows - gone);
      }
      if (gone < rows) {
        database.execute(Statement::purge_activity, org);
        database.execute(Statement::purge_facts, org);
      }
    });
    return gone >= rows;
  }

  std::unique_ptr<Reader> open_reader() override { return make_reader(files_); }

  std::uint64_t bytes() const override {
    path wal = file_.where();
    wal += "-wal";
    return size_of(file_.where()) + size_of(wal);
  }

 private:
  // Afterwards no file contains the erased data. Readers of the log are brief: the busy handler
  // waits for them.
  void empty_log() {
    sqlite3_wal_checkpoint_v2(files_.writer().database().handle(), nullptr,
                              SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  }

  template <class Work>
  void in_transaction(Work work) {
    told_apart([&] { run_transaction(files_.writer(), work); });
  }

  template <class Work>
  static void run_transaction(LogDatabase& database, const Work& work) {
    database.execute(Statement::begin);
    try {
      work(database);
      database.execute(Statement::commit);
    } catch (...) {
      if (database.database().in_transaction()) {
        database.execute(Statement::rollback);
      }
      throw;
    }
  }

  std::vector<OrgKey> list(Statement statement) {
    std::vector<OrgKey> orgs;
    told_apart([&] {
      Run run = files_.writer().run(statement);
      while (run.next()) {
        orgs.push_back(OrgKey{run.integer(0)});
      }
    });
    return orgs;
  }

  static void save_figures(LogDatabase& database, const Tally& sums) {
    for (const auto& one : sums.hours) {
      database.execute(Statement::add_to_hour, one.first.first, one.first.second,
                       one.second.requests, one.second.failures, one.second.refusals);
    }
    for (const auto& one : sums.contacts) {
      Activity activity = load_activity(database, one.first);
      add_calls(activity, one.second);
      const std::string intervals = write_intervals(activity.intervals_ms);
      database.execute(Statement::save_activity, one.first, activity.first, activity.last,
                       activity.last_write, activity.first_probe, activity.first_user, intervals,
                       activity.last_user, activity.last_success, activity.last_trouble,
                       text_of(activity.trouble).id);
    }
  }

  // Recovered facts are removed first: an object may have failed again since.
  static void save_facts(LogDatabase& database, const Tally& sums) {
    for (const auto& one : sums.recovered) {
      if (has_failing(database, one.first)) {
        for (const std::string& subject : one.second) {
          database.execute(Statement::delete_fact, one.first, FactKind::failing, subject);
        }
      }
    }
    std::set<std::pair<OrgKey, FactKind>> touched;
    for (const auto& one : sums.facts) {
      const OrgKey org = std::get<0>(one.first);
      const Fact& fact = one.second;
      database.execute(Statement::add_to_fact, org, fact.kind, fact.subject, fact.name, fact.since,
                       fact.last, fact.count, text_of(fact.cause).id, fact.detail);
      touched.emplace(org, fact.kind);
    }
    for (const auto& one : touched) {
      database.execute(Statement::evict_facts, one.first, one.second, facts_of_a_kind_max);
    }
  }

  static bool has_failing(LogDatabase& database, OrgKey org) {
    Run run = database.run(Statement::has_facts, org, FactKind::failing);
    return run.next();
  }

  File file_;
  LogFiles files_;
};

}  // namespace

std::unique_ptr<Shelf> open(const path& wanted, const Ownership& owner) {
  auto shelf = std::make_unique<SqliteShelf>(wanted);
  try {
    shelf->open();
  } catch (const ShelfDamaged& fault) {
    if (!owner.say) {
      throw std::runtime_error(
          fmt::format("cannot open the provisioning log {}: {}", wanted.string(), fault.what()));
    }
    const std::string name = shelf->set_aside(owner.now);
    owner.say(fmt::format(
        "the provisioning log {} is damaged ({}); it is kept as {}, and a new one has been started",
        wanted.string(), fault.what(), name));
  } catch (const ShelfUnavailable& fault) {
    if (!owner.say) {
      throw std::runtime_error(
          fmt::format("cannot open the provisioning log {}: {}", wanted.string(), fault.what()));
    }
    owner.say(fmt::format("the provisioning log {} cannot be opened yet: {}", wanted.string(),
                          fault.what()));
  } catch (const std::exception& fault) {
    throw std::runtime_error(
        fmt::format("cannot open the provisioning log {}: {}", wanted.string(), fault.what()));
  }
  return shelf;
}

}  // namespace provost::log::sqlite
