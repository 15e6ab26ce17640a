#pragma once

#include <vector>

#include "admin/notice_people.h"
#include "admin/notices.h"

namespace provost::admin {

// What one look at an organisation asks for.
struct NoticePlan {
  struct Mail {
    Occurrence what;
    Recipient who;
  };
  std::vector<store::Notice> added;
  std::vector<store::Notice> removed;
  std::vector<Mail> mails;  // for every row that waits, those of `added` included
};

// Pure: the store's rows against what is true now. An occurrence that has no row is new: everybody
// who is told now gets one. One that has any is not told to others who come later. Rows of what is
// over go, those that wait at once.
NoticePlan plan_notices(const std::vector<Occurrence>& current,
                        const std::vector<store::Notice>& rows, const Recipients& people,
                        Timestamp now);

}  // namespace provost::admin
