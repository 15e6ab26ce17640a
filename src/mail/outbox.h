#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "mail/message.h"
#include "mail/sender.h"

namespace provost::mail {

// Set to withdraw the mail.
using Withdrawal = std::shared_ptr<std::atomic<bool>>;

struct Mail {
  Message message;
  Timestamp until;    // no try after that
  std::string about;  // for the server's log: "setup link … of acme"
  Withdrawal withdrawn = {};
};

enum class Fate : std::uint8_t { sent, failed, withdrawn, stopped };
struct Delivery {
  Fate fate = Fate::sent;
  std::string why;  // of a failure, for people
};

// Sends mails in the background, one at a time, by a thread of its own, so that no mail server ever
// delays a request. Waiting mails are only in memory: keep mails that must not be lost elsewhere,
// as notices do. Safe from many threads.
class Outbox {
 public:
  using Milliseconds = std::chrono::milliseconds;
  // Called once for each mail, by the outbox's thread or by stop(); must not throw or wait.
  using Done = std::function<void(const Delivery&)>;
  using Say = std::function<void(const std::string&)>;

  struct Options {
    std::size_t mails_max = 1000;
    // After a try that failed, the longer the more failed; the last one repeats.
    std::vector<Milliseconds> pauses{Milliseconds(5'000), Milliseconds(15'000),
                                     Milliseconds(60'000), Milliseconds(300'000)};
    // How long stop() waits for the mail that is being sent.
    Milliseconds last_mail{3'000};
  };

  Outbox(std::unique_ptr<Sender> sender, Mailbox from, const Clock& clock, Random& random, Say say,
         Options options);
  ~Outbox() { stop(); }
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  // False, and `done` is never called, when there are too many or it has been stopped.
  bool submit(Mail mail, Done done);
  // Waiting mails are not sent; each gets that outcome. Idempotent.
  void stop();

  struct Status {
    std::size_t waiting = 0;
    std::optional<Timestamp> last_sent;
    std::optional<Timestamp> last_failure;
    std::string failure;   // the last one, in words
    bool is_down = false;  // the last try found the server unusable
  };
  Status status() const;
  const Mailbox& from() const { return from_; }

 private:
  using Steady = std::chrono::steady_clock;
  struct Waiting {
    Mail mail;
    Done done;
    std::size_t tries = 0;
    Steady::time_point due;
  };
  using Line = std::list<Waiting>;

  void loop();
  void end_those_over(std::unique_lock<std::mutex>& lock);
  Line take_due();
  void attempt(Line one, std::unique_lock<std::mutex>& lock);
  void settle(Line one, const Outcome& outcome);
  void note_down(const std::string& why);
  std::optional<Steady::time_point> next_due() const;
  Milliseconds pause_after(std::size_t failures) const;

  std::unique_ptr<Sender> sender_;
  const Mailbox from_;
  const Clock& clock_;
  Random& random_;
  Say say_;
  const Options options_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  Line waiting_;
  bool is_sending_ = false;
  bool is_stopping_ = false;
  std::size_t times_down_ = 0;
  Steady::time_point rest_until_;
  Status status_;
  std::thread thread_;
};

}  // namespace provost::mail
