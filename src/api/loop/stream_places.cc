#include "api/loop/stream_places.h"

namespace provost::api {
namespace {

constexpr int retry_after_s = 30;

Error refusal(Code code, std::string whose) {
  Error error(code, std::move(whose) +
                        "; close one, or ask again and again without Accept: text/event-stream");
  error.retry_after_s = retry_after_s;
  return error;
}

template <class Map, class Key>
std::size_t count_of(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? 0 : found->second;
}

template <class Map, class Key>
void take_one(Map& map, const Key& key) {
  const auto found = map.find(key);
  if (--found->second == 0) {
    map.erase(found);
  }
}

}  // namespace

StreamPlace& StreamPlace::operator=(StreamPlace&& other) noexcept {
  std::swap(places_, other.places_);
  std::swap(org_, other.org_);
  std::swap(credential_, other.credential_);
  std::swap(is_operator_, other.is_operator_);
  return *this;
}

StreamPlace::~StreamPlace() {
  if (places_ != nullptr) {
    places_->give_back(*this);
  }
}

Result<StreamPlace> StreamPlaces::take(store::OrgKey org, const identity::Caller& caller) {
  const std::lock_guard lock(mutex_);
  TRY(find_room(org, caller));
  ++open_;
  if (!caller.is_operator()) {
    ++open_to_members_;
    ++by_org_[org];
    ++by_credential_[caller.credential_id];
  }
  return StreamPlace(*this, org, caller);
}

std::size_t StreamPlaces::open() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

// The caller's own share is checked first, so that whoever floods is told so.
Result<void> StreamPlaces::find_room(store::OrgKey org, const identity::Caller& caller) const {
  if (!caller.is_operator()) {
    if (count_of(by_credential_, caller.credential_id) >= limits_.credential) {
      return refusal(Code::too_many_requests, "too many streams of this credential are open");
    }
    if (count_of(by_org_, org) >= limits_.organisation) {
      return refusal(Code::too_many_requests, "too many streams of this organisation are open");
    }
    if (open_to_members_ >= limits_.all - limits_.kept_for_operators) {
      return refusal(Code::overloaded, "too many streams are open");
    }
  }
  if (open_ >= limits_.all) {
    return refusal(Code::overloaded, "too many streams are open");
  }
  return {};
}

void StreamPlaces::give_back(const StreamPlace& place) {
  const std::lock_guard lock(mutex_);
  --open_;
  if (!place.is_operator_) {
    --open_to_members_;
    take_one(by_org_, place.org_);
    take_one(by_credential_, place.credential_);
  }
}

}  // namespace provost::api
