#pragma once

#include <vector>

#include "admin/notices/notices.h"
#include "admin/people/recipients.h"

namespace provost::admin {

// What one look at an organisation asks for.
struct NoticePlan {
  struct Mail {
    Occurrence what;
    Recipient who;
  };
  std::vector<store::Notice> added;
  std::vector<store::Notice> removed;
  std::vector<Mail> mails;  // for every waiting row, including `added`
};

// Pure: compares the store's rows with the current conditions. An occurrence without a row is new:
// every current recipient gets one. Later recipients of an occurrence with rows get none. Rows of
// ended conditions are deleted, waiting ones at once.
NoticePlan plan_notices(const std::vector<Occurrence>& current,
                        const std::vector<store::Notice>& rows, const Recipients& people,
                        Timestamp now);

}  // namespace provost::admin
