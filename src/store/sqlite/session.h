#pragma once

#include "store/server_line.h"
#include "store/sqlite/condition.h"
#include "store/sqlite/database.h"
#include "store/sqlite/kept_snapshot.h"
#include "store/sqlite/read_pool.h"
#include "store/sqlite/write_thread.h"

namespace provost::store::sqlite {

// What the sessions of a store share.
struct Shared {
  ReadPool& pool;
  WriteThread& writer;
  const CommitCount& commits;
  const CommittedGeneration& generation;
  KeptSnapshots& snapshots;
  Condition& condition;
};

// A thread's own connection for reads in place, and the ways to the shared writer and pool. Must
// not outlive its store.
class SqliteSession final : public Session {
 public:
  SqliteSession(const std::filesystem::path& path, const Tuning& tuning, const Shared& shared,
                std::size_t rows_in_place_max, Waits waits);
  ~SqliteSession() override;

  bool read_now(OrgKey org, const ReadWork& work) override;
  void read_later(OrgKey org, ReadWork work, Done done) override;
  void write(OrgKey org, WriteWork work, Done done) override;
  void catalogue(const CatalogueWork& work) override;
  std::int64_t committed_generation() const noexcept override {
    return shared_.generation.load(std::memory_order_acquire);
  }
  void catalogue_write(CatalogueWriteWork work, Done done) override;
  bool empty_log() override;

 private:
  OrgKey line_of(OrgKey org) const {
    return waits_ == Waits::in_line_of_server ? server_line : org;
  }

  Database database_;
  Shared shared_;
  KeptSnapshot snapshot_;
  const std::size_t rows_in_place_max_;
  const Waits waits_;
};

}  // namespace provost::store::sqlite
