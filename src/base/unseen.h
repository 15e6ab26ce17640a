#pragma once

#include <string>
#include <string_view>

namespace provost {

// The characters that with_unseen_named() names (base/outside_text.h), in a JSON text: as JSON
// escapes them, "\u202e", so that it means what it meant. They are Unicode's format characters but
// for joiners, and the controls, which a terminal obeys, but for tabs and line feeds.
std::string with_unseen_escaped(std::string_view json);

}  // namespace provost
