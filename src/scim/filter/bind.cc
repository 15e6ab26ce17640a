#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/filter/bound.h"
#include "scim/resource/document.h"
#include "scim/resource/members.h"

namespace provost::scim::filter {
namespace {

using schema::Attribute;
using schema::Storage;

template <class Kind>
BoundPtr make(Kind kind) {
  return std::make_unique<Bound>(Bound::Kind(std::move(kind)));
}

Error refused(std::string detail) {
  return Error(Code::invalid_filter, std::move(detail));
}

// `emails[type eq "work"].value eq "x"` is `emails[type eq "work" and value eq "x"]` (standards.md
// FLT-23).
BoundPtr both(BoundPtr left, BoundPtr right) {
  BoundAnd conjunction;
  conjunction.operands.push_back(std::move(left));
  conjunction.operands.push_back(std::move(right));
  return make(std::move(conjunction));
}

// A tree of operators is bound the same way everywhere; `Terms` interprets its terms.
template <class Terms>
class TreeBinder {
 public:
  explicit TreeBinder(Terms terms) : terms_(std::move(terms)) {}

  Result<BoundPtr> bind(const Node& node) const {
    return std::visit([this](const auto& kind) { return this->bind_kind(kind); }, node.is);
  }

 private:
  Result<BoundPtr> bind_kind(const Comparison& comparison) const { return terms_.term(comparison); }
  Result<BoundPtr> bind_kind(const ValuePath& path) const { return terms_.value_path(path); }

  Result<BoundPtr> bind_kind(const Not& negation) const {
    TRY_ASSIGN(BoundPtr operand, bind(*negation.operand));
    return make(BoundNot{std::move(operand)});
  }
  Result<BoundPtr> bind_kind(const And& conjunction) const {
    return bind_list<BoundAnd>(conjunction.operands);
  }
  Result<BoundPtr> bind_kind(const Or& disjunction) const {
    return bind_list<BoundOr>(disjunction.operands);
  }

  template <class List>
  Result<BoundPtr> bind_list(const std::vector<NodePtr>& operands) const {
    List list;
    for (const NodePtr& operand : operands) {
      TRY_ASSIGN(BoundPtr bound, bind(*operand));
      list.operands.push_back(std::move(bound));
    }
    return make(std::move(list));
  }

  Terms terms_;
};

// Values that can never be filtered: secrets (standards.md USR-2, FLT-22), and URIs, which depend
// on how the client reaches us.
Result<void> check_filterable(const Attribute& attribute, const Attribute* sub) {
  const bool is_uri =
      sub != nullptr && sub->type == schema::Type::reference &&
      (attribute.storage == Storage::computed || attribute.storage == Storage::relation);
  if (attribute.storage == Storage::discarded || attribute.hidden || is_uri) {
    return refused(fmt::format("The filter asks for {}{}{}, which cannot be filtered by.",
                               attribute.name, sub == nullptr ? "" : ".",
                               sub == nullptr ? "" : sub->name));
  }
  return {};
}

// A term about a member, as in PATCH: `$ref` and anything else that ends in an id stand for the
// value (design §2.17). In strict mode only an id does, in any letter case.
struct MemberTerm {
  const Attribute* sub = nullptr;
  json::Value literal;
};
MemberTerm read_member(const Attribute& relation, const Attribute* sub, Op op,
                       const json::Value& literal, const Rules& rules) {
  const Attribute* value = relation.find(resource::value_name);
  const bool is_reference = sub != nullptr && sub->type == schema::Type::reference;
  const bool names = sub != nullptr && (sub == value || (is_reference && rules.takes_dialects())) &&
                     (op == Op::eq || op == Op::ne) && literal.is_string();
  if (!names) {
    return {sub, literal};
  }
  const std::string_view text = literal.get_string();
  const auto id = rules.takes_dialects() ? resource::named_id(text) : ResourceId::parse(text);
  return id ? MemberTerm{value, json::Value(id->to_string())} : MemberTerm{sub, literal};
}

class ElementTerms {
 public:
  // `reads_members`: in a relation, everything that names a member is read as its value.
  ElementTerms(const Attribute& attribute, const Rules& rules, bool reads_members = false)
      : attribute_(attribute), rules_(rules), reads_members_(reads_members) {}

  Result<BoundPtr> term(const Comparison& comparison) const {
    if (!comparison.path.schema.empty() || !comparison.path.sub_attribute.empty()) {
      return unknown(path::print(comparison.path));
    }
    return term(comparison.path.attribute, comparison.op, comparison.literal);
  }

  Result<BoundPtr> term(const std::string& name, Op op, const json::Value& given) const {
    const bool reads = reads_members_ && attribute_.storage == Storage::relation;
    const auto [sub, literal] =
        reads ? read_member(attribute_, attribute_.find(name), op, given, rules_)
              : MemberTerm{attribute_.find(name), given};
    // The elements of a list of simple values have only `value` (RFC 7643 §2.4).
    if (!attribute_.is_complex() && iequals(name, "value")) {
      TRY_ASSIGN(Test test, make_test(attribute_, attribute_.name, op, literal, rules_));
      return make(ElementTerm{nullptr, std::move(test)});
    }
    if (sub == nullptr) {
      return unknown(name);
    }
    TRY(check_filterable(attribute_, sub));
    TRY_ASSIGN(Test test, make_test(*sub, attribute_.name + "." + sub->name, op, literal, rules_));
    return make(ElementTerm{sub, std::move(test)});
  }

  Result<BoundPtr> value_path(const ValuePath& inner) const {
    return refused(fmt::format("The filter has {}[…] within the brackets of {}.",
                               path::print(inner.path), attribute_.name));
  }

 private:
  Error unknown(std::string_view name) const {
    return refused(fmt::format("The filter asks for {} within {}, which has no such sub-attribute.",
                               name, attribute_.name));
  }

