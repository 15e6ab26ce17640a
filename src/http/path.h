#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

// A request has one address (docs/decisions/0022): whatever looks at a path looks at the same text,
// in which each resource has one spelling.
namespace provost::http {

struct TidyPath {
  std::string text;
  Spelling spelling = Spelling::canonical;
};

// The path of a target in its one spelling: `%41` is `A` where the character needs no escape (RFC
// 3986 §6.2.2.2), other escapes have capital hexadecimal digits, and there are no empty segments.
// So says the canonical path of it; a slash at the end and small hexadecimal digits are as good.
//
// What no resource can have as its address is Spelling::none: a path that starts with no slash, `.`
// or `..` as a segment (however escaped: what to make of it is the client's business), a `%` that
// starts no escape, and a segment that is not UTF-8. Its text is for people to read.
TidyPath tidy_path(std::string_view path);

// Sets target, path, spelling and query by a target in origin form (RFC 9112 §3.2.1). The views
// point into `target`.
void set_target(Request& request, std::string_view target);

}  // namespace provost::http
