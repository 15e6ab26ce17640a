#include "simulate/progress.h"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

namespace provost::simulate {
namespace {

constexpr std::size_t bar_cells = 30;
constexpr std::chrono::milliseconds redraw_interval{100};
constexpr std::chrono::seconds line_interval{3};

}  // namespace

bool is_terminal(const std::ostream& stream) {
  if (stream.rdbuf() == std::cout.rdbuf()) {
    return isatty(STDOUT_FILENO) == 1;
  }
  return stream.rdbuf() == std::cerr.rdbuf() && isatty(STDERR_FILENO) == 1;
}

std::string bar(std::size_t done, std::size_t total, std::size_t width) {
  const std::size_t whole = std::max<std::size_t>(total, 1);
  const std::size_t part = total == 0 ? 1 : std::min(done, total);
  std::string out = "[";
  for (std::size_t i = 0; i < width; ++i) {
    out += i < part * width / whole ? "█" : "░";
  }
  return out + fmt::format("] {:3} %", part * 100 / whole);
}

Progress::Progress(std::ostream& out, bool terminal) : out_(out), terminal_(terminal) {}

Progress::~Progress() {
  finish();
}

void Progress::begin(std::string phase, std::size_t total) {
  const std::lock_guard lock(mutex_);
  phase_ = std::move(phase);
  done_ = 0;
  total_ = total;
  show(terminal_);
}

void Progress::tick() {
  const std::lock_guard lock(mutex_);
  ++done_;
  show(terminal_ && done_ == total_);
}

void Progress::finish() {
  const std::lock_guard lock(mutex_);
  if (drawn_) {
    out_ << "\r\x1b[K" << std::flush;
    drawn_ = false;
  }
}

void Progress::show(bool force) {
  const auto now = Clock::now();
  const bool due = terminal_ ? now - shown_ >= redraw_interval : now - shown_ >= line_interval;
  if (!due && !force) {
    return;
  }
  shown_ = now;
  if (terminal_) {
    draw_bar();
  } else {
    out_ << fmt::format("{}: {} of {}\n", phase_, done_, total_) << std::flush;
  }
}

void Progress::draw_bar() {
  out_ << fmt::format("\r\x1b[K{} {} ({} of {})", bar(done_, total_, bar_cells), phase_, done_,
                      total_)
       << std::flush;
  drawn_ = true;
}

}  // namespace provost::simulate
