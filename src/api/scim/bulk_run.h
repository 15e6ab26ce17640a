#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "api/scim/call.h"
#include "api/scim/units.h"
#include "provision/bulk.h"
#include "scim/bulk/bulk.h"

namespace provost::api::scim_api {

// Carries out the operations of one BulkRequest (RFC 7644 §3.7).
//
// Every POST has its id before anything runs, so all bulkIds can be replaced beforehand. Steps are
// queued for the writer in their order, as many at once as fit: the store keeps that order, runs
// each in a transaction of its own and makes all of them durable together. So a job does not wait
// for the disk after each operation, and a step still sees what those before it did. Inside its
// transaction, it looks up whether the resources that it refers to exist. Only a step that refers
// to a POST which may adopt somebody invited by hand waits for the outcome of that.
class BulkRun {
 public:
  BulkRun(Call& call, scim::bulk::Request request);
  BulkRun(const BulkRun&) = delete;
  BulkRun& operator=(const BulkRun&) = delete;

  boost::asio::awaitable<void> run();
  // Leaves details of the whole job in the call, for the provisioning log.
  void note() const;
  // 200 with the results, whatever came of the operations (standards.md BLK-1).
  http::Response reply() const;

 private:
  using Outcomes = std::vector<provision::Outcome>;
  using Work = std::function<Result<Outcomes>(store::Writer&)>;
  // A step that is on its way to the writer.
  struct Flight {
    const scim::bulk::Step* step = nullptr;
    Work work;
    // The operation at which a circle failed, counted from its first one; beyond the last when it
    // was none of them. Null for a single operation.
    std::shared_ptr<std::size_t> failed_at;
    std::shared_ptr<store::Receipt> receipt;
    // Of a single operation that is to be prepared: it flies alone, since others may be about the
    // same resource.
    std::optional<Unit> unit;
  };
  using Ids = std::unordered_set<ResourceId>;

  boost::asio::awaitable<void> look_for_invited();
  std::vector<Flight> next_flights();
  std::vector<Flight> prepare_flights();
  boost::asio::awaitable<std::vector<Result<Outcomes>>> fly(std::vector<Flight>& flights);
  void note_unsure(const scim::bulk::Step& step);
  bool waits_for_ids(const scim::bulk::Step& step) const;
  Work with_receipt(Flight& flight) const;
  std::optional<Flight> prepare(const scim::bulk::Step& step);
  Result<Flight> prepare_operation(const scim::bulk::Step& step);
  std::optional<Flight> prepare_circle(const scim::bulk::Step& step);
  Result<provision::Creation> prepare_creation(std::size_t index, const Ids& circle,
                                               const Ids& later);
  Result<void> admit_operation(const scim::bulk::Operation& operation) const;
  void resolve_references(scim::bulk::Operation& operation) const;
  std::vector<provision::Reference> references_of(const scim::bulk::Operation& operation,
                                                  const Ids& own) const;
  Result<Unit> unit_of(std::size_t index);

  scim::Report report() const;
  void add_receipt(const store::Receipt& receipt);
  void land(const Flight& flight, const Result<Outcomes>& result);
  void complete(std::size_t index, const provision::Outcome& outcome);
  void fail(std::size_t index, const Error& error);
  void fail_circle(const scim::bulk::Step& step, std::size_t place, const Error& error);

  Call& call_;
  scim::bulk::Request request_;
  std::vector<scim::bulk::Step> steps_;
  std::size_t next_step_ = 0;
  std::optional<Flight> alone_;  // comes before next_step_
  std::size_t errors_ = 0;
  // Whether there are people invited by hand that a POST may adopt: the person then keeps their id
  // instead of the POST's.
  bool has_invited_ = false;
  std::unordered_set<std::string> unsure_;  // bulkIds of the POSTs of people in flight, if so
  std::vector<ResourceId> new_ids_;         // of each operation; nil unless it is a POST
  std::unordered_map<std::string, ResourceId> ids_by_bulk_id_;
  std::vector<std::optional<scim::bulk::Completion>> completions_;
  scim::Report report_;     // of all operations together
  store::Receipt receipt_;  // the same
};

}  // namespace provost::api::scim_api
