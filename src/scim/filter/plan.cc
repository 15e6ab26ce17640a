#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "scim/filter/bound.h"
#include "scim/filter/filter.h"
#include "scim/filter/ranges.h"
#include "scim/resource/document.h"

namespace provost::scim::filter {
namespace {

using schema::Attribute;

// How much a set of ways can find, least first: an `and` prefers the least.
enum class Reach : std::uint8_t { nothing, one, unique, indexed, related, range, everything };

struct Found {
  std::vector<Way> ways;
  Reach reach = Reach::nothing;
  bool exact = true;
};
using Finding = std::optional<Found>;

Found by(Probe probe, Reach reach) {
  return Found{{{std::move(probe)}}, reach, true};
}

Found nothing() {
  return by(Probe{}, Reach::nothing);
}

Found everything() {
  return Found{{}, Reach::everything, true};
}

Found by_id(const Test& test) {
  const auto id = exact_id(test.key);
  return id ? by({.kind = Probe::Kind::id, .id = *id}, Reach::one) : nothing();
}

Found by_relation(const Test& test, const schema::ResourceType& type) {
  const auto id = exact_id(test.key);
  if (!id) {
    return nothing();
  }
  const auto kind =
      type.number == schema::group_type ? Probe::Kind::member_of : Probe::Kind::members_of;
  return by({.kind = kind, .id = *id}, Reach::related);
}

Finding by_index(const Attribute& indexed, const Test& test) {
  if (test.op == Op::eq) {
    const bool is_unique = indexed.uniqueness != schema::Uniqueness::none;
    return by({.kind = Probe::Kind::index, .index = indexed.index, .key = test.key},
              is_unique ? Reach::unique : Reach::indexed);
  }
  std::optional<KeyRange> range = key_range(test.op, test.key);
  if (!range) {
    return std::nullopt;
  }
  return by({.kind = Probe::Kind::keys,
             .index = indexed.index,
             .key = std::move(range->from),
             .end = std::move(range->end)},
            Reach::range);
}

Finding by_time(Probe::Kind kind, const Test& test) {
  const std::optional<TimeRange> range = time_range(test.op, test.instant);
  if (!range) {
    return std::nullopt;
  }
  return by({.kind = kind, .from = range->from, .to = range->to}, Reach::range);
}

bool is_better(const Found& one, const Found& other) {
  return one.reach != other.reach ? one.reach < other.reach : one.ways.size() < other.ways.size();
}

// What few keys find is cheaper to examine than to intersect with anything.
bool is_worth_intersecting(const Found& found) {
  return found.reach >= Reach::related && found.ways.size() == 1;
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

  Finding operator()(const Constant& constant) const {
    return constant.value ? everything() : nothing();
  }

  Finding operator()(const BoundNot&) const { return std::nullopt; }

  // An operand can only remove candidates, so operands without a plan are left to the evaluator.
  Finding operator()(const BoundAnd& conjunction) const {
    std::vector<Found> found;
    for (const BoundPtr& operand : conjunction.operands) {
      if (Finding one = find(*operand)) {
        found.push_back(std::move(*one));
      }
    }
    const bool all_found = found.size() == conjunction.operands.size();
    std::erase_if(found,
                  [](const Found& one) { return one.reach == Reach::everything && one.exact; });
    if (found.empty()) {
      return all_found ? Finding(everything()) : std::nullopt;
    }
    return best_of(std::move(found), all_found);
  }

  Finding operator()(const BoundOr& disjunction) const {
    Found all;
    for (const BoundPtr& operand : disjunction.operands) {
      Finding found = find(*operand);
      if (!found) {
        return std::nullopt;
      }
      all.ways.insert(all.ways.end(), found->ways.begin(), found->ways.end());
      all.reach = std::max(all.reach, found->reach);
      all.exact = all.exact && found->exact;
    }
    return all.reach == Reach::everything ? everything() : all;
  }

 private:
  // Within brackets, one element must satisfy all operands; intersecting resources cannot prove
  // that (standards.md FLT-11).
  Found best_of(std::vector<Found> found, bool all_found) const {
    const auto best = std::ranges::min_element(found, is_better);
    if (!is_worth_intersecting(*best)) {
      best->exact =
          best->reach == Reach::nothing || (all_found && found.size() == 1 && best->exact);
      return std::move(*best);
    }
    Found all{{{}}, best->reach, all_found && (within_ == nullptr || found.size() == 1)};
    for (Found& one : found) {
      if (!is_worth_intersecting(one)) {
        all.exact = false;
        continue;
      }
      all.exact = all.exact && one.exact;
      for (Probe& probe : one.ways.front()) {
        add(all.ways.front(), std::move(probe));
      }
    }
    return all;
  }

  // Two ranges over the same values of one resource form one narrower range.
  void add(Way& way, Probe probe) const {
    for (Probe& known : way) {
      if (known.kind == probe.kind && is_single_valued(probe) && known.index == probe.index) {
        narrow(known, probe);
        return;
      }
    }
    way.push_back(std::move(probe));
  }

  bool is_single_valued(const Probe& probe) const {
    if (probe.kind == Probe::Kind::created || probe.kind == Probe::Kind::modified) {
      return true;
    }
    bool single = false;
    if (probe.kind == Probe::Kind::keys) {
      resource::for_each_attribute(type_, [&](const schema::Schema*, const Attribute& attribute) {
        single = single || (attribute.index == probe.index && !attribute.multi_valued);
      });
    }
    return single;
  }

  Finding find_value(const Attribute& attribute, const Attribute* sub, Source source,
                     const Test& test) const {
    if (test.asks_for_presence() || test.op == Op::ne) {
      return std::nullopt;
    }
    if (source == Source::meta) {
      return find_meta(sub, test);
    }
    if (source == Source::id) {
      return test.op == Op::eq ? Finding(by_id(test)) : std::nullopt;
    }
    if (source == Source::relation) {
      return test.op == Op::eq && sub->name == "value" ? Finding(by_relation(test, type_))
                                                       : std::nullopt;
    }
    const Attribute& indexed = sub == nullptr ? attribute : *sub;
    return indexed.index == 0 ? std::nullopt : by_index(indexed, test);
  }

  Finding find_meta(const Attribute* sub, const Test& test) const {
    if (sub->name == "created") {
      return by_time(Probe::Kind::created, test);
    }
    if (sub->name == "lastModified") {
      return by_time(Probe::Kind::modified, test);
    }
    if (sub->name == "resourceType") {
      const json::Value name(type_.name);
      return passes_alone(test, name) ? everything() : nothing();
    }
    return std::nullopt;
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
    case Probe::Kind::keys:
      return "range(" + name_of_index(probe.index, type) + ")";
    case Probe::Kind::created:
      return "range(meta.created)";
    case Probe::Kind::modified:
      return "range(meta.lastModified)";
    case Probe::Kind::member_of:
      return "relation(members)";
    case Probe::Kind::members_of:
      return "relation(groups)";
    case Probe::Kind::nothing:
      break;
  }
  return "nothing";
}

std::string describe(const Way& way, const schema::ResourceType& type) {
  std::string out;
  for (const Probe& probe : way) {
    out += (out.empty() ? "" : " and ") + describe(probe, type);
  }
  return out;
}

}  // namespace

Plan plan(const Bound& filter, const schema::ResourceType& type) {
  Finding found = Planner(type).find(filter);
  if (!found) {
    return {};
  }
  return {found->reach == Reach::everything, std::move(found->ways), found->exact};
}

std::string describe(const Plan& plan, const schema::ResourceType& type) {
  if (plan.scan) {
    return plan.exact ? "everything" : "scan";
  }
  std::vector<std::string> parts;
  for (const Way& way : plan.ways) {
    std::string part = describe(way, type);
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
