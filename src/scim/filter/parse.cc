#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/filter/filter.h"
#include "scim/filter/scanner.h"
#include "scim/filter/words.h"

namespace provost::scim::filter {
namespace {

template <class Kind>
NodePtr make(Kind kind) {
  return std::make_unique<Node>(Node{std::move(kind)});
}

// Recursive descent by the grammar in filter.h. Only parentheses and brackets nest, and those are
// counted, so the input cannot exhaust the stack (standards.md FLT-21).
class Parser {
 public:
  Parser(std::string_view text, const schema::ResourceType& type, const Limits& limits)
      : scanner_(text, limits.strict), type_(type), limits_(limits) {}

  Result<NodePtr> run() {
    TRY_ASSIGN(NodePtr node, parse_or());
    if (!scanner_.at_end()) {
      return scanner_.expected("\"and\", \"or\" or the end");
    }
    return node;
  }

 private:
  Result<NodePtr> parse_or() {
    return parse_list<Or>("or", [this] { return parse_and(); });
  }
  Result<NodePtr> parse_and() {
    return parse_list<And>("and", [this] { return parse_unary(); });
  }

  template <class List, class ParseOperand>
  Result<NodePtr> parse_list(std::string_view keyword, ParseOperand parse_operand) {
    TRY_ASSIGN(NodePtr first, parse_operand());
    List list;
    while (scanner_.take_keyword(keyword)) {
      TRY_ASSIGN(NodePtr next, parse_operand());
      if (list.operands.empty()) {
        list.operands.push_back(std::move(first));
      }
      list.operands.push_back(std::move(next));
    }
    return list.operands.empty() ? std::move(first) : make(std::move(list));
  }

  Result<NodePtr> parse_unary() {
    scanner_.skip_spaces();
    if (scanner_.peek() == '(') {
      return parse_parenthesised();
    }
    const Scanner before_word = scanner_;
    if (scanner_.take_keyword("not")) {
      scanner_.skip_spaces();
      if (scanner_.peek() == '(') {
        TRY_ASSIGN(NodePtr operand, parse_parenthesised());
        return make(Not{std::move(operand)});
      }
      scanner_ = before_word;
    }
    return parse_expression();
  }

  Result<NodePtr> parse_parenthesised() {
    TRY(go_deeper());
    scanner_.take('(');
    TRY_ASSIGN(NodePtr node, parse_or());
    if (!scanner_.take(')')) {
      return scanner_.expected("\"and\", \"or\" or the closing parenthesis");
    }
    scanner_.skip_spaces();
    --depth_;
    return node;
  }

  Result<NodePtr> parse_expression() {
    if (++terms_ > limits_.terms_max) {
      return Scanner::refused(scanner_.offset(),
                              fmt::format("it has more than {} terms", limits_.terms_max));
    }
    TRY_ASSIGN(path::AttributePath path, parse_path());
    return scanner_.peek() == '[' ? parse_value_path(std::move(path))
                                  : parse_comparison(std::move(path));
  }

  Result<path::AttributePath> parse_path() {
    const std::size_t begin = scanner_.offset();
    const std::string_view word = scanner_.take_word();
    if (word.empty()) {
      return scanner_.expected("an attribute");
    }
    auto path = path::parse(word, type_, {.strict = limits_.strict});
    if (path.has_error()) {
      return Scanner::refused(begin, fmt::format("\"{}\" is not an attribute path", word));
    }
    return path;
  }

  Result<NodePtr> parse_comparison(path::AttributePath path) {
    Comparison comparison{std::move(path), Op::pr, {}};
    TRY(parse_test(comparison.op, comparison.literal));
    return make(std::move(comparison));
  }

  // EID 4690: a value path has no other value path within its brackets.
  Result<NodePtr> parse_value_path(path::AttributePath path) {
    if (in_brackets_) {
      return scanner_.expected("no bracket within brackets");
    }
    TRY(go_deeper());
    scanner_.take('[');
    in_brackets_ = true;
    TRY_ASSIGN(NodePtr inner, parse_or());
    in_brackets_ = false;
    if (!scanner_.take(']')) {
      return scanner_.expected("\"and\", \"or\" or the closing bracket");
    }
    --depth_;
    return parse_after_bracket(ValuePath{std::move(path), std::move(inner), {}, Op::pr, {}});
  }

  Result<NodePtr> parse_after_bracket(ValuePath value_path) {
    if (!scanner_.take('.')) {
      scanner_.skip_spaces();
      return make(std::move(value_path));
    }
    TRY_ASSIGN(path::AttributePath sub, parse_path());
    if (!sub.schema.empty() || !sub.sub_attribute.empty()) {
      return scanner_.expected("one sub-attribute after the bracket");
    }
    value_path.sub_attribute = std::move(sub.attribute);
    TRY(parse_test(value_path.op, value_path.literal));
    return make(std::move(value_path));
  }

  // The operator and its value. A quoted value may follow without a space (standards.md PAT-11).
  Result<void> parse_test(Op& op, json::Value& literal) {
    scanner_.skip_spaces();
    const std::size_t begin = scanner_.offset();
    std::string_view word = scanner_.take_letters();
    if (word.empty()) {
      word = scanner_.take_word();  // such as "=", so that the error can name it (FLT-4)
    }
    if (word.empty()) {
      return scanner_.expected("an operator such as eq after the attribute");
    }
    const std::optional<Op> known = op_of(word);
    if (!known) {
      return Scanner::refused(begin, fmt::format("\"{}\" is not an operator; there are eq, ne, co, "
                                                 "sw, ew, gt, ge, lt, le and pr",
                                                 word));
    }
    op = *known;
    scanner_.skip_spaces();
    if (op != Op::pr) {
      TRY_ASSIGN(literal, scanner_.take_literal());
      scanner_.skip_spaces();
    }
    return {};
  }

  Result<void> go_deeper() {
    if (++depth_ > limits_.depth_max) {
      return Scanner::refused(scanner_.offset(),
                              fmt::format("it nests deeper than {} levels", limits_.depth_max));
    }
    return {};
  }

  Scanner scanner_;
  const schema::ResourceType& type_;
  const Limits& limits_;
  std::size_t depth_ = 0;
  std::size_t terms_ = 0;
  bool in_brackets_ = false;
};

}  // namespace

Result<NodePtr> parse(std::string_view text, const schema::ResourceType& type,
                      const Limits& limits) {
  if (text.size() > limits.bytes_max) {
    return Scanner::refused(limits.bytes_max,
                            fmt::format("it is longer than {} bytes", limits.bytes_max));
  }
  if (!is_valid_utf8(text)) {
    return Error(Code::invalid_filter, "The filter is not valid UTF-8.");
  }
  return Parser(text, type, limits).run();
}

}  // namespace provost::scim::filter
