#include "provision/list.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/room.h"
#include "provision/candidates.h"
#include "provision/first_places.h"
#include "provision/kept_order.h"

namespace provost::provision {
namespace {

using scim::Stored;
using scim::schema::ResourceType;
using scim::sort::Place;

// Documents read from the store at a time: few, so that even large ones do not add up.
constexpr std::size_t chunk = 32;
// The memory of a page's element in addition to its document.
constexpr std::size_t item_bytes = 200;
// A page this small reserves nothing, so that lookups touch no data shared by all threads; larger
// ones reserve in large steps.
constexpr std::size_t uncounted_bytes = 16 * 1024;
constexpr std::size_t held_step_bytes = 128 * 1024;
// The base of URLs is unknown here.
constexpr std::size_t base_bytes = 40;

// The part of the order that a page shows.
struct Window {
  std::size_t skip = 0;
  std::size_t room = 0;
  const Continuation* continues = nullptr;

  bool backward() const { return continues != nullptr && continues->backward; }
  // One more than the page holds shows whether another page follows.
  std::size_t wanted() const { return room + 1; }
  std::size_t reach() const {
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    return skip > most - wanted() ? most : skip + wanted();
  }
};

Window window_of(const Page& page, const ListLimits& limits) {
  const auto asked = static_cast<std::size_t>(std::max<std::int64_t>(
      page.count.value_or(static_cast<std::int64_t>(limits.page_size_default)), 0));
  Window window;
  window.room = std::min(asked, limits.page_size_max);
  window.continues = page.continues ? &*page.continues : nullptr;
  if (window.continues == nullptr) {
    window.skip = static_cast<std::size_t>(std::max<std::int64_t>(page.start_index, 1)) - 1;
  }
  return window;
}

// Collects a page: takes resources in the order of the walk, which is backward for a page before
// another.
class PageBuilder {
 public:
  PageBuilder(store::Reader& reader, const ListLimits& limits, const Window& window,
              ByteBudget::Hold held)
      : reader_(reader), limits_(limits), window_(window) {
    listing_.start_index = window.skip + 1;
    listing_.held = std::move(held);
  }

  bool is_full() const {
    return listing_.items.size() >= window_.room || related_ >= limits_.related_max ||
           listing_.bytes >= limits_.page_bytes_max || room_ != Room::there;
  }

  // Returns false when there is no room.
  bool add(const Selection& selection, Stored stored) {
    if (is_full()) {
      has_more_ = true;
      return false;
    }
    LoadedRelations relations(StoreRelations(reader_, *selection.type, stored.id), *selection.type,
                              selection.projection);
    const std::size_t bytes =
        item_bytes + stored.document.size() + relations.text_bytes(base_bytes);
    if (!listing_.items.empty() && listing_.bytes + bytes > limits_.page_bytes_max) {
      has_more_ = true;
      return false;
    }
    related_ += relations.size();
    listing_.bytes += bytes;
    if (listing_.bytes > listing_.held.bytes() && listing_.bytes > uncounted_bytes) {
      room_ = listing_.held.resize(listing_.bytes + held_step_bytes);
    }
    listing_.items.push_back({&selection, std::move(stored), std::move(relations)});
    return true;
  }

  Result<Listing> finish(std::size_t total) {
    TRY(check(room_));
    listing_.total_results = total;
    const bool is_continued = window_.continues != nullptr;
    listing_.has_next = window_.backward() || has_more_;
    listing_.has_previous = window_.backward() ? has_more_ : is_continued;
    if (window_.backward()) {
      std::ranges::reverse(listing_.items);
    }
    return std::move(listing_);
  }

 private:
  store::Reader& reader_;
  const ListLimits& limits_;
  const Window& window_;
  std::size_t related_ = 0;
  Room room_ = Room::there;
  bool has_more_ = false;
  Listing listing_;
};

std::size_t count_all(store::Reader& reader, const Query& query) {
  std::size_t total = 0;
  for (const Selection& selection : query.selections) {
    total += reader.count(selection.type->number);
  }
  return total;
}

// The selections in the direction of the walk. Only a walk in the order of ids has more than one.
std::vector<const Selection*> in_direction(const Query& query, bool backward) {
  std::vector<const Selection*> selections;
  for (const Selection& selection : query.selections) {
    selections.push_back(&selection);
  }
  if (backward) {
    std::ranges::reverse(selections);
  }
  return selections;
}

// Whether the page lies beyond all resources of the type, in the direction of the walk.
bool is_behind(const ResourceType& type, const Window& window) {
  if (window.continues == nullptr) {
    return false;
  }
  const auto from = window.continues->beyond.type;
  return window.backward() ? type.number > from : type.number < from;
}

std::optional<Place> start_in(const ResourceType& type, const Window& window) {
  const bool begins_here =
      window.continues != nullptr && window.continues->beyond.type == type.number;
  return begins_here ? std::optional(window.continues->beyond) : std::nullopt;
}

// Shows a part of an order kept by the store.
class KeptWalk {
 public:
  KeptWalk(store::Reader& reader, const Query& query, const Window& window, KeptOrder order,
           const OrgAnchors& anchors)
      : reader_(reader),
        query_(query),
        window_(window),
        order_(order),
        anchors_(anchors),
        descending_(query.descending != window.backward()) {}

