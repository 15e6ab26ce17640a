#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/server.h"

namespace spdlog {
class logger;
namespace details {
class thread_pool;
}
}  // namespace spdlog

namespace provost::api {

class LogSink;

// Writes one JSON object per exchange: time, request id, organisation, route, method, path, status,
// duration in microseconds, bytes, client address, and what the server did on its own (dropped
// attributes, for one). Never query strings, bodies or credentials (standards.md SEC-4). Writing
// never blocks: when nobody reads the lines, the oldest are dropped, and their number is logged
// once somebody reads again.
class AccessLog {
 public:
  // `target` is "off", "stderr" or a file, which is opened for appending. Throws
  // std::runtime_error when it cannot be.
  AccessLog(const std::string& target, const Clock& clock);
  // Everything that fits is written when it returns.
  ~AccessLog();
  // Safe from many threads. Lines are collected, since waking the thread that writes them would
  // cost more than a request: they go out with every 64 kB, and with flush().
  void write(const http::AccessRecord& record);
  // A line about the server itself: {"time", "notice"}.
  void notice(std::string_view text);
  void flush();
  // Writes to the file that has its name now, after a rotation. Throws std::runtime_error, and
  // keeps the one it had, when that cannot be opened.
  void reopen();

 private:
  void add(const std::string& line);
  void hand_over(std::string lines);
  void tell_dropped();

  std::shared_ptr<spdlog::details::thread_pool> pool_;  // the thread that writes
  std::shared_ptr<LogSink> sink_;
  std::shared_ptr<spdlog::logger> logger_;
  std::mutex mutex_;
  std::string lines_;
  std::size_t told_overrun_ = 0;  // of the caller of flush() alone
  const Clock& clock_;
};

// The line that AccessLog writes, without the line feed.
std::string access_line(const http::AccessRecord& record, Timestamp now);

}  // namespace provost::api
