#include "provision/first_places.h"

#include <algorithm>
#include <utility>

namespace provost::provision {

using scim::sort::is_before;
using scim::sort::Place;

void FirstPlaces::add(Place place) {
  const auto before = [this](const Place& a, const Place& b) {
    return is_before(descending_, a, b);
  };
  if (is_full()) {
    if (most_ == 0 || !before(place, heap_.front())) {
      return;
    }
    std::ranges::pop_heap(heap_, before);
    heap_.pop_back();
  }
  heap_.push_back(std::move(place));
  std::ranges::push_heap(heap_, before);
}

std::vector<Place> FirstPlaces::take() {
  std::ranges::sort_heap(
      heap_, [this](const Place& a, const Place& b) { return is_before(descending_, a, b); });
  return std::exchange(heap_, {});
}

}  // namespace provost::provision
