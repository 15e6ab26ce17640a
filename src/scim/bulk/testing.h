#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "json/json.h"
#include "scim/bulk/bulk.h"

namespace provost::scim::bulk::testing {

inline const schema::Registry& full_registry() {
  static const auto registry = schema::registry_of(schema::Profile::full);
  return *registry;
}

// The body of a BulkRequest with these operations, given as JSON text without the brackets.
inline std::string envelope(std::string_view operations, std::string_view more = "") {
  return std::string(R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],)") +
         std::string(more) + R"("Operations":[)" + std::string(operations) + "]}";
}

inline Result<Request> read_text(std::string_view body, const Rules& rules = {},
                                 const Limits& limits = {}) {
  return read(json::parse(body).value(), full_registry(), rules, limits);
}

inline Request operations(std::string_view text) {
  return read_text(envelope(text)).value();
}
inline Operation operation(std::string_view text) {
  Request request = operations(text);
  EXPECT_EQ(request.operations.size(), 1u);
  return std::move(request.operations.front());
}

}  // namespace provost::scim::bulk::testing
