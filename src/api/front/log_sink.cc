#include "api/front/log_sink.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "base/patient_write.h"

namespace provost::api {
namespace {

std::shared_ptr<FileDescriptor> open_target(const std::string& target) {
  if (target == "stderr") {
    return nullptr;
  }
  return std::make_shared<FileDescriptor>(target, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
}

std::uint64_t lines_in(std::string_view text) {
  return static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
}

}  // namespace

LogSink::LogSink(std::string target) : target_(std::move(target)), file_(open_target(target_)) {}

void LogSink::reopen() {
  std::shared_ptr<FileDescriptor> file = open_target(target_);
  const std::lock_guard lock(file_mutex_);
  file_.swap(file);
}

// The last line ends without a line feed.
void LogSink::sink_it_(const spdlog::details::log_msg& message) {
  std::shared_ptr<FileDescriptor> file;
  {
    const std::lock_guard lock(file_mutex_);
    file = file_;
  }
  std::string lines(message.payload.data(), message.payload.size());
  lines += '\n';
  const std::size_t written =
      write_patiently(file ? file->get() : STDERR_FILENO, lines, [this] { return !is_ending_; });
  count_dropped(lines_in(std::string_view(lines).substr(written)));
}

}  // namespace provost::api
