#include <vector>

#include "check.h"
#include "json/json.h"
#include "scim/bulk/bulk.h"
#include "scim/bulk/references.h"

// Any BulkRequest is refused or gives steps that contain every operation once, after those that it
// refers to; replacing its references leaves none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost;
  using namespace provost::scim;
  static const auto registry = schema::registry_of(schema::Profile::full);
  auto body = json::parse(as_text(data, size));
  if (body.has_error()) {
    return 0;
  }
  auto request = bulk::read(std::move(body).value(), *registry, {}, {.operations_max = 200});
  if (request.has_error()) {
    return 0;
  }
  std::vector<bool> done(request->operations.size());
  std::size_t count = 0;
  for (const bulk::Step& step : bulk::order(*request)) {
    for (const std::size_t index : step.operations) {
      hold(!done.at(index));
      done[index] = true;
      ++count;
    }
    for (const std::size_t index : step.operations) {
      const bulk::Operation& operation = request->operations[index];
      for (std::size_t other = 0; other < done.size() && !operation.fault; ++other) {
        for (const std::string& bulk_id : operation.references) {
          hold(request->operations[other].bulk_id != bulk_id || done[other]);
        }
      }
    }
  }
  hold(count == done.size());
  for (bulk::Operation& operation : request->operations) {
    bulk::rewrite_references(operation, [](std::string_view) { return std::string("id"); });
    bulk::rewrite_references(operation, [](std::string_view) {
      hold(false);
      return std::optional<std::string>();
    });
  }
  return 0;
}
