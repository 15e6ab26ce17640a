#include "mail/curl_sender.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string_view>

#include <curl/curl.h>
#include <fmt/format.h>

namespace provost::mail {
namespace {

struct Cleaned {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Recipients = std::unique_ptr<curl_slist, Cleaned>;

void start_curl() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
      throw std::runtime_error("libcurl does not start");
    }
  });
}

std::size_t give_data(char* buffer, std::size_t size, std::size_t count, void* rest_of) {
  std::string_view& rest = *static_cast<std::string_view*>(rest_of);
  const std::size_t given = std::min(rest.size(), size * count);
  std::memcpy(buffer, rest.data(), given);
  rest.remove_prefix(given);
  return given;
}

// Called about once a second; a non-zero result ends the transfer.
int look_whether_stopped(void* is_stopped, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return *static_cast<std::atomic<bool>*>(is_stopped) ? 1 : 0;
}

void set_server(CURL* handle, const Settings& settings) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_URL, settings.url.c_str());
  curl_easy_setopt(handle, CURLOPT_USE_SSL,
                   static_cast<long>(settings.is_protected ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, send_timeout_ms);
  if (!settings.user.empty()) {
    curl_easy_setopt(handle, CURLOPT_USERNAME, settings.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, settings.password.c_str());
  }
}

// libcurl says which command the server refused; the reply's number says how (RFC 5321 §4.2.1). A
// rejected sender affects every mail.
Outcome outcome_of(CURLcode code, long reply, std::string_view command, const std::string& url) {
  if (code == CURLE_OK) {
    return {};
  }
  if (code == CURLE_LOGIN_DENIED) {
    return {Sent::down, fmt::format("{} does not accept --smtp-user and its password", url)};
  }
  if (code == CURLE_USE_SSL_FAILED) {
    return {Sent::down,
            fmt::format("{} offers no STARTTLS; --smtp-plain sends without encryption", url)};
  }
  const bool has_replied = code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR;
  if (has_replied && reply >= 400 && reply < 600) {
    const std::string why = fmt::format("{} refused it (SMTP reply {})", url, reply);
    if (command.starts_with("MAIL")) {
      return {Sent::down,
              fmt::format("{} does not accept --mail-from (SMTP reply {})", url, reply)};
    }
    return {reply >= 500 ? Sent::refused : Sent::later, why};
  }
  return {Sent::down, fmt::format("{}: {}", url, curl_easy_strerror(code))};
}

}  // namespace

struct CurlSender::Handle {
  std::unique_ptr<CURL, Cleaned> curl;
};

CurlSender::CurlSender(Settings settings)
    : settings_(std::move(settings)), handle_(std::make_unique<Handle>()) {
  start_curl();
  handle_->curl.reset(curl_easy_init());
  if (!handle_->curl) {
    throw std::bad_alloc();
  }
}

CurlSender::~CurlSender() = default;

Outcome CurlSender::send(const Envelope& envelope) {
  CURL* curl = handle_->curl.get();
  curl_easy_reset(curl);  // keeps the connection open
  set_server(curl, settings_);
  std::array<char, CURL_ERROR_SIZE> said{};
  std::string_view rest = envelope.data;
  const Recipients to(curl_slist_append(nullptr, envelope.to.c_str()));
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, said.data());
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, envelope.from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &give_data);
  curl_easy_setopt(curl, CURLOPT_READDATA, &rest);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &look_whether_stopped);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &is_stopped_);
  const CURLcode code = curl_easy_perform(curl);
  long reply = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
  return outcome_of(code, reply, said.data(), settings_.url);
}

}  // namespace provost::mail
