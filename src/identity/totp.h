#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"

// One-time codes of an authenticator app (RFC 6238): six digits, a new one every 30 seconds.
namespace provost::identity {

// 20 random bytes, as RFC 4226 §4 recommends.
std::string make_totp_secret(Random& random);
// As people type it into an app: base 32.
std::string totp_text(std::string_view secret);
// As an app reads it from a picture: otpauth://totp/…
std::string totp_uri(std::string_view secret, std::string_view name);

// The time step whose code this is: that of `now`, the one before or the one after, and later than
// `used`, whose code was taken before. Nothing for any other text; spaces are passed over.
std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code,
                                         Timestamp now, std::int64_t used);

// The code of a time step; what an app shows.
std::string totp_code(std::string_view secret, std::int64_t step);
std::int64_t totp_step_at(Timestamp now);

}  // namespace provost::identity
