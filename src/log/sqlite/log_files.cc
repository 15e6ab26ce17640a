#include "log/sqlite/log_files.h"

#include <algorithm>
#include <mutex>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>

#include "base/file_descriptor.h"
#include "base/rfc3339.h"
#include "log/sqlite/layout.h"

namespace provost::log::sqlite {
namespace {

constexpr int cache_kib = 4 * 1024;
constexpr std::string_view broken = ".broken-";

// The suffix of a file set aside at that time. As texts, suffixes sort by time.
std::string mark_of(Timestamp time) {
  std::string text = to_rfc3339(time).substr(0, 19);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return fmt::format("{}{}Z", broken, text);
}

class FollowingReader final : public Reader {
 public:
  explicit FollowingReader(LogFiles& files) : reading_(files) {}

  Page page(OrgKey org, const Query& query) override {
    return read([&](SqliteReader& reader) { return reader.page(org, query); });
  }
  std::optional<Entry> find(OrgKey org, const Uuid& id) override {
    return read([&](SqliteReader& reader) { return reader.find(org, id); });
  }
  Tail tail(OrgKey org, const Query& query, std::int64_t place) override {
    return read([&](SqliteReader& reader) { return reader.tail(org, query, place); });
  }
  std::optional<std::int64_t> place_of(OrgKey org, const Uuid& id) override {
    return read([&](SqliteReader& reader) { return reader.place_of(org, id); });
  }
  std::int64_t last_place(OrgKey org) override {
    return read([&](SqliteReader& reader) { return reader.last_place(org); });
  }
  std::vector<Hour> hours(OrgKey org, Timestamp since) override {
    return read([&](SqliteReader& reader) { return reader.hours(org, since); });
  }
  Activity activity(OrgKey org) override {
    return read([&](SqliteReader& reader) { return reader.activity(org); });
  }
  std::vector<Fact> facts(OrgKey org, Timestamp since) override {
    return read([&](SqliteReader& reader) { return reader.facts(org, since); });
  }

 private:
  template <class Work>
  std::invoke_result_t<const Work&, SqliteReader&> read(const Work& work) {
    return told_apart([&] { return reading_.read(work); });
  }

  LogFiles::Reading reading_;
};

}  // namespace

// Records of people's actions are for the owner's eyes. Commits do not wait for the disk, and the
// writing thread runs its own checkpoints (design §3 Log).
LogDatabase& LogFiles::writer() {
  if (!writer_) {
    if (!std::filesystem::exists(path_)) {
      const FileDescriptor file(path_, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }
    writer_.emplace(path_, store::sqlite::Tuning{.cache_kib = cache_kib});
    try {
      writer_->database().script(
          "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=2000");
      prepare_layout(writer_->database());
    } catch (...) {
      writer_.reset();
      throw;
    }
  }
  return *writer_;
}

// A file that cannot be deleted is tried again next time.
void LogFiles::remove_set_aside(Timestamp before) const {
  const std::string oldest = path_.filename().string() + mark_of(before);
  const std::string start = path_.filename().string().append(broken);
  std::error_code ignored;
  std::vector<std::filesystem::path> too_old;
  for (const auto& entry : std::filesystem::directory_iterator(path_.parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(start) && name.substr(0, oldest.size()) < oldest) {
      too_old.push_back(entry.path());
    }
  }
  std::ranges::for_each(too_old, [&](const auto& file) { std::filesystem::remove(file, ignored); });
}

std::string LogFiles::set_aside(Timestamp now) {
  const std::unique_lock lock(mutex_);
  std::ranges::for_each(readings_, [](Reading* reading) { reading->reader_.reset(); });
  writer_.reset();
  const std::filesystem::path name = path_.string() + mark_of(now);
  std::filesystem::rename(path_, name);
  for (const char* belonging : {"-wal", "-shm"}) {
    const std::filesystem::path file = path_.string() + belonging;
    if (std::filesystem::exists(file)) {
      std::filesystem::rename(file, name.string() + belonging);
    }
  }
  return name.filename().string();
}

LogFiles::Reading::Reading(LogFiles& files) : files_(files) {
  const std::unique_lock lock(files_.mutex_);
  files_.readings_.push_back(this);
}

LogFiles::Reading::~Reading() {
  const std::unique_lock lock(files_.mutex_);
  files_.readings_.remove(this);
}

std::unique_ptr<Reader> make_reader(LogFiles& files) {
  return std::make_unique<FollowingReader>(files);
}

}  // namespace provost::log::sqlite
