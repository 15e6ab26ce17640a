#pragma once

#include <cstddef>
#include <exception>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "oidc/fault.h"

namespace provost::oidc {

// Lets one thread do work that several need: the others wait for its result. Safe from many
// threads.
template <class T>
class OneAtATime {
 public:
  // The result of `work() -> Outcome<T>`, run here or by a concurrent call for the same key. All of
  // them get its exceptions.
  template <class Work>
  Outcome<T> run(const std::string& key, Work work) {
    std::promise<Outcome<T>> promise;
    if (const auto other = join(key, promise)) {
      return other->get();
    }
    try {
      Outcome<T> outcome = work();
      leave(key);
      promise.set_value(outcome);
      return outcome;
    } catch (...) {
      leave(key);
      promise.set_exception(std::current_exception());
      throw;
    }
  }

  // How many calls have waited for another so far.
  std::size_t joined() const {
    const std::lock_guard lock(mutex_);
    return joined_;
  }

 private:
  using Future = std::shared_future<Outcome<T>>;

  // The call in progress for the key; nothing when this call starts it.
  std::optional<Future> join(const std::string& key, std::promise<Outcome<T>>& promise) {
    const std::lock_guard lock(mutex_);
    const auto [place, is_first] = under_way_.try_emplace(key);
    if (!is_first) {
      ++joined_;
      return place->second;
    }
    place->second = promise.get_future().share();
    return std::nullopt;
  }
  void leave(const std::string& key) {
    const std::lock_guard lock(mutex_);
    under_way_.erase(key);
  }

  mutable std::mutex mutex_;
  std::size_t joined_ = 0;
  std::map<std::string, Future> under_way_;
};

}  // namespace provost::oidc
