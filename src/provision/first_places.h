#pragma once

#include <cstddef>
#include <vector>

#include "scim/sort/sort.h"

namespace provost::provision {

// The first places of an order among all that it is shown, in memory for that many and no more.
class FirstPlaces {
 public:
  FirstPlaces(bool descending, std::size_t most) : descending_(descending), most_(most) {}

  void add(scim::sort::Place place);
  bool is_full() const { return heap_.size() >= most_; }
  // In order. Leaves nothing.
  std::vector<scim::sort::Place> take();

 private:
  bool descending_;
  std::size_t most_;
  std::vector<scim::sort::Place> heap_;  // the last of them in front
};

}  // namespace provost::provision
