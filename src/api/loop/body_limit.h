#pragma once

#include <cstddef>
#include <string_view>

#include "api/loop/loop.h"
#include "base/error.h"
#include "http/message.h"

namespace provost::api {

// Bodies read without checking the credential first, and the maximum for refused callers.
inline constexpr std::size_t small_body_bytes = 16 * 1024;
inline constexpr std::size_t stranger_body_bytes_max = 64 * 1024;

// What a request without a credential may send, where none is needed.
http::BodyLimit stranger_limit(const Settings& settings);
// The same for one whose credential is refused; beyond it, it gets that answer at once.
http::BodyLimit refused_limit(const Settings& settings, const Error& error);
// What somebody admitted may send, of bytes that are that share's.
http::BodyLimit admitted_limit(const Settings& settings, std::string_view share);

}  // namespace provost::api
