#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/records.h"

namespace provost::log {

// What to change so that something goes right. Where that is done in the identity provider, the
// text has braces with the place in Entra and the place in Okta, each with the space before it:
// "Rotate the token{ in Entra under …| in Okta under …}." Either may be empty.
class Fix {
 public:
  constexpr Fix() = default;
  constexpr Fix(const char* text) : text_(text) {}  // NOLINT(google-explicit-constructor)

  // For the organisation's own provider: that one's places, and none for a provider that the texts
  // do not know. While nobody has said which it is, both.
  std::string text(std::optional<store::Provider> provider = {}) const;
  bool is_empty() const { return text_.empty(); }

 private:
  std::string_view text_;
};

}  // namespace provost::log
