#pragma once

#include <mutex>
#include <utility>
#include <vector>

#include "mail/outbox.h"

// A mail server that accepts everything, or answers as the test wants.
namespace provost::testing {

class KeptSender final : public mail::Sender {
 public:
  mail::Outcome send(const mail::Envelope& envelope) override {
    const std::lock_guard lock(mutex_);
    if (answer_.sent == mail::Sent::yes) {
      kept_.push_back(envelope);
    }
    return answer_;
  }
  void stop() override {}
  // Its answer from now on.
  void answer(mail::Outcome outcome) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(outcome);
  }
  // The mails accepted since the last call.
  std::vector<mail::Envelope> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(kept_, {});
  }

 private:
  std::mutex mutex_;
  mail::Outcome answer_;
  std::vector<mail::Envelope> kept_;
};

}  // namespace provost::testing
