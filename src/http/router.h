#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.h"

namespace provost::http {

namespace detail {

// The result of a lookup, for routes with any values.
struct RouteMatch {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t row = none;
  std::vector<std::string> parameters;
  std::string allow;
};

// The patterns as a tree of segments.
class RouteTree {
 public:
  RouteTree();
  ~RouteTree();
  RouteTree(RouteTree&&) noexcept;
  RouteTree& operator=(RouteTree&&) noexcept;

  // Throws std::logic_error for a malformed pattern and for a pattern (its parameters' names aside)
  // that already has this method.
  void add(Method method, std::string_view pattern, std::size_t row);
  // Literals from the segment `any_case_from` on match in any letter case.
  RouteMatch match(Method method, std::string_view path, std::size_t any_case_from) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
};

}  // namespace detail

// An immutable table of routes. A pattern is a path whose segments are literals or `{parameter}`s:
// "/{org}/scim/v2/Users/{id}".
//
// - Literals compare with case, after percent-decoding, unless the table says from which segment on
//   they do not; a parameter takes any one segment that is not empty, percent-decoded once.
// - A literal wins over a parameter at the same place, wherever the rest of the path fits.
// - A path is one in its one spelling (path.h): one with an empty segment matches nothing.
// - HEAD is answered by the row for GET unless it has a row of its own.
template <class T>
class Router {
 public:
  struct Row {
    Method method;
    std::string_view pattern;
    T value;
  };
  struct Match {
    // Null when no row fits.
    const T* value = nullptr;
    // In the order in which the pattern has them.
    std::vector<std::string> parameters;
    // When only the method does not fit: the methods that do, as the Allow header wants them.
    std::string allow;
  };

  static constexpr std::size_t never = static_cast<std::size_t>(-1);

  // `any_case_from`: the first segment, counted from 0, whose letter case does not matter.
  explicit Router(std::vector<Row> rows, std::size_t any_case_from = never)
      : rows_(std::move(rows)), any_case_from_(any_case_from) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      tree_.add(rows_[i].method, rows_[i].pattern, i);
    }
  }

  Match match(Method method, std::string_view path) const {
    detail::RouteMatch found = tree_.match(method, path, any_case_from_);
    const bool hit = found.row != detail::RouteMatch::none;
    return {hit ? &rows_[found.row].value : nullptr, std::move(found.parameters),
            std::move(found.allow)};
  }

  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
  std::size_t any_case_from_;
  detail::RouteTree tree_;
};

}  // namespace provost::http
