#pragma once

#include <string>
#include <string_view>

#include "json/json.h"

namespace provost::admin {

// The text of a journal entry's summary. Names are display names.
struct EventWords {
  std::string_view type;
  std::string_view actor;
  std::string_view subject_type;
  std::string_view subject;
  std::string_view member;  // of group.member_added and removed
  // Of an access that came from a group, before and after it changed.
  std::string_view group_before;
  std::string_view group_after;
  const json::Object& data;
  const json::Object& values;
};

struct EventText {
  std::string_view severity;  // INFO, WARN, ERROR
  std::string summary;
};

// The one place that puts an entry into words.
EventText text_of(const EventWords& words);

}  // namespace provost::admin
