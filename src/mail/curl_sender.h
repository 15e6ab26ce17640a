#pragma once

#include <atomic>
#include <memory>

#include "mail/sender.h"
#include "mail/settings.h"

namespace provost::mail {

inline constexpr long connect_timeout_ms = 10'000;
inline constexpr long send_timeout_ms = 30'000;

// By libcurl, over one connection as long as the server keeps it. Certificates are checked against
// the system's; without TLS nothing is sent unless the settings say so.
class CurlSender final : public Sender {
 public:
  explicit CurlSender(Settings settings);
  ~CurlSender() override;
  Outcome send(const Envelope& envelope) override;
  void stop() override { is_stopped_ = true; }

 private:
  struct Handle;
  Settings settings_;
  std::unique_ptr<Handle> handle_;
  std::atomic<bool> is_stopped_{false};
};

}  // namespace provost::mail
