#include "mail/outbox.h"

#include <algorithm>
#include <exception>
#include <utility>

#include <fmt/format.h>

namespace provost::mail {

Outbox::Outbox(std::unique_ptr<Sender> sender, Mailbox from, const Clock& clock, Random& random,
               Say say, Options options)
    : sender_(std::move(sender)),
      from_(std::move(from)),
      clock_(clock),
      random_(random),
      say_(std::move(say)),
      options_(std::move(options)),
      thread_([this] { loop(); }) {}

bool Outbox::submit(Mail mail, Done done) {
  const std::lock_guard lock(mutex_);
  if (is_stopping_ || waiting_.size() >= options_.mails_max) {
    return false;
  }
  waiting_.push_back({std::move(mail), std::move(done), 0, Steady::now()});
  wake_.notify_one();
  return true;
}

void Outbox::stop() {
  {
    std::unique_lock lock(mutex_);
    is_stopping_ = true;
    wake_.notify_all();
    idle_.wait_for(lock, options_.last_mail, [&] { return !is_sending_; });
  }
  sender_->stop();
  if (thread_.joinable()) {
    thread_.join();
  }
  for (Waiting& one : std::exchange(waiting_, {})) {
    one.done({Fate::stopped, "the server stopped before the mail was sent"});
  }
}

Outbox::Status Outbox::status() const {
  const std::lock_guard lock(mutex_);
  Status status = status_;
  status.waiting = waiting_.size() + (is_sending_ ? 1 : 0);
  status.is_down = times_down_ > 0;
  return status;
}

void Outbox::loop() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    end_those_over(lock);
    if (is_stopping_) {
      break;
    }
    Line one = take_due();
    if (!one.empty()) {
      attempt(std::move(one), lock);
    } else if (const auto due = next_due()) {
      wake_.wait_until(lock, *due);
    } else {
      wake_.wait(lock);
    }
  }
}

// Submitters are told without holding the lock: they may submit another mail.
void Outbox::end_those_over(std::unique_lock<std::mutex>& lock) {
  const Timestamp now = clock_.now();
  Line over;
  for (auto i = waiting_.begin(); i != waiting_.end();) {
    const auto next = std::next(i);
    const bool is_withdrawn = i->mail.withdrawn && *i->mail.withdrawn;
    if (is_withdrawn || ((i->tries > 0 || times_down_ > 0) && i->mail.until <= now)) {
      over.splice(over.end(), waiting_, i);
    }
    i = next;
  }
  if (over.empty()) {
    return;
  }
  const std::string why = status_.failure;
  is_sending_ = true;  // busy: status() counts unsettled mails
  lock.unlock();
  for (Waiting& one : over) {
    const bool is_withdrawn = one.mail.withdrawn && *one.mail.withdrawn;
    if (!is_withdrawn) {
      say_(fmt::format("mail: {} was not sent: {}", one.mail.about, why));
    }
    one.done(is_withdrawn ? Delivery{Fate::withdrawn, ""} : Delivery{Fate::failed, why});
  }
  lock.lock();
  is_sending_ = false;
  idle_.notify_all();
}

Outbox::Line Outbox::take_due() {
  Line taken;
  const Steady::time_point now = Steady::now();
  if (now < rest_until_) {
    return taken;
  }
  const auto due =
      std::ranges::find_if(waiting_, [&](const Waiting& one) { return one.due <= now; });
  if (due != waiting_.end()) {
    taken.splice(taken.end(), waiting_, due);
  }
  return taken;
}

std::optional<Outbox::Steady::time_point> Outbox::next_due() const {
  if (waiting_.empty()) {
    return std::nullopt;
  }
  const auto first = std::ranges::min_element(waiting_, {}, &Waiting::due);
  return std::max(first->due, rest_until_);
}

void Outbox::attempt(Line one, std::unique_lock<std::mutex>& lock) {
  is_sending_ = true;
  lock.unlock();
  Outcome outcome;
  try {
    const Mail& mail = one.front().mail;
    const Timestamp now = clock_.now();
    outcome = sender_->send({from_.address, mail.message.to.address,
                             render(mail.message, from_, now, new_id(now, random_).to_string())});
  } catch (const std::exception& fault) {
    outcome = {Sent::down, fault.what()};
  }
  const bool is_over = outcome.sent == Sent::yes || outcome.sent == Sent::refused;
  if (is_over) {
    const bool is_sent = outcome.sent == Sent::yes;
    if (!is_sent) {
      say_(fmt::format("mail: {} was not sent: {}", one.front().mail.about, outcome.why));
    }
    one.front().done(is_sent ? Delivery{} : Delivery{Fate::failed, outcome.why});
  }
  lock.lock();
  is_sending_ = false;
  settle(std::move(one), outcome);
  idle_.notify_all();
}

void Outbox::settle(Line one, const Outcome& outcome) {
  if (outcome.sent == Sent::down) {
    note_down(outcome.why);
  } else if (std::exchange(times_down_, 0) > 0) {
    say_("mail: the SMTP server takes mails again");
  }
  if (outcome.sent == Sent::yes) {
    status_.last_sent = clock_.now();
    return;
  }
  status_.last_failure = clock_.now();
  status_.failure = outcome.why;
  if (outcome.sent == Sent::refused) {
    return;
  }
  Waiting& mail = one.front();
  ++mail.tries;
  mail.due = outcome.sent == Sent::down ? rest_until_ : Steady::now() + pause_after(mail.tries);
  waiting_.splice(waiting_.end(), one);
}

// All mails wait: an unreachable server is not tried once for each of them.
void Outbox::note_down(const std::string& why) {
  const Milliseconds pause = pause_after(++times_down_);
  rest_until_ = Steady::now() + pause;
  say_(fmt::format("mail: {}; {} wait, next try in {} s", why, waiting_.size() + 1,
                   pause.count() / 1000));
}

Outbox::Milliseconds Outbox::pause_after(std::size_t failures) const {
  return options_.pauses.at(std::min(failures, options_.pauses.size()) - 1);
}

}  // namespace provost::mail
