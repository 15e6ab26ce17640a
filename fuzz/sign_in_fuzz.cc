#include <string>

#include "api/loop/session_cookie.h"
#include "check.h"
#include "identity/totp.h"

// A Cookie header yields at most one session, which it contains; a one-time code matches none but
// the three steps around now, and never twice.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost;
  const std::string_view text = as_text(data, size);
  http::Request request;
  request.base_url = "https://x";
  request.headers = {{"Cookie", text}};
  const std::string session(api::session_in_cookie(request));
  hold(session.find(';') == std::string::npos && text.find(session) != std::string_view::npos);
  const std::string with_another = std::string(text) + "; __Host-provost_session=another";
  request.headers = {{"Cookie", with_another}};
  const std::string_view found = api::session_in_cookie(request);
  hold(session.empty() || session == "another" ? found.empty() || found == "another"
                                               : found.empty());

  constexpr std::string_view secret = "12345678901234567890";
  const Timestamp now{59'000};
  if (const auto step = identity::totp_step_of(secret, text, now, 0)) {
    hold(*step >= 0 && *step <= 2);
    hold(!identity::totp_step_of(secret, text, now, *step));
  }
  return 0;
}
