#include "api/front/access_log.h"

#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/spdlog.h>

#include "api/front/log_sink.h"
#include "base/outside_text.h"
#include "base/rfc3339.h"
#include "json/json.h"

namespace provost::api {
namespace {

constexpr std::size_t block_bytes = 64 * 1024;
constexpr std::size_t queued_blocks_max = 64;
constexpr std::size_t text_bytes_max = 512;

void append_text(std::string& out, const char* name, std::string_view text) {
  out += ",\"";
  out += name;
  out += "\":";
  json::append_string(out, text);
}

// Of the client's own words.
void append_outside_text(std::string& out, const char* name, std::string_view text) {
  append_text(out, name, outside_text(text, text_bytes_max));
}

void append_number(std::string& out, const char* name, std::int64_t number) {
  out += ",\"";
  out += name;
  out += "\":";
  out += std::to_string(number);
}

std::shared_ptr<LogSink> make_sink(const std::string& target) {
  try {
    return std::make_shared<LogSink>(target);
  } catch (const std::runtime_error& fault) {
    throw std::runtime_error("the access log cannot be written: " + std::string(fault.what()));
  }
}

}  // namespace

AccessLog::AccessLog(const std::string& target, const Clock& clock) : clock_(clock) {
  if (target == "off") {
    return;
  }
  // A full queue drops the oldest blocks: the log never slows a request (design §3 Log).
  pool_ = std::make_shared<spdlog::details::thread_pool>(queued_blocks_max, 1);
  sink_ = make_sink(target);
  logger_ = std::make_shared<spdlog::async_logger>("access", sink_, pool_,
                                                   spdlog::async_overflow_policy::overrun_oldest);
  logger_->set_pattern("%v");
  logger_->flush_on(spdlog::level::warn);
}

AccessLog::~AccessLog() {
  flush();
  if (sink_) {
    sink_->end();
  }
  pool_.reset();  // ends and joins its thread, which does the logger's work
}

void AccessLog::flush() {
  if (!logger_) {
    return;
  }
  std::string lines;
  {
    const std::lock_guard lock(mutex_);
    lines.swap(lines_);
  }
  hand_over(std::move(lines));
  tell_dropped();
}

void AccessLog::reopen() {
  if (sink_) {
    flush();
    sink_->reopen();
  }
}

// Blocks pushed out of the queue are counted by their absence: nobody else sees them go.
void AccessLog::tell_dropped() {
  const std::size_t overrun = pool_->overrun_counter();
  const std::size_t blocks = overrun - std::exchange(told_overrun_, overrun);
  const std::uint64_t lines = sink_->take_dropped();
  if (blocks == 0 && lines == 0) {
    return;
  }
  notice(fmt::format(
      "the access log could not be written in time: {} lines and {} blocks of 64 kB were "
      "dropped",
      lines, blocks));
}

void AccessLog::write(const http::AccessRecord& record) {
  if (logger_) {
    add(access_line(record, clock_.now()));
  }
}

void AccessLog::notice(std::string_view text) {
  if (logger_) {
    add(json::write(json::Object{{"time", to_rfc3339(clock_.now())}, {"notice", masked(text)}}));
  }
}

void AccessLog::add(const std::string& line) {
  std::string full;
  {
    const std::lock_guard lock(mutex_);
    lines_ += line;
    lines_ += '\n';
    if (lines_.size() >= block_bytes) {
      full.swap(lines_);
    }
  }
  hand_over(std::move(full));
}

// The logger adds a line feed of its own at the end.
void AccessLog::hand_over(std::string lines) {
  if (!lines.empty()) {
    lines.pop_back();
    logger_->info(lines);
  }
}

std::string access_line(const http::AccessRecord& record, Timestamp now) {
  std::string line = "{\"time\":\"";
  append_rfc3339(line, now);
  line += '"';
  if (record.request != nullptr) {
    append_outside_text(line, "id", record.request->id);
    append_text(line, "peer", record.request->peer_address);
    append_outside_text(line, "method", record.request->method_text.substr(0, 16));
    append_outside_text(line, "path", record.request->path);
  }
  if (record.response != nullptr) {
    append_outside_text(line, "org", record.response->org);
    append_text(line, "route", record.response->route);
    append_number(line, "status", record.response->status);
  }
  append_number(line, "us", record.duration_us);
  append_number(line, "in", static_cast<std::int64_t>(record.bytes_in));
  append_number(line, "out", static_cast<std::int64_t>(record.bytes_out));
  if (record.response != nullptr && !record.response->note.empty()) {
    line += ',';
    line += record.response->note;
  }
  line += '}';
  return line;
}

}  // namespace provost::api
