#pragma once

#include <string>
#include <string_view>

#include "json/json.h"

namespace provost::admin {

// What a journal entry says, for its summary. Names are what people call things.
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
