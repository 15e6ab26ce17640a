#include "store/sqlite/checkpointer.h"

#include <algorithm>
#include <utility>

namespace provost::store::sqlite {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t page_bytes = 8192;
// Applies however small the volume is.
constexpr std::uint64_t least_soft_bytes = std::uint64_t{2} << 20;
constexpr std::uint64_t volume_share = 4;
// Runs between two starts of the log.
constexpr int runs_per_log = 8;
// How long the writer waits for snapshots to end: at first only as long as short reads take. From
// twice the soft bound on, until the longest scan is over.
constexpr auto short_patience = 250ms;
constexpr auto long_patience = 2s;
constexpr auto truncate_patience = 100ms;

}  // namespace

Checkpointer::Checkpointer(const std::filesystem::path& path, const Tuning& tuning,
                           KeptSnapshots& snapshots, const LogBounds& bounds)
    : path_(path), bounds_(bounds), database_(path, tuning), snapshots_(snapshots) {
  fit_to_volume();
  sqlite3_busy_handler(database_.handle(), &Checkpointer::on_busy, this);
  thread_ = std::thread([this] { loop(); });
}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  is_ending_ = true;
  wake_.notify_one();
  thread_.join();
}

LogState Checkpointer::on_commit(int log_pages) {
  if (log_pages < asked_at_) {  // the log started over
    asked_at_ = 0;
    waited_at_ = 0;
  }
  const int soft = soft_pages_;
  const int step = std::max(soft / runs_per_log, 1);
  const bool is_too_long = static_cast<std::uint64_t>(log_pages) * page_bytes >= bounds_.max_bytes;
  if (log_pages >= soft && (log_pages - waited_at_ >= step || is_too_long)) {
    asked_at_ = waited_at_ = log_pages;
    if (wait_for(Mode::restart, log_pages < 2 * soft ? short_patience : long_patience)) {
      asked_at_ = waited_at_ = 0;
      return LogState::is_over;
    }
  } else if (log_pages - asked_at_ >= step) {
    asked_at_ = log_pages;
    ask(Mode::copy);
  }
  return is_too_long ? LogState::too_long : LogState::grows;
}

bool Checkpointer::truncate() {
  if (!wait_for(Mode::truncate, truncate_patience)) {
    return false;
  }
  asked_at_ = waited_at_ = 0;
  return true;
}

void Checkpointer::ask(Mode mode) {
  const std::lock_guard lock(mutex_);
  mode_ = mode;
  ++asked_;
  wake_.notify_one();
}

bool Checkpointer::wait_for(Mode mode, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  // An unfinished run may have been asked to do less.
  finished_.wait(lock, [&] { return done_ == asked_ || stopping_; });
  mode_ = mode;
  patience_ = patience;
  const int turn = ++asked_;
  wake_.notify_one();
  finished_.wait(lock, [&] { return done_ >= turn || stopping_; });
  return done_ >= turn && went_well_;
}

void Checkpointer::loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return stopping_ || done_ < asked_; });
    if (stopping_) {
      finished_.notify_all();
      return;
    }
    const int turn = asked_;
    const Mode mode = mode_;
    patience_ends_ = std::chrono::steady_clock::now() + patience_;
    lock.unlock();
    const bool went_well = checkpoint(mode);
    lock.lock();
    went_well_ = went_well;
    done_ = turn;
    finished_.notify_all();
  }
}

// Most pages are copied while others read and write; only the rest holds the writer's lock. A
// failed run is not a failed write: the content of the log is durable, and the next run tries
// again. A disk that fails for good also fails the writer's own commits.
bool Checkpointer::checkpoint(Mode mode) noexcept {
  fit_to_volume();
  snapshots_.release_all();
  const int copied = sqlite3_wal_checkpoint_v2(database_.handle(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (mode == Mode::copy || copied != SQLITE_OK) {
    return copied == SQLITE_OK;
  }
  snapshots_.release_all();
  const int how = mode == Mode::restart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_TRUNCATE;
  return sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, how, nullptr, nullptr) == SQLITE_OK;
}

// The log may use a share of the volume's free space, so that it does not fill a small one.
void Checkpointer::fit_to_volume() noexcept {
  std::error_code fault;
  const std::filesystem::space_info space = std::filesystem::space(path_.parent_path(), fault);
  std::uint64_t soft = bounds_.soft_bytes;
  if (!fault) {
    std::filesystem::path log = path_;
    log += "-wal";
    const std::uintmax_t length = std::filesystem::file_size(log, fault);
    const std::uint64_t room = space.available + (fault ? 0 : length);
    soft = std::min(soft, std::max(room / volume_share, std::min(soft, least_soft_bytes)));
  }
  soft_pages_ = static_cast<int>(std::max<std::uint64_t>(soft / page_bytes, 1));
}

// A kept snapshot may have begun after the run did.
int Checkpointer::on_busy(void* self, int) noexcept {
  auto& checkpointer = *static_cast<Checkpointer*>(self);
  if (checkpointer.is_ending_ || std::chrono::steady_clock::now() >= checkpointer.patience_ends_) {
    return 0;
  }
  checkpointer.snapshots_.release_all();
  sqlite3_sleep(1);
  return 1;
}

}  // namespace provost::store::sqlite
