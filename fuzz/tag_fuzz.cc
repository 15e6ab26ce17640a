#include <string>

#include "check.h"
#include "provision/precondition.h"

// If-Match and If-None-Match: a list that names a tag still does when more is added, and `*` names
// every tag.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using provost::provision::names_tag;
  constexpr std::string_view tag = "W/\"1a2b\"";
  const std::string header(as_text(data, size));
  const bool named = names_tag(header, tag);
  hold(names_tag(header + ",*", tag) && names_tag("*," + header, tag));
  hold(names_tag(header + ",W/\"ff\"", tag) == named);
  hold(names_tag("\"ff\" ,\t" + header, tag) == named);
  hold(names_tag(header + ", \"1a2b\"", tag));
  return 0;
}
