#pragma once

#include <string>

#include "admin/chores/long_work.h"
#include "cli/context.h"
#include "simulate/progress.h"

namespace provost::cli {

// Shows the progress of long work that a command waits for, done by this command or a server beside
// it.
class WorkProgress {
 public:
  WorkProgress(const Context& context, std::string name)
      : progress_(context.err, simulate::is_terminal(context.err)),
        name_(std::move(name)),
        is_shown_(!context.json) {}
  admin::Progress shower();
  void finish() { progress_.finish(); }

 private:
  simulate::Progress progress_;
  const std::string name_;
  const bool is_shown_;  // scripts read results alone
  bool has_begun_ = false;
  std::size_t shown_ = 0;
};

}  // namespace provost::cli
