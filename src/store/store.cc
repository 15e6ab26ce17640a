#include "store/store.h"

#include <future>
#include <utility>

namespace provost::store {
namespace {

// Starts something that ends in a Done, and waits for it.
Result<void> wait_for(const std::function<void(Done)>& start) {
  std::promise<Result<void>> promise;
  start([&](Result<void> outcome) { promise.set_value(std::move(outcome)); });
  return promise.get_future().get();
}

}  // namespace

std::string tell_operator(const Error& fault) {
  return fault.cause.empty() ? fault.detail : fault.detail + " (" + fault.cause + ")";
}

Result<void> read_and_wait(Session& session, OrgKey org, const ReadWork& work) {
  if (session.read_now(org, work)) {
    return {};
  }
  return wait_for([&](Done done) { session.read_later(org, work, std::move(done)); });
}

Result<void> write_and_wait(Session& session, OrgKey org, WriteWork work) {
  return wait_for([&](Done done) { session.write(org, std::move(work), std::move(done)); });
}

Result<void> catalogue_write_and_wait(Session& session, CatalogueWriteWork work) {
  return wait_for([&](Done done) { session.catalogue_write(std::move(work), std::move(done)); });
}

}  // namespace provost::store
