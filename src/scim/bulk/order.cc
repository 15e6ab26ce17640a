#include <algorithm>
#include <functional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "scim/bulk/bulk.h"

namespace provost::scim::bulk {
namespace {

// For each node, those that must come before it.
using Graph = std::vector<std::vector<std::size_t>>;

// Only POSTs can be part of a circle: nothing refers to other operations, and operations on the
// same resource wait only for earlier ones.
Graph needs_of(const Request& request) {
  std::unordered_map<std::string_view, std::size_t> creators;
  for (std::size_t i = 0; i < request.operations.size(); ++i) {
    if (is_creation(request.operations[i])) {
      creators.emplace(request.operations[i].bulk_id, i);
    }
  }
  Graph needs(request.operations.size());
  std::unordered_map<std::string, std::size_t> last_on_resource;
  for (std::size_t i = 0; i < request.operations.size(); ++i) {
    const Operation& operation = request.operations[i];
    if (operation.fault) {
      continue;  // it is refused when its turn comes, whatever it refers to
    }
    for (const std::string& bulk_id : operation.references) {
      needs[i].push_back(creators.at(bulk_id));
    }
    if (operation.method != Method::post) {
      const auto [place, is_first] = last_on_resource.try_emplace(ascii_lower(operation.id), i);
      if (!is_first) {
        needs[i].push_back(std::exchange(place->second, i));
      }
    }
  }
  return needs;
}

// Tarjan's strongly connected components, without recursion since chains can be as long as the
// request.
class Components {
 public:
  explicit Components(const Graph& needs) : needs_(needs), marks_(needs.size()) {
    for (std::size_t node = 0; node < needs.size(); ++node) {
      if (marks_[node].number == 0) {
        explore(node);
      }
    }
  }
  std::size_t count() const { return count_; }
  std::size_t of(std::size_t node) const { return marks_[node].component; }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Mark {
    std::size_t number = 0;  // in the order of discovery from 1 on; 0 means undiscovered
    std::size_t low = 0;
    std::size_t component = none;
    std::size_t next_edge = 0;
  };

  void discover(std::size_t node) {
    marks_[node].number = marks_[node].low = ++discovered_;
    path_.push_back(node);
    open_.push_back(node);
  }

  void explore(std::size_t root) {
    discover(root);
    while (!path_.empty()) {
      const std::size_t node = path_.back();
      if (marks_[node].next_edge < needs_[node].size()) {
        follow(node, needs_[node][marks_[node].next_edge++]);
      } else {
        path_.pop_back();
        leave(node);
      }
    }
  }

  void follow(std::size_t node, std::size_t need) {
    if (marks_[need].number == 0) {
      discover(need);
    } else if (marks_[need].component == none) {
      marks_[node].low = std::min(marks_[node].low, marks_[need].number);
    }
  }

  void leave(std::size_t node) {
    if (marks_[node].low == marks_[node].number) {
      std::size_t member = none;
      while (member != node) {
        member = open_.back();
        open_.pop_back();
        marks_[member].component = count_;
      }
      ++count_;
    }
    if (!path_.empty()) {
      marks_[path_.back()].low = std::min(marks_[path_.back()].low, marks_[node].low);
    }
  }

  const Graph& needs_;
  std::vector<Mark> marks_;
  std::vector<std::size_t> path_;
  std::vector<std::size_t> open_;  // discovered, but in no component yet
  std::size_t discovered_ = 0;
  std::size_t count_ = 0;
};

// Of the steps that can run, always the first one in the request.
std::vector<Step> arrange(std::vector<Step> steps, const Graph& followers,
                          std::vector<std::size_t> waits) {
  using Place = std::pair<std::size_t, std::size_t>;  // first operation, step
  std::priority_queue<Place, std::vector<Place>, std::greater<>> ready;
  const auto make_ready = [&](std::size_t step) {
    ready.emplace(steps[step].operations.front(), step);
  };
  for (std::size_t step = 0; step < steps.size(); ++step) {
    if (waits[step] == 0) {
      make_ready(step);
    }
  }
  std::vector<Step> arranged;
  while (!ready.empty()) {
    const std::size_t step = ready.top().second;
    ready.pop();
    arranged.push_back(std::move(steps[step]));
    for (const std::size_t follower : followers[step]) {
      if (--waits[follower] == 0) {
        make_ready(follower);
      }
    }
  }
  return arranged;
}

}  // namespace

std::vector<Step> order(const Request& request) {
  const Graph needs = needs_of(request);
  const Components components(needs);
  std::vector<Step> steps(components.count());
  Graph followers(components.count());
  std::vector<std::size_t> waits(components.count());
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const std::size_t step = components.of(i);
    steps[step].operations.push_back(i);
    for (const std::size_t need : needs[i]) {
      if (components.of(need) != step) {
        followers[components.of(need)].push_back(step);
        ++waits[step];
      }
    }
  }
  return arrange(std::move(steps), followers, std::move(waits));
}

}  // namespace provost::scim::bulk
