#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace provost {

// What a client sent (a header, a target, a name) as it may become data: kept, logged, or repeated
// in an answer. UTF-8 whatever the bytes were, at most `bytes_max` bytes, cut between characters,
// and without any of our secrets in it. Each byte that is not part of a UTF-8 character becomes
// `?`.
std::string outside_text(std::string_view bytes, std::size_t bytes_max);

// The text without secrets that somebody put in the wrong place:
//
// - what looks like a secret of ours (a Secret Token, a key, a session, a link:
//   identity/token_text.h) is cut to its prefix, "pvt_***";
// - of a quoted text that goes with the word "password", as in a filter, a path or JSON, only the
//   quotes stay: `password eq "***"`.
//
// Whatever is to be cut is masked before: half a secret does not look like one.
std::string masked(std::string_view text);

// A name as a sentence of ours says it: characters that are not seen but turn text around or hide
// it (Unicode's format characters) are named, "<U+202E>", so that nobody's name makes the sentence
// say something else. Joiners stay, which letters and emoji of real names need.
std::string with_unseen_named(std::string_view text);

// The same characters, and the controls that a terminal obeys but for tabs and line feeds, in a
// JSON text: as JSON escapes them, "\u202e", so that it means what it meant.
std::string with_unseen_escaped(std::string_view json);

}  // namespace provost