  void fill(PageBuilder& page) {
    std::size_t skip = window_.skip;
    for (const Selection* selection : in_direction(query_, window_.backward())) {
      if (is_behind(*selection->type, window_)) {
        continue;
      }
      const std::size_t there = skip == 0 ? 0 : reader_.count(selection->type->number);
      if (skip > 0 && skip >= there) {
        skip -= there;
        continue;
      }
      if (!fill_from(*selection, skip, page)) {
        return;
      }
      skip = 0;
    }
  }

 private:
  // Returns false when the page has no room left.
  bool fill_from(const Selection& selection, std::size_t skip, PageBuilder& page) {
    const ResourceType& type = *selection.type;
    std::optional<Place> beyond = start_in(type, window_);
    const std::size_t skipped = skip;
    if (has_anchors() && skip > 0) {
      skip = start_at_anchor(type, skip, beyond);
    }
    std::size_t taken = 0;
    ResourceId last;
    const auto take = [&](Stored stored) {
      const ResourceId id = stored.id;
      if (!page.add(selection, std::move(stored))) {
        note_anchor(type, skipped + taken, last);
        return false;
      }
      last = id;
      ++taken;
      return true;
    };
    return walk_in(reader_, order_, type, beyond,
                   {.descending = descending_, .skip = skip, .limit = window_.wanted()}, take);
  }

  bool has_anchors() const { return order_ == KeptOrder::ids && !descending_; }

  // Returns how many are left to skip from there.
  std::size_t start_at_anchor(const ResourceType& type, std::size_t skip,
                              std::optional<Place>& beyond) {
    const auto anchor =
        anchors_.anchors.find(anchors_.org, type.number, reader_.shifts(type.number), skip);
    if (!anchor) {
      return skip;
    }
    beyond = Place{{}, type.number, anchor->id};
    return skip - anchor->count;
  }

  void note_anchor(const ResourceType& type, std::size_t count, const ResourceId& last) {
    if (has_anchors() && window_.continues == nullptr && !last.is_nil()) {
      anchors_.anchors.note(anchors_.org, type.number, reader_.shifts(type.number), {count, last});
    }
  }

  store::Reader& reader_;
  const Query& query_;
  const Window& window_;
  const KeptOrder order_;
  const OrgAnchors& anchors_;
  const bool descending_;
};

// Finds the matching resources of a query and keeps the places of those on the page.
class Search {
 public:
  Search(store::Reader& reader, const Query& query, const ListLimits& limits, const Window& window)
      : reader_(reader),
        query_(query),
        limits_(limits),
        window_(window),
        places_(query.descending != window.backward(), window.reach()) {}

  Result<void> run() {
    for (const Selection* selection : in_direction(query_, window_.backward())) {
      if (!is_done() && !(stops_early() && is_behind(*selection->type, window_))) {
        TRY(search(*selection));
      }
    }
    return {};
  }

  // How many match; a page that continues another repeats that page's number.
  std::size_t total() const { return has_total() ? *window_.continues->total : matches_; }

  void fill(PageBuilder& page) {
    std::vector<Place> places = places_.take();
    for (std::size_t i = window_.skip; i < places.size(); ++i) {
      const Selection& selection = selection_of(places[i].type);
      std::optional<Stored> stored = reader_.load(places[i].type, places[i].id);
      if (stored && !page.add(selection, std::move(*stored))) {
        return;
      }
    }
  }

 private:
  bool has_total() const {
    return window_.continues != nullptr && window_.continues->total.has_value();
  }
  // In the order of ids, a page is complete before everything was examined. Without a count to work
  // out, the walk can end there.
  bool stops_early() const { return has_total() && !query_.sorted; }
  bool is_done() const { return stops_early() && places_.is_full(); }

  const Selection& selection_of(scim::schema::TypeNumber type) const {
    return *std::ranges::find(query_.selections, type,
                              [](const Selection& selection) { return selection.type->number; });
  }

  // When many match, the next page is not far: examining each resource from there on is cheaper
  // than listing all candidates for every page of a walk.
  bool is_dense(const Selection& selection) const {
    constexpr std::size_t ids_per_document = 16;  // listed in the time of one evaluation
    if (!stops_early()) {
      return false;
    }
    const std::size_t total = *window_.continues->total;
    const std::size_t count = reader_.count(selection.type->number);
    return count <= limits_.scanned_rows_max &&
           ids_per_document * window_.wanted() * count < total * total;
  }

