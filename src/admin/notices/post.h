#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "identity/admin.h"
#include "mail/outbox.h"

namespace provost::admin {

// The mails of an installation, with their outcomes until the journal has them. Without an outbox
// there is no mail. Safe from many threads.
class Post {
 public:
  // Records a delivery in the journal and the store; run again after a failure.
  using Then = std::function<Result<void>(const identity::Admin&, const mail::Delivery&)>;

  explicit Post(std::unique_ptr<mail::Outbox> outbox = nullptr) : outbox_(std::move(outbox)) {}

  bool is_on() const { return outbox_ != nullptr; }
  // Null where mail is off.
  const mail::Outbox* outbox() const { return outbox_.get(); }

  // `then` is called once for each mail, by settle(): also for one that finds no room.
  void send(mail::Mail mail, Then then);
  // Does the work that is due for sent and failed mails. Called by one thread, which waits for the
  // store. Returns the first error after the others had their turn; it is retried.
  Result<void> settle(const identity::Admin& admin);
  // What waits is not sent; settle() has its last turn after that.
  void stop();

 private:
  struct Ended {
    Then then;
    mail::Delivery delivery;
  };
  void note(Ended ended);

  std::mutex mutex_;
  std::vector<Ended> ended_;
  // The last, so that its thread ends before what it notes.
  std::unique_ptr<mail::Outbox> outbox_;
};

}  // namespace provost::admin
