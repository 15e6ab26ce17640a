#pragma once

#include <compare>
#include <string>
#include <utility>

namespace provost {

// A string that means one thing. Two of different tags do not mix.
template <class Tag>
class StrongString {
 public:
  StrongString() = default;
  explicit StrongString(std::string text) : text_(std::move(text)) {}
  const std::string& str() const { return text_; }
  bool empty() const { return text_.empty(); }
  friend bool operator==(const StrongString&, const StrongString&) = default;
  friend auto operator<=>(const StrongString&, const StrongString&) = default;

 private:
  std::string text_;
};

// The organisation as it stands in the Tenant URL: [a-z0-9][a-z0-9-]{0,62} (design §2.1).
using OrgId = StrongString<struct OrgIdTag>;

}  // namespace provost
