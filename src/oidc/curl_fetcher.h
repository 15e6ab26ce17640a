#pragma once

#include <atomic>
#include <cstddef>

#include "oidc/address.h"
#include "oidc/fetcher.h"

namespace provost::oidc {

inline constexpr long connect_timeout_ms = 2'000;
inline constexpr long fetch_timeout_ms = 3'000;
inline constexpr std::size_t fetched_bytes_max = 256 * 1024;

// By libcurl: https with the system's certificates, http only to this machine. It follows no
// redirect and uses no proxy. The address is looked at when the socket is made, after the name was
// resolved for that very connection, so that no name can lead elsewhere in between.
class CurlFetcher final : public Fetcher {
 public:
  explicit CurlFetcher(Reach reach);
  Outcome<Fetched> fetch(const Fetch& fetch) override;
  // Requests in progress end without an answer within a second; no further ones are sent.
  void stop() { is_stopped_ = true; }

 private:
  Reach reach_;
  std::atomic<bool> is_stopped_{false};
};

}  // namespace provost::oidc
