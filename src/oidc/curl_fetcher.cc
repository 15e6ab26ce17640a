#include "oidc/curl_fetcher.h"

#include <array>
#include <memory>
#include <mutex>
#include <stdexcept>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/url.h"
#include "oidc/address.h"

namespace provost::oidc {
namespace {

struct Cleaned {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Cleaned>;
using HeaderList = std::unique_ptr<curl_slist, Cleaned>;

// The state shared with libcurl's callbacks.
struct Transfer {
  Reach reach{};
  bool is_tls = false;
  bool was_refused = false;  // by an address that may not be reached
  bool was_too_long = false;
  std::string body;
};

std::optional<IpAddress> address_of(const curl_sockaddr& target) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  if (target.family == AF_INET) {
    bytes = &reinterpret_cast<const sockaddr_in*>(&target.addr)->sin_addr;
  } else if (target.family == AF_INET6) {
    bytes = &reinterpret_cast<const sockaddr_in6*>(&target.addr)->sin6_addr;
  }
  if (bytes == nullptr || inet_ntop(target.family, bytes, text.data(), text.size()) == nullptr) {
    return std::nullopt;
  }
  return IpAddress::parse(text.data());
}

curl_socket_t open_socket(void* transfer_of, curlsocktype, curl_sockaddr* target) {
  Transfer& transfer = *static_cast<Transfer*>(transfer_of);
  const std::optional<IpAddress> address = address_of(*target);
  const bool may =
      address && may_reach(*address, transfer.reach) && (transfer.is_tls || is_loopback(*address));
  if (!may) {
    transfer.was_refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* transfer_of) {
  Transfer& transfer = *static_cast<Transfer*>(transfer_of);
  if (transfer.body.size() + size > fetched_bytes_max) {
    transfer.was_too_long = true;
    return 0;
  }
  transfer.body.append(data, size);
  return size;
}

void start_curl() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
      throw std::runtime_error("libcurl does not start");
    }
  });
}

void add_header(HeaderList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) {
    throw std::bad_alloc();
  }
  (void)list.release();
  list.reset(longer);
}

HeaderList headers_of(const Fetch& fetch) {
  HeaderList list;
  add_header(list, "Accept: application/json");
  add_header(list, "Expect:");  // no 100-continue
  if (!fetch.authorization.empty()) {
    add_header(list, "Authorization: " + fetch.authorization);
  }
  return list;
}

void set_limits(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, fetch_timeout_ms);
}

void set_request(CURL* handle, const Fetch& fetch, const HeaderList& headers) {
  curl_easy_setopt(handle, CURLOPT_URL, fetch.url.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "provost");
  if (fetch.form) {
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(fetch.form->size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, fetch.form->c_str());
  }
}

// Called about once a second; a non-zero result ends the transfer.
int look_whether_stopped(void* is_stopped, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return *static_cast<std::atomic<bool>*>(is_stopped) ? 1 : 0;
}

void set_callbacks(CURL* handle, Transfer& transfer, std::atomic<bool>& is_stopped) {
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &look_whether_stopped);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &is_stopped);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
}

Fault fault_of(CURLcode code, const Transfer& transfer, const std::string& host) {
  std::string why = curl_easy_strerror(code);
  if (transfer.was_too_long) {
    why = fmt::format("its answer is longer than {} bytes", fetched_bytes_max);
  } else if (transfer.was_refused && code != CURLE_OPERATION_TIMEDOUT) {
    why =
        "it has an address of this machine or of a private network, which only the operator can "
        "allow (provost serve --oidc-allow-private)";
  }
  return {FaultKind::unreachable, fmt::format("{} gives no answer: {}", host, why)};
}

}  // namespace

CurlFetcher::CurlFetcher(Reach reach) : reach_(reach) {
  start_curl();
}

Outcome<Fetched> CurlFetcher::fetch(const Fetch& fetch) {
  const std::optional<Url> url = parse_url(fetch.url);
  if (!url || !is_protected(*url)) {
    return Fault{FaultKind::unreachable, "the provider has an address that is no https URL"};
  }
  const Handle handle(curl_easy_init());
  if (!handle) {
    throw std::bad_alloc();
  }
  Transfer transfer{.reach = reach_, .is_tls = url->is_tls, .body = {}};
  const HeaderList headers = headers_of(fetch);
  set_limits(handle.get());
  set_request(handle.get(), fetch, headers);
  set_callbacks(handle.get(), transfer, is_stopped_);
  if (const CURLcode code = curl_easy_perform(handle.get()); code != CURLE_OK) {
    return fault_of(code, transfer, url->host);
  }
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  return Fetched{static_cast<int>(status), std::move(transfer.body)};
}

}  // namespace provost::oidc
