#include "scim/schema/change.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "scim/schema/definition.h"
#include "scim/schema/words.h"

namespace provost::scim::schema {
namespace {

// While a definition is being changed, both hold numbers.
static_assert(definitions_per_organisation_max * (1 + 2 * unique_attributes_max) <=
                  std::numeric_limits<IndexNumber>::max() - first_custom_index + 1U,
              "there is an index for everything that may have one");

std::string cardinality(bool multi_valued) {
  return multi_valued ? "multi-valued" : "single-valued";
}

std::string becomes(std::string_view from, std::string_view to) {
  return fmt::format("was {} and becomes {}", from, to);
}

// Why a value of one attribute is not valid for the other; empty when it is.
std::string reason_of_loss(const Attribute& before, const Attribute& after);

// Values are stored under the name as the definition spells it.
std::string reason_by_parts(const Attribute& before, const Attribute& after) {
  for (const Attribute& sub : before.sub_attributes) {
    const Attribute* twin = after.find(sub.name);
    if (twin == nullptr) {
      return fmt::format("loses its part {}", sub.name);
    }
    if (const std::string reason = reason_of_loss(sub, *twin); !reason.empty()) {
      return fmt::format("has a part {} that {}", sub.name, reason);
    }
  }
  for (const Attribute& sub : after.sub_attributes) {
    const Attribute* twin = before.find(sub.name);
    if (sub.required && (twin == nullptr || !twin->required)) {
      return fmt::format("requires its part {} now", sub.name);
    }
  }
  return {};
}

std::string reason_of_loss(const Attribute& before, const Attribute& after) {
  if (before.name != after.name) {
    return fmt::format("is spelled {} now", after.name);
  }
  if (before.type != after.type) {
    return becomes(word_for(type_words, before.type), word_for(type_words, after.type));
  }
  if (before.multi_valued != after.multi_valued) {
    return becomes(cardinality(before.multi_valued), cardinality(after.multi_valued));
  }
  if (before.uniqueness != after.uniqueness) {
    return fmt::format("had the uniqueness {} and gets {}",
                       word_for(uniqueness_words, before.uniqueness),
                       word_for(uniqueness_words, after.uniqueness));
  }
  if (before.uniqueness != Uniqueness::none && before.case_exact != after.case_exact) {
    return "is unique and compares otherwise now (caseExact)";
  }
  return reason_by_parts(before, after);
}

bool is_lost(const Change& change, const std::string& name) {
  return std::ranges::find(change.losses, name, &Change::Loss::attribute) != change.losses.end();
}

void retire(Attribute& attribute) {
  attribute.mutability = Mutability::read_only;
  attribute.required = false;
}

}  // namespace

Change compare(const Schema& before, const Schema& after) {
  Change change;
  for (const Attribute& attribute : before.attributes) {
    const Attribute* twin = after.find(attribute.name);
    std::string reason = twin == nullptr ? "no longer exists" : reason_of_loss(attribute, *twin);
    if (!reason.empty()) {
      change.losses.push_back({attribute.name, std::move(reason)});
    }
  }
  for (const Attribute& attribute : after.attributes) {
    const Attribute* twin = before.find(attribute.name);
    if (attribute.required && (twin == nullptr || !twin->required)) {
      change.newly_required.push_back(attribute.name);
    }
  }
  return change;
}

Schema retiring(Schema before, const Change& change) {
  for (Attribute& attribute : before.attributes) {
    if (is_lost(change, attribute.name)) {
      retire(attribute);
    }
  }
  return before;
}

Schema retiring(Schema before) {
  std::ranges::for_each(before.attributes, retire);
  return before;
}

void number_indexes(Schema& after, const Schema& before, const Change& change,
                    std::set<IndexNumber>& taken) {
  for (Attribute& attribute : after.attributes) {
    const Attribute* twin = before.find(attribute.name);
    if (attribute.uniqueness == Uniqueness::none) {
      attribute.index = 0;
    } else if (twin != nullptr && !is_lost(change, twin->name)) {
      attribute.index = twin->index;
    } else {
      attribute.index = take_index(taken);
    }
  }
}

IndexNumber take_index(std::set<IndexNumber>& taken) {
  for (std::size_t number = first_custom_index; number <= std::numeric_limits<IndexNumber>::max();
       ++number) {
    if (taken.insert(static_cast<IndexNumber>(number)).second) {
      return static_cast<IndexNumber>(number);
    }
  }
  throw std::logic_error("no index number is left for an organisation's schemas");
}

}  // namespace provost::scim::schema
