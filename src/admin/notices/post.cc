#include "admin/notices/post.h"

#include <utility>

namespace provost::admin {

void Post::note(Ended ended) {
  const std::lock_guard lock(mutex_);
  ended_.push_back(std::move(ended));
}

void Post::send(mail::Mail mail, Then then) {
  const auto done = [this, then](const mail::Delivery& delivery) { note({then, delivery}); };
  if (outbox_ == nullptr || !outbox_->submit(std::move(mail), done)) {
    done({mail::Fate::failed, "too many mails are waiting, or the server is stopping"});
  }
}

Result<void> Post::settle(const identity::Admin& admin) {
  std::vector<Ended> ended;
  {
    const std::lock_guard lock(mutex_);
    ended.swap(ended_);
  }
  Result<void> outcome;
  for (Ended& one : ended) {
    Result<void> done = one.then(admin, one.delivery);
    // A deleted organisation has no journal.
    if (done.has_error() && done.error().code != Code::not_found) {
      note(std::move(one));
      outcome = outcome.has_error() ? outcome : std::move(done);
    }
  }
  return outcome;
}

void Post::stop() {
  if (outbox_ != nullptr) {
    outbox_->stop();
  }
}

}  // namespace provost::admin
