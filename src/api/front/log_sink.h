#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include <spdlog/sinks/base_sink.h>

#include "base/file_descriptor.h"

namespace provost::api {

// Where the access log's blocks of lines go: the standard error stream, or a file opened for
// appending. Used by the thread that writes, which a pipe that nobody reads keeps waiting, but not
// from ending.
class LogSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  // "stderr" or a file. Throws std::runtime_error when it cannot be opened.
  explicit LogSink(std::string target);
  // Opens the file once more by its name, which may mean another one now. Throws
  // std::runtime_error and keeps the old file when it cannot. Any thread; waits for nothing.
  void reopen();
  // From now on what finds no room is dropped at once. Any thread.
  void end() { is_ending_ = true; }
  // Lines that were dropped since the last call. Any thread.
  std::uint64_t take_dropped() { return dropped_.exchange(0); }
  void count_dropped(std::uint64_t lines) { dropped_ += lines; }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override {}

 private:
  const std::string target_;
  std::mutex file_mutex_;
  std::shared_ptr<FileDescriptor> file_;  // none: the standard error stream
  std::atomic<bool> is_ending_ = false;
  std::atomic<std::uint64_t> dropped_ = 0;
};

}  // namespace provost::api
