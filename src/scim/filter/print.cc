#include "json/json.h"
#include "scim/filter/filter.h"
#include "scim/filter/words.h"

namespace provost::scim::filter {
namespace {

// How tightly an operator binds: a looser one within a tighter one, or one within its own kind,
// needs parentheses to parse as the same tree.
class Printer {
 public:
  std::string take() { return std::move(out_); }

  void operator()(const Comparison& comparison) {
    out_ += path::print(comparison.path);
    add_test(comparison.op, comparison.literal);
  }

  void operator()(const ValuePath& value_path) {
    out_ += path::print(value_path.path);
    out_ += '[';
    add(*value_path.inner);
    out_ += ']';
    if (!value_path.sub_attribute.empty()) {
      out_ += '.';
      out_ += value_path.sub_attribute;
      add_test(value_path.op, value_path.literal);
    }
  }

  void operator()(const Not& negation) {
    out_ += "not (";
    add(*negation.operand);
    out_ += ')';
  }

  void operator()(const And& conjunction) {
    add_list(conjunction.operands, " and ", [](const Node& operand) {
      return std::holds_alternative<And>(operand.is) || std::holds_alternative<Or>(operand.is);
    });
  }

  void operator()(const Or& disjunction) {
    add_list(disjunction.operands, " or ",
             [](const Node& operand) { return std::holds_alternative<Or>(operand.is); });
  }

  void add(const Node& node) { std::visit(*this, node.is); }

 private:
  template <class NeedsParentheses>
  void add_list(const std::vector<NodePtr>& operands, std::string_view between,
                NeedsParentheses needs_parentheses) {
    std::string_view separator;
    for (const NodePtr& operand : operands) {
      out_ += separator;
      separator = between;
      const bool enclosed = needs_parentheses(*operand);
      out_ += enclosed ? "(" : "";
      add(*operand);
      out_ += enclosed ? ")" : "";
    }
  }

  void add_test(Op op, const json::Value& literal) {
    out_ += ' ';
    out_ += word_of(op);
    if (op != Op::pr) {
      out_ += ' ';
      json::append(out_, literal);
    }
  }

  std::string out_;
};

}  // namespace

std::string print(const Node& node) {
  Printer printer;
  printer.add(node);
  return printer.take();
}

}  // namespace provost::scim::filter
