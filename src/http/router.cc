#include "http/router.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <stdexcept>

#include "base/text.h"

namespace provost::http::detail {

struct RouteTree::Node {
  static constexpr std::size_t method_count = static_cast<std::size_t>(Method::other) + 1;

  Node() { rows.fill(RouteMatch::none); }
  bool has_rows() const {
    return std::ranges::any_of(rows, [](std::size_t row) { return row != RouteMatch::none; });
  }
  std::size_t& row_of(Method method) { return rows.at(static_cast<std::size_t>(method)); }
  std::size_t row_of(Method method) const { return rows.at(static_cast<std::size_t>(method)); }
  const Node* literal(std::string_view text, bool any_case) const;
  Node& enter(std::string_view segment);

  std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
  std::unique_ptr<Node> parameter;
  std::array<std::size_t, method_count> rows{};
};

namespace {

using Segments = std::vector<std::string>;

// No pattern is longer, so a longer path matches nothing and is not worth splitting.
constexpr std::size_t segments_max = 32;

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// For a path that starts with a slash; "/" has none.
std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> segments;
  while (path.size() > 1 && segments.size() <= segments_max) {
    path.remove_prefix(1);
    const std::size_t slash = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, slash));
    path.remove_prefix(slash);
  }
  return segments;
}

std::optional<Segments> decoded_segments(std::string_view path) {
  Segments out;
  for (const std::string_view raw : split_path(path)) {
    std::optional<std::string> segment = decode_path_segment(raw);
    if (!segment || segment->empty()) {
      return std::nullopt;
    }
    out.push_back(std::move(*segment));
  }
  return out;
}

}  // namespace

const RouteTree::Node* RouteTree::Node::literal(std::string_view text, bool any_case) const {
  const auto found = std::ranges::find_if(literals, [&](const auto& entry) {
    return any_case ? iequals(entry.first, text) : entry.first == text;
  });
  return found == literals.end() ? nullptr : found->second.get();
}

RouteTree::Node& RouteTree::Node::enter(std::string_view segment) {
  if (is_parameter(segment)) {
    if (!parameter) {
      parameter = std::make_unique<Node>();
    }
    return *parameter;
  }
  if (segment.empty() || segment.find_first_of("{}") != std::string_view::npos) {
    throw std::logic_error("malformed segment in a route: " + std::string(segment));
  }
  const auto found = std::ranges::find_if(
      literals, [segment](const auto& entry) { return entry.first == segment; });
  if (found != literals.end()) {
    return *found->second;
  }
  return *literals.emplace_back(std::string(segment), std::make_unique<Node>()).second;
}

namespace {

// The node for the whole path; literals are tried first. From segment `any_case_from` of `rest` on,
// they match in any letter case. `taken` collects the segments that parameters matched.
template <class Node>
const Node* find_node(const Node& node, std::span<const std::string> rest,
                      std::size_t any_case_from, std::vector<const std::string*>& taken) {
  if (rest.empty()) {
    return node.has_rows() ? &node : nullptr;
  }
  const std::size_t further = any_case_from == 0 ? 0 : any_case_from - 1;
  if (const Node* next = node.literal(rest.front(), any_case_from == 0)) {
    if (const Node* found = find_node(*next, rest.subspan(1), further, taken)) {
      return found;
    }
  }
  if (!node.parameter) {
    return nullptr;
  }
  taken.push_back(&rest.front());
  const Node* found = find_node(*node.parameter, rest.subspan(1), further, taken);
  if (found == nullptr) {
    taken.pop_back();
  }
  return found;
}

template <class Node>
std::string allowed_methods(const Node& node) {
  std::string out;
  for (std::size_t i = 0; i < Node::method_count; ++i) {
    const auto method = static_cast<Method>(i);
    const bool by_get = method == Method::head && node.row_of(Method::get) != RouteMatch::none;
    if (node.row_of(method) == RouteMatch::none && !by_get) {
      continue;
    }
    out += out.empty() ? "" : ", ";
    out += to_text(method);
  }
  return out;
}

template <class Node>
std::size_t row_for(const Node& node, Method method) {
  const std::size_t row = node.row_of(method);
  return row == RouteMatch::none && method == Method::head ? node.row_of(Method::get) : row;
}

}  // namespace

RouteTree::RouteTree() : root_(std::make_unique<Node>()) {}
RouteTree::~RouteTree() = default;
RouteTree::RouteTree(RouteTree&&) noexcept = default;
RouteTree& RouteTree::operator=(RouteTree&&) noexcept = default;

void RouteTree::add(Method method, std::string_view pattern, std::size_t row) {
  if (!pattern.starts_with('/') || (pattern.size() > 1 && pattern.ends_with('/'))) {
    throw std::logic_error("a route starts with a slash and does not end in one: " +
                           std::string(pattern));
  }
  Node* node = root_.get();
  for (const std::string_view segment : split_path(pattern)) {
    node = &node->enter(segment);
  }
  if (node->row_of(method) != RouteMatch::none) {
    throw std::logic_error("duplicate route: " + std::string(to_text(method)) + " " +
                           std::string(pattern));
  }
  node->row_of(method) = row;
}

RouteMatch RouteTree::match(Method method, std::string_view path, std::size_t any_case_from) const {
  RouteMatch out;
  if (!path.starts_with('/') || (path.size() > 1 && path.ends_with('/'))) {
    return out;
  }
  const std::optional<Segments> segments = decoded_segments(path);
  if (!segments || segments->size() > segments_max) {
    return out;
  }
  std::vector<const std::string*> taken;
  const Node* node = find_node(*root_, *segments, any_case_from, taken);
  if (node == nullptr) {
    return out;
  }
  out.row = row_for(*node, method);
  if (out.row == RouteMatch::none) {
    out.allow = allowed_methods(*node);
    return out;
  }
  for (const std::string* parameter : taken) {
    out.parameters.push_back(*parameter);
  }
  return out;
}

}  // namespace provost::http::detail
