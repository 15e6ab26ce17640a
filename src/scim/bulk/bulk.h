#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "scim/resource/read.h"
#include "scim/schema/schema.h"

// Bulk operations (RFC 7644 §3.7) as far as they are pure: a BulkRequest becomes operations, those
// become steps in the order in which they can run, and their outcomes become a BulkResponse.
namespace provost::scim::bulk {

enum class Method : std::uint8_t { post, put, patch, del };

struct Limits {
  std::size_t operations_max = 1000;
};

// One of the request's Operations. An error of this operation alone is its `fault`, so that the
// others still run (standards.md BLK-6).
struct Operation {
  std::optional<Error> fault;
  // For the answer: the method in capitals, or as sent when it is none of ours.
  std::string method_text;
  std::string bulk_id;  // empty when there is none
  // Null and empty when the path leads nowhere.
  const schema::ResourceType* type = nullptr;
  std::string id;  // as in the path, decoded, perhaps "bulkId:…"; empty for POST

  // Unless there is a fault:
  Method method = Method::post;
  std::string version;  // acts as If-Match; empty when there is none
  json::Value data;     // an object for POST and PUT, a full PatchOp for PATCH
  // The bulkIds that `id` and `data` refer to, each once, in the order of their first use.
  std::vector<std::string> references;
};

// Whether the operation is a POST, also with a fault: bulkIds can refer to it.
bool is_creation(const Operation& operation);

struct Request {
  static constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
  // The job ends once that many operations have failed: failOnErrors.
  std::size_t errors_max = no_limit;
  std::vector<Operation> operations;
};

// Reads the body of POST /Bulk. Code::invalid_syntax for a malformed envelope (BLK-13) and for a
// bulkId that occurs twice (BLK-3), invalid_value for failOnErrors below 1 (BLK-6),
// payload_too_large for too many operations (BLK-7). An operation that refers to a bulkId which no
// POST of the request has gets the fault Code::conflict (BLK-5).
Result<Request> read(json::Value body, const schema::Registry& registry, const Rules& rules,
                     const Limits& limits = {});

// Operations, by their index, that run as one: a single one, or several POSTs which refer to each
// other in a circle. Either all of a circle come to be or none.
struct Step {
  std::vector<std::size_t> operations;
};

// Every operation in the order of running: that of the request, except that an operation waits for
// the POSTs it refers to, and with it those that wait for it and later ones on the same resource
// (BLK-4, BLK-9).
std::vector<Step> order(const Request& request);

// The outcome of an operation.
struct Completion {
  int status = 500;
  std::string location;
  std::string version;
  std::optional<Error> error;
};
Completion failed(const Operation& operation, const Error& error, std::string_view base);

// Where the operation's resource is (BLK-2), below the Tenant URL `base`. Empty for a POST, whose
// id is not known here, and for a path that leads nowhere.
std::string location(const Operation& operation, std::string_view base);

// The BulkResponse: the operations that were processed, in the order of the request (BLK-9).
// `completions` has one entry for each operation of the request.
std::string write_response(const Request& request,
                           std::span<const std::optional<Completion>> completions);

}  // namespace provost::scim::bulk
