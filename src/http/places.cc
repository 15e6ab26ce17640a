#include "http/places.h"

#include <algorithm>

namespace provost::http {
namespace {

// How many clients at a time may be told that there are too many; the others are just dropped.
std::size_t told_max(std::size_t served_max) {
  return served_max / 8 + 16;
}

}  // namespace

std::optional<PlaceOwner> place_owner(const boost::asio::ip::address& peer) {
  namespace ip = boost::asio::ip;
  const bool is_mapped = peer.is_v6() && peer.to_v6().is_v4_mapped();
  const ip::address address =
      is_mapped ? ip::address(ip::make_address_v4(ip::v4_mapped, peer.to_v6())) : peer;
  if (address.is_loopback()) {
    return std::nullopt;
  }
  constexpr std::size_t network_bytes = 8;
  PlaceOwner owner{};
  if (address.is_v4()) {
    // The prefix is one that no peer's IPv6 address has.
    owner[network_bytes] = 4;
    std::ranges::copy(address.to_v4().to_bytes(), owner.begin() + network_bytes + 1);
  } else {
    std::ranges::copy_n(address.to_v6().to_bytes().begin(), network_bytes, owner.begin());
  }
  return owner;
}

Places::Place::~Place() {
  if (places_ != nullptr) {
    places_->release(kind_, owner_);
  }
}

void Places::Place::serve() {
  const std::lock_guard lock(places_->mutex_);
  --places_->told(kind_);
  ++places_->served_;
  if (owner_) {
    ++places_->owners_[*owner_];
  }
  kind_ = Kind::served;
}

Places::Place Places::take(std::optional<PlaceOwner> owner) {
  const std::lock_guard lock(mutex_);
  const Kind kind = kind_for(owner);
  switch (kind) {
    case Kind::served:
      ++served_;
      if (owner) {
        ++owners_[*owner];
      }
      break;
    case Kind::over_limit:
    case Kind::over_share:
      ++told(kind);
      break;
    case Kind::dropped:
      break;
  }
  return {this, kind, owner};
}

Places::Kind Places::kind_for(const std::optional<PlaceOwner>& owner) {
  const auto known = owner ? owners_.find(*owner) : owners_.end();
  const bool is_over_share = known != owners_.end() && known->second >= per_owner_max_;
  if (!is_over_share && served_ < served_max_) {
    return Kind::served;
  }
  const Kind kind = is_over_share ? Kind::over_share : Kind::over_limit;
  return told(kind) < told_max(served_max_) ? kind : Kind::dropped;
}

void Places::release(Kind kind, const std::optional<PlaceOwner>& owner) {
  const std::lock_guard lock(mutex_);
  if (kind != Kind::served) {
    told(kind) -= kind == Kind::dropped ? 0 : 1;
    return;
  }
  --served_;
  const auto known = owner ? owners_.find(*owner) : owners_.end();
  if (known != owners_.end() && --known->second == 0) {
    owners_.erase(known);
  }
}

}  // namespace provost::http
