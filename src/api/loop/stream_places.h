#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "base/result.h"
#include "identity/caller.h"
#include "store/records.h"

namespace provost::api {

class StreamPlaces;

// The place of one open stream, given back at the end.
class StreamPlace {
 public:
  StreamPlace() = default;
  StreamPlace(StreamPlace&& other) noexcept { *this = std::move(other); }
  StreamPlace& operator=(StreamPlace&& other) noexcept;
  ~StreamPlace();

 private:
  friend class StreamPlaces;
  StreamPlace(StreamPlaces& places, store::OrgKey org, const identity::Caller& caller)
      : places_(&places),
        org_(org),
        credential_(caller.credential_id),
        is_operator_(caller.is_operator()) {}

  StreamPlaces* places_ = nullptr;
  store::OrgKey org_{};
  std::string credential_;
  bool is_operator_ = false;
};

struct StreamLimits {
  std::size_t all = 400;
  std::size_t kept_for_operators = 100;  // of those
  std::size_t organisation = 40;         // those of its members; operators' count for none
  std::size_t credential = 10;           // of a member's
};

// How many streams of events may be open at a time: each asks for news again and again. Members
// have a share per credential and organisation, and cannot take the places that are kept for
// operators (design rule 24). Must outlive the places that it gives. Safe from many threads.
class StreamPlaces {
 public:
  explicit StreamPlaces(const StreamLimits& limits = {}) : limits_(limits) {}

  // Code::too_many_requests when the caller or the organisation has its share, Code::overloaded
  // when there are no more at all.
  Result<StreamPlace> take(store::OrgKey org, const identity::Caller& caller);
  std::size_t open() const;

 private:
  friend class StreamPlace;
  Result<void> find_room(store::OrgKey org, const identity::Caller& caller) const;
  void give_back(const StreamPlace& place);

  const StreamLimits limits_;
  mutable std::mutex mutex_;
  std::size_t open_ = 0;
  std::size_t open_to_members_ = 0;
  std::map<store::OrgKey, std::size_t> by_org_;
  std::map<std::string, std::size_t> by_credential_;
};

}  // namespace provost::api
