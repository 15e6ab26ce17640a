#include "cli/work_progress.h"

#include <algorithm>

namespace provost::cli {

admin::Progress WorkProgress::shower() {
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
