#include <algorithm>
#include <optional>
#include <utility>

#include "scim/filter/bound.h"
#include "scim/resource/document.h"

namespace provost::scim::filter {
namespace {

using schema::Attribute;

// How much a set of probes can find, the least first: what an `and` prefers.
enum class Reach : std::uint8_t { nothing, one, unique, indexed, related };

struct Found {
  std::vector<Probe> probes;
  Reach reach = Reach::nothing;
  bool exact = true;
};
using Finding = std::optional<Found>;

Found by(Probe probe, Reach reach) {
  return Found{{std::move(probe)}, reach, true};
}

bool is_equality(const Test& test) {
  return test.op == Op::eq && !test.literal.is_null();
}

Found nothing() {
  return by(Probe{}, Reach::nothing);
}

Found by_id(const Test& test) {
  const auto id = exact_id(test.key);
  return id ? by({Probe::Kind::id, 0, {}, *id}, Reach::one) : nothing();
}

Found by_relation(const Test& test, const schema::ResourceType& type) {
  const auto id = exact_id(test.key);
  if (!id) {
    return nothing();
  }
  const auto kind =
      type.number == schema::group_type ? Probe::Kind::member_of : Probe::Kind::members_of;
  return by({kind, 0, {}, *id}, Reach::related);
}

Found by_index(const Attribute& indexed, const Test& test) {
  const bool is_unique = indexed.uniqueness != schema::Uniqueness::none;
  return by({Probe::Kind::index, indexed.index, test.key, {}},
            is_unique ? Reach::unique : Reach::indexed);
}

bool is_better(const Found& one, const Found& other) {
  return one.reach != other.reach ? one.reach < other.reach
                                  : one.probes.size() < other.probes.size();
}

class Planner {
 public:
  explicit Planner(const schema::ResourceType& type) : type_(type) {}

  Finding find(const Bound& bound) const { return std::visit(*this, bound.is); }

  Finding operator()(const AttributeTerm& term) const {
    return find_value(*term.path.attribute, term.path.sub_attribute, term.source, term.test);
  }

  Finding operator()(const ElementTerm& term) const {
    return within_ == nullptr ? std::nullopt
                              : find_value(*within_->path.attribute, term.sub_attribute,
                                           within_->source, term.test);
  }

  Finding operator()(const AnyElement& any) const {
    Planner inner(type_);
    inner.within_ = &any;
    return inner.find(*any.inner);
  }

  Finding operator()(const BoundNot&) const { return std::nullopt; }

  // The other operands can only take candidates away.
  Finding operator()(const BoundAnd& conjunction) const {
    Finding best;
    for (const BoundPtr& operand : conjunction.operands) {
      Finding found = find(*operand);
      if (found && (!best || is_better(*found, *best))) {
        best = std::move(found);
      }
    }
    if (best) {
      best->exact = best->reach == Reach::nothing;
    }
    return best;
  }

  Finding operator()(const BoundOr& disjunction) const {
    Found all;
    for (const BoundPtr& operand : disjunction.operands) {
      Finding found = find(*operand);
      if (!found) {
        return std::nullopt;
      }
      all.probes.insert(all.probes.end(), found->probes.begin(), found->probes.end());
      all.reach = std::max(all.reach, found->reach);
      all.exact = all.exact && found->exact;
    }
    return all;
  }

 private:
  Finding find_value(const Attribute& attribute, const Attribute* sub, Source source,
                     const Test& test) const {
    if (!is_equality(test)) {
      return std::nullopt;
    }
    if (source == Source::id) {
      return by_id(test);
    }
    if (source == Source::relation) {
      return sub->name == "value" ? Finding(by_relation(test, type_)) : std::nullopt;
    }
    const Attribute& indexed = sub == nullptr ? attribute : *sub;
    return indexed.index == 0 ? std::nullopt : Finding(by_index(indexed, test));
  }

  const schema::ResourceType& type_;
  const AnyElement* within_ = nullptr;
};

std::string name_of_index(schema::IndexNumber index, const schema::ResourceType& type) {
  std::string name;
  resource::for_each_attribute(type, [&](const schema::Schema*, const Attribute& attribute) {
    if (attribute.index == index) {
      name = attribute.name + (attribute.is_complex() ? ".value" : "");
    }
  });
  return name;
}

std::string describe(const Probe& probe, const schema::ResourceType& type) {
  switch (probe.kind) {
    case Probe::Kind::id:
      return "id";
    case Probe::Kind::index:
      return "index(" + name_of_index(probe.index, type) + ")";
    case Probe::Kind::member_of:
      return "relation(members)";
    case Probe::Kind::members_of:
      return "relation(groups)";
    case Probe::Kind::nothing:
      break;
  }
  return "nothing";
}

}  // namespace

Plan plan(const Bound& filter, const schema::ResourceType& type) {
  Finding found = Planner(type).find(filter);
  if (!found) {
    return {};
  }
  return {false, std::move(found->probes), found->exact};
}

std::string describe(const Plan& plan, const schema::ResourceType& type) {
  if (plan.scan) {
    return "scan";
  }
  std::vector<std::string> parts;
  for (const Probe& probe : plan.probes) {
    std::string part = describe(probe, type);
    if (std::ranges::find(parts, part) == parts.end()) {
      parts.push_back(std::move(part));
    }
  }
  std::string out;
  for (const std::string& part : parts) {
    out += (out.empty() ? "" : " or ") + part;
  }
  return out;
}

}  // namespace provost::scim::filter
