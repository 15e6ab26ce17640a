#pragma once

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <mutex>
#include <string>

namespace provost::simulate {

// Whether the stream is std::cout or std::cerr, and that one a terminal.
bool is_terminal(const std::ostream& stream);

// Shows how far a run is: on a terminal a bar that is drawn over itself, elsewhere a line every
// few seconds without any control character. Safe to call from many threads.
class Progress {
 public:
  Progress(std::ostream& out, bool terminal);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void begin(std::string phase, std::size_t total);
  void tick();
  // Takes the bar off, so that other text can follow.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void show(bool force);
  void draw_bar();

  std::ostream& out_;
  const bool terminal_;
  std::mutex mutex_;
  std::string phase_;
  std::size_t done_ = 0;
  std::size_t total_ = 0;
  bool drawn_ = false;
  Clock::time_point shown_ = Clock::now();
};

// `[██████░░░░] 60 %`, `width` cells between the brackets.
std::string bar(std::size_t done, std::size_t total, std::size_t width);

}  // namespace provost::simulate
