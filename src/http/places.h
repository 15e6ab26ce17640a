#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include <boost/asio/ip/address.hpp>

namespace provost::http {

// The key for counting connections: an IPv4 address, or the /64 of an IPv6 one, which one customer
// of a provider usually has. Nothing for loopback, which stands for a proxy or the whole machine.
using PlaceOwner = std::array<std::uint8_t, 16>;
std::optional<PlaceOwner> place_owner(const boost::asio::ip::address& peer);

// How many connections the whole server has, and each address. Safe from many threads.
class Places {
 public:
  // How a connection is met.
  enum class Kind : std::uint8_t {
    served,
    over_limit,  // told that the server has too many
    over_share,  // told that its address has too many
    dropped,     // there are too many of those that are told so
  };

  Places(std::size_t served_max, std::size_t per_owner_max)
      : served_max_(served_max), per_owner_max_(per_owner_max) {}

  // One of them, which is free again when this is gone.
  class Place {
   public:
    Place(Place&& other) noexcept
        : places_(std::exchange(other.places_, nullptr)),
          kind_(other.kind_),
          owner_(other.owner_) {}
    Place& operator=(Place&&) = delete;
    ~Place();
    Kind kind() const { return kind_; }
    // Another connection has been told to make room for this one, which is over the limit.
    void serve();

   private:
    friend class Places;
    Place(Places* places, Kind kind, std::optional<PlaceOwner> owner)
        : places_(places), kind_(kind), owner_(owner) {}
    Places* places_;
    Kind kind_;
    std::optional<PlaceOwner> owner_;
  };

  // Nobody's share is looked at without an owner.
  Place take(std::optional<PlaceOwner> owner);

 private:
  Kind kind_for(const std::optional<PlaceOwner>& owner);
  // Of those that are told the one or the other, so that one address takes nothing from the others.
  std::size_t& told(Kind kind) { return kind == Kind::over_share ? over_share_ : over_limit_; }
  void release(Kind kind, const std::optional<PlaceOwner>& owner);

  const std::size_t served_max_;
  const std::size_t per_owner_max_;
  std::mutex mutex_;
  std::size_t served_ = 0;
  std::size_t over_limit_ = 0;
  std::size_t over_share_ = 0;
  std::map<PlaceOwner, std::size_t> owners_;  // of those that are served
};

}  // namespace provost::http
