#pragma once

#include <cstddef>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/room.h"

namespace provost {

// Limits on waiting items, per line and in total, and on running items per line.
struct LineLimits {
  static constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

  std::size_t items_max = no_limit;
  std::size_t line_items_max = no_limit;
  std::size_t line_running_max = no_limit;
};

// Work that waits in one line per organisation (or other Key). Each line gives one item in its
// turn, so that nobody waits for more than one item of every other line (design rule 24). Not
// thread-safe.
template <class Key, class Item>
class FairLines {
 public:
  struct Taken {
    Key key;
    Item item;
  };

  explicit FairLines(const LineLimits& limits) : limits_(limits) {}

  // Moves the item into its line when there is room, and leaves it alone otherwise: when the line
  // has its share (the one who floods is told), or when there is none at all.
  Room push(const Key& key, Item& item) {
    const auto known = lines_.find(key);
    const Line* line = known == lines_.end() ? nullptr : &known->second;
    if (const Room room = room_in(line); room != Room::there) {
      return room;
    }
    Line& own = line_of(key);
    own.items.push_back(std::move(item));
    ++size_;
    if (own.items.size() == 1) {
      turns_.push_back(&own);
    }
    return Room::there;
  }

  // The first item of the line whose turn it is; lines with a full share of running items are
  // skipped and keep their place. It runs until finished().
  std::optional<Taken> take() { return take(limits_.line_running_max); }
  // The same with another limit on running items.
  std::optional<Taken> take(std::size_t line_running_max) {
    for (auto turn = turns_.begin(); turn != turns_.end(); ++turn) {
      Line& line = **turn;
      if (line.running < line_running_max) {
        turns_.erase(turn);
        return take_from(line);
      }
    }
    return std::nullopt;
  }

  // Whether take() would give something.
  bool has_turn() const {
    for (const Line* line : turns_) {
      if (line->running < limits_.line_running_max) {
        return true;
      }
    }
    return false;
  }

  // An item that was taken is done. The line's share is free again.
  void finished(const Key& key) {
    const auto line = lines_.find(key);
    --line->second.running;
    forget_when_empty(line);
  }

  // An item that was taken was not begun after all: it is the first of its line again, and its
  // line has the next turn. Those of one line are put back last first.
  void put_back(Taken taken) {
    Line& line = line_of(taken.key);
    --line.running;
    line.items.push_front(std::move(taken.item));
    ++size_;
    if (line.items.size() > 1) {
      std::erase(turns_, &line);
    }
    turns_.push_front(&line);
  }

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  // How many lines have something that waits.
  std::size_t waiting_lines() const { return turns_.size(); }

 private:
  struct Line {
    std::deque<Item> items;
    std::size_t running = 0;
    const Key* key = nullptr;
  };
  using Lines = std::map<Key, Line>;
  static constexpr std::size_t spare_max = 64;

  Room room_in(const Line* line) const {
    const bool is_first = line == nullptr || line->items.empty();
    if (!is_first && line->items.size() >= limits_.line_items_max) {
      return Room::share_full;
    }
    return size_ < limits_.items_max ? Room::there : Room::full;
  }

  Taken take_from(Line& line) {
    Taken taken{*line.key, std::move(line.items.front())};
    line.items.pop_front();
    --size_;
    ++line.running;
    if (!line.items.empty()) {
      turns_.push_back(&line);
    }
    return taken;
  }

  // A line that was emptied before serves again: most come and go with each item.
  Line& line_of(const Key& key) {
    const auto known = lines_.find(key);
    if (known != lines_.end()) {
      return known->second;
    }
    auto made = lines_.end();
    if (spare_.empty()) {
      made = lines_.try_emplace(key).first;
    } else {
      auto node = std::move(spare_.back());
      spare_.pop_back();
      node.key() = key;
      made = lines_.insert(std::move(node)).position;
    }
    made->second.key = &made->first;
    return made->second;
  }

  void forget_when_empty(typename Lines::iterator line) {
    if (line->second.running > 0 || !line->second.items.empty()) {
      return;
    }
    if (spare_.size() < spare_max) {
      spare_.push_back(lines_.extract(line));
    } else {
      lines_.erase(line);
    }
  }

  const LineLimits limits_;
  Lines lines_;              // those with waiting or running items
  std::deque<Line*> turns_;  // those with something that waits; the first is next
  std::vector<typename Lines::node_type> spare_;
  std::size_t size_ = 0;
};

}  // namespace provost