  const Attribute& attribute_;
  const Rules& rules_;
  bool reads_members_;
};

Source source_of(const Attribute& attribute) {
  if (attribute.storage == Storage::relation) {
    return Source::relation;
  }
  if (attribute.storage != Storage::computed || attribute.multi_valued) {
    return Source::document;
  }
  return attribute.is_complex() ? Source::meta : Source::id;
}

// The result of comparing an attribute without a value (standards.md FLT-14).
bool says_without_value(Op op, const json::Value& literal) {
  return (op == Op::eq && literal.is_null()) || (op == Op::ne && !literal.is_null());
}

using Types = std::vector<const schema::ResourceType*>;

class ResourceTerms {
 public:
  // `all` are the types of the query, including `type`.
  ResourceTerms(const schema::ResourceType& type, const Types& all, const Rules& rules)
      : type_(type), all_(all), rules_(rules) {}

  Result<BoundPtr> term(const Comparison& comparison) const {
    if (is_elsewhere(comparison.path)) {
      return make(Constant{says_without_value(comparison.op, comparison.literal)});
    }
    TRY_ASSIGN(path::BoundPath path, resolve(comparison.path));
    const bool needs_value =
        comparison.op != Op::pr && !comparison.literal.is_null() && path.attribute->is_complex();
    if (needs_value && path.sub_attribute == nullptr) {
      path.sub_attribute = path.attribute->find("value");
      if (path.sub_attribute == nullptr) {
        return refused(
            fmt::format("The filter compares {}, which has several parts: name one, "
                        "such as {}.{}.",
                        path.attribute->name, path.attribute->name,
                        path.attribute->sub_attributes.front().name));
      }
    }
    const Attribute& tested = path.sub_attribute == nullptr ? *path.attribute : *path.sub_attribute;
    TRY_ASSIGN(Test test, make_test(tested, path::print(comparison.path), comparison.op,
                                    comparison.literal, rules_));
    return make(AttributeTerm{path, source_of(*path.attribute), std::move(test)});
  }

  // Without a value, no element could match.
  Result<BoundPtr> value_path(const ValuePath& value_path) const {
    if (is_elsewhere(value_path.path)) {
      return make(Constant{false});
    }
    TRY_ASSIGN(const path::BoundPath path, resolve(value_path.path));
    if (!path.attribute->is_complex() || path.sub_attribute != nullptr ||
        source_of(*path.attribute) == Source::meta) {
      return refused(fmt::format("The filter has brackets after {}, which has no parts to filter.",
                                 path::print(value_path.path)));
    }
    const ElementTerms element(*path.attribute, rules_);
    TRY_ASSIGN(BoundPtr inner, TreeBinder(element).bind(*value_path.inner));
    if (!value_path.sub_attribute.empty()) {
      TRY_ASSIGN(BoundPtr after,
                 element.term(value_path.sub_attribute, value_path.op, value_path.literal));
      inner = both(std::move(inner), std::move(after));
    }
    return make(AnyElement{path, source_of(*path.attribute), std::move(inner)});
  }

 private:
  bool has(const schema::ResourceType& type, const path::AttributePath& written) const {
    const auto bound = path::bind(written, type, rules_);
    return bound && bound->attribute != nullptr;
  }

  bool is_elsewhere(const path::AttributePath& written) const {
    return !has(type_, written) &&
           std::ranges::any_of(all_, [&](const auto* type) { return has(*type, written); });
  }

  Result<path::BoundPath> resolve(const path::AttributePath& written) const {
    const auto bound = path::bind(written, type_, rules_);
    if (!bound || bound->attribute == nullptr) {
      return unknown(written);
    }
    TRY(check_filterable(*bound->attribute, bound->sub_attribute));
    return *bound;
  }

  // standards.md FLT-13, design §2.4.
  Error unknown(const path::AttributePath& written) const {
    const std::string name = path::print(written);
    if (type_.beyond_profile != nullptr &&
        type_.beyond_profile->find(written.attribute) != nullptr) {
      return refused(fmt::format(
          "The filter asks for {}, which this organisation does not keep: its attribute profile is "
          "minimal. {} {}s by {} or externalId, or choose the profile full in "
          "Settings > Identity Access.",
          name, rules_.may_be_entra ? "In Entra match" : "Match", type_.name, type_.naming->name));
    }
    return refused(fmt::format("The filter asks for {}, an attribute that {} does not have.", name,
                               type_.name));
  }

  const schema::ResourceType& type_;
  const Types& all_;
  const Rules& rules_;
};

BoundFilter finished(BoundPtr bound) {
  return BoundFilter(bound.release());
}

}  // namespace

void BoundDeleter::operator()(const Bound* bound) const {
  delete bound;
}

Result<BoundFilter> bind(const Node& node, const schema::ResourceType& type, const Rules& rules) {
  TRY_ASSIGN(std::vector<BoundFilter> filters, bind_all(node, Types{&type}, rules));
  return std::move(filters.front());
}

Result<std::vector<BoundFilter>> bind_all(const Node& node, const Types& types,
                                          const Rules& rules) {
  std::vector<BoundFilter> filters;
  for (const schema::ResourceType* type : types) {
    TRY_ASSIGN(BoundPtr bound, TreeBinder(ResourceTerms(*type, types, rules)).bind(node));
    filters.push_back(finished(std::move(bound)));
  }
  return filters;
}

Result<BoundFilter> bind_element(const Node& node, const schema::Attribute& attribute,
                                 const Rules& rules) {
  TRY_ASSIGN(BoundPtr bound, TreeBinder(ElementTerms(attribute, rules, true)).bind(node));
  return finished(std::move(bound));
}

}  // namespace provost::scim::filter
