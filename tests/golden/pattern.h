#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

// Texts with masks, such as "<base>/Users/<id:ada>".
//
//   <id> <time> <etag> <cursor> <any>   any text of that kind
//   <id:ada>                      the same, remembered: later uses must be equal, and requests may
//                                 use it
//   <etag!v1>                     one of that kind that differs from what v1 was remembered as
//   <contains: userName, Entra>   any text that holds all of these
//   <times 9000 x>                that text as often as the number says; it may hold blanks
//   <base> <root> <token> …       what the organisation of the case has there
namespace provost::golden {

class Bindings {
 public:
  // Fixed words of the case: "base", "token", …
  void set_word(std::string name, std::string value);
  const std::string* find_word(std::string_view name) const;

  // Remembered values, by "kind:name".
  void remember(std::string name, std::string value);
  const std::string* find(std::string_view name) const;
  const std::map<std::string, std::string, std::less<>>& remembered() const { return values_; }
  const std::map<std::string, std::string, std::less<>>& words() const { return words_; }

 private:
  std::map<std::string, std::string, std::less<>> words_;
  std::map<std::string, std::string, std::less<>> values_;
};

// Whether `actual` fits the pattern. What the pattern remembers is added to `bindings`, only when
// it fits. A reference (`!name`) to something never remembered fits nothing.
bool fits(std::string_view pattern, std::string_view actual, Bindings& bindings);

enum class Place : std::uint8_t { text, json };  // in JSON values stand inside of quotes

// A request's text with its words and remembered values filled in. Code::not_found names the mask
// that was never remembered.
Result<std::string> fill(std::string_view text, const Bindings& bindings,
                         Place place = Place::text);

// The text with every <name> replaced by the number (`repeat:`).
std::string fill_number(std::string_view text, std::string_view name, int number);

}  // namespace provost::golden
