#include "cli/work_progress.h"

#include <algorithm>

namespace provost::cli {

admin::Progress WorkProgress::shower() {
  if (!is_shown_) {
    return [](const store::LongWork&) {};
  }
  return [this](const store::LongWork& work) {
    if (!has_begun_) {
      progress_.begin(name_, std::max(work.total, work.done));
      has_begun_ = true;
    }
    for (; shown_ < work.done; ++shown_) {
      progress_.tick();
    }
  };
}

}  // namespace provost::cli
