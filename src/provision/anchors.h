#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "base/uuid.h"
#include "store/records.h"

namespace provost::provision {

// Where pages of unfiltered lists ended, so that the next page of a walk starts there instead of
// counting its way from the first resource: a walk over a whole organisation by startIndex costs
// only what it reads (Entra's account discovery). An anchor is valid only while
// store::Reader::shifts() is unchanged. Bounded; safe to call from many threads.
class Anchors {
 public:
  // The resource `id` has the 1-based place `count`: that many come up to and with it.
  struct Anchor {
    std::size_t count = 0;
    ResourceId id;
  };

  // The last known anchor at or before that many resources.
  std::optional<Anchor> find(store::OrgKey org, scim::schema::TypeNumber type, std::int64_t shifts,
                             std::size_t count);
  void note(store::OrgKey org, scim::schema::TypeNumber type, std::int64_t shifts,
            const Anchor& anchor);

 private:
  // As many walks as go on at the same time in one organisation keep their places.
  struct Known {
    std::int64_t shifts = 0;
    std::array<Anchor, 64> anchors{};  // a ring; those that were never set have the count 0
    std::size_t next = 0;
  };

  std::mutex mutex_;
  std::map<std::pair<store::OrgKey, scim::schema::TypeNumber>, Known> known_;
};

// The anchors of one organisation.
struct OrgAnchors {
  Anchors& anchors;
  store::OrgKey org{};
};

}  // namespace provost::provision
