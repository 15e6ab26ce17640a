#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

#include "store/store.h"

namespace provost::testing {

// A session that lets something happen between the moment in which a write is asked for and its
// transaction: what another worker commits meanwhile, forced rather than waited for. It counts
// reads, too.
class HookedSession final : public store::Session {
 public:
  explicit HookedSession(std::unique_ptr<store::Session> inner) : inner_(std::move(inner)) {}

  // Runs once, right before the next write of any kind is queued.
  void before_next_write(std::function<void()> hook) { hook_ = std::move(hook); }

  // Reads on the pool since the last call, and reads that were begun in place and were too long.
  std::size_t take_reads_apart() { return std::exchange(reads_apart_, 0); }
  std::size_t take_reads_in_vain() { return std::exchange(reads_in_vain_, 0); }
  // Units of work on the catalogue since the last call.
  std::size_t take_catalogue_writes() { return std::exchange(catalogue_writes_, 0); }

  bool read_now(store::OrgKey org, const store::ReadWork& work) override {
    const bool was_short = inner_->read_now(org, work);
    reads_in_vain_ += was_short ? 0 : 1;
    return was_short;
  }
  void read_later(store::OrgKey org, store::ReadWork work, store::Done done) override {
    ++reads_apart_;
    inner_->read_later(org, std::move(work), std::move(done));
  }
  void write(store::OrgKey org, store::WriteWork work, store::Done done) override {
    run_hook();
    inner_->write(org, std::move(work), std::move(done));
  }
  void catalogue(const store::CatalogueWork& work) override { inner_->catalogue(work); }
  void catalogue_write(store::CatalogueWriteWork work, store::Done done) override {
    run_hook();
    ++catalogue_writes_;
    inner_->catalogue_write(std::move(work), std::move(done));
  }
  std::int64_t committed_generation() const noexcept override {
    return inner_->committed_generation();
  }
  // As if somebody read an older state at the next so many tries to empty the store's log.
  void hold_log(int tries) { held_tries_ = tries; }
  bool empty_log() override {
    if (held_tries_ > 0) {
      --held_tries_;
      return false;
    }
    return inner_->empty_log();
  }

 private:
  void run_hook() {
    if (const auto hook = std::exchange(hook_, nullptr)) {
      hook();
    }
  }

  std::unique_ptr<store::Session> inner_;
  std::function<void()> hook_;
  int held_tries_ = 0;
  std::size_t reads_apart_ = 0;
  std::size_t reads_in_vain_ = 0;
  std::size_t catalogue_writes_ = 0;
};

}  // namespace provost::testing