  Result<void> search(const Selection& selection) {
    if (selection.filter == nullptr || selection.plan.scan || is_dense(selection)) {
      return scan(selection);
    }
    TRY_ASSIGN(Candidates found,
               find_candidates(reader_, *selection.type, selection.plan, limits_.scanned_rows_max));
    if (window_.backward()) {
      std::ranges::reverse(found.ids);
    }
    for (const ResourceId& id : found.ids) {
      if (is_done()) {
        break;
      }
      if (!(stops_early() && is_before_page({{}, selection.type->number, id}))) {
        consider(selection, id, found.exact);
        TRY(check_text());
      }
    }
    return {};
  }

  void consider(const Selection& selection, const ResourceId& id, bool is_match) {
    if (is_match && !query_.sorted) {
      match({{}, selection.type->number, id});
      return;
    }
    if (const std::optional<Stored> stored = reader_.load(selection.type->number, id)) {
      look_at(selection, *stored, is_match);
    }
  }

  Result<void> scan(const Selection& selection) {
    if (reader_.count(selection.type->number) > limits_.scanned_rows_max) {
      return selection.matches_all() ? too_many_to_sort()
                                     : too_many_candidates(limits_.scanned_rows_max);
    }
    const bool is_match = selection.matches_all();
    std::optional<ResourceId> beyond;
    if (const auto start = start_in(*selection.type, window_); start && stops_early()) {
      beyond = start->id;
    }
    while (!is_done()) {
      const std::vector<Stored> some = reader_.walk(
          selection.type->number, beyond, {.descending = window_.backward(), .limit = chunk});
      for (const Stored& stored : some) {
        look_at(selection, stored, is_match);
        TRY(check_text());
      }
      if (some.size() < chunk) {
        break;
      }
      beyond = some.back().id;
    }
    return {};
  }

  void look_at(const Selection& selection, const Stored& stored, bool is_match) {
    const json::Value document = json::parse(stored.document).value();
    const StoreRelations relations(reader_, *selection.type, stored.id);
    const scim::View view{*selection.type, stored, document.as_object(), relations};
    if (is_match || scim::filter::evaluate(*selection.filter, view, text_bytes_)) {
      match({query_.sorted ? scim::sort::value_of(selection.key, view) : scim::sort::Value(),
             selection.type->number, stored.id});
    }
  }

  void match(Place place) {
    ++matches_;
    if (!is_before_page(place)) {
      places_.add(std::move(place));
    }
  }

  // In the direction of the walk; includes the place where the page continues.
  bool is_before_page(const Place& place) const {
    return window_.continues != nullptr &&
           !scim::sort::is_before(query_.descending != window_.backward(),
                                  window_.continues->beyond, place);
  }

  // Code::too_many.
  Result<void> check_text() const {
    if (text_bytes_ <= limits_.compared_text_max) {
      return {};
    }
    return Error(Code::too_many,
                 fmt::format("the filter would compare more than {} MB of long texts; match by "
                             "userName, externalId or displayName, which are indexed",
                             limits_.compared_text_max / (1024 * 1024)));
  }

  Error too_many_to_sort() const {
    return Error(Code::too_many,
                 fmt::format("sorting by this attribute would look at more than {} resources; sort "
                             "by userName, displayName, meta.created or meta.lastModified, or "
                             "filter first",
                             limits_.scanned_rows_max));
  }

  store::Reader& reader_;
  const Query& query_;
  const ListLimits& limits_;
  const Window& window_;
  FirstPlaces places_;
  std::size_t matches_ = 0;
  std::size_t text_bytes_ = 0;  // folded by the filter
};

}  // namespace

Place Listing::place_of(const Item& item) {
  Place place{{}, item.selection->type->number, item.stored.id};
  if (item.selection->key.path) {
    const json::Value document = json::parse(item.stored.document).value();
    place.value = scim::sort::value_of(item.selection->key, {*item.selection->type, item.stored,
                                                             document.as_object(), item.relations});
  }
  return place;
}

Result<Listing> list(store::Reader& reader, const Query& query, const ListLimits& limits,
                     const OrgAnchors& anchors, ByteBudget::Hold held) {
  const Window window = window_of(query.page, limits);
  PageBuilder page(reader, limits, window, std::move(held));
  if (const std::optional<KeptOrder> order = kept_order_of(query)) {
    if (window.room > 0) {
      KeptWalk(reader, query, window, *order, anchors).fill(page);
    }
    return page.finish(count_all(reader, query));
  }
  Search search(reader, query, limits, window);
  TRY(search.run());
  search.fill(page);
  return page.finish(search.total());
}

}  // namespace provost::provision
