#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "json/json.h"
#include "provision/resources.h"
#include "store/transaction.h"

namespace provost::api::scim_api {

// One write to one resource, ready for the writer: the request was read, and checked as far as
// possible without the store. It owns everything that it needs; copies share one state.
//
// The result of a large PUT or PATCH is computed on a snapshot first, to spare the one writer
// (decision 0024). write_and_note() has the order of the calls.
class Unit {
 public:
  struct State;
  explicit Unit(std::shared_ptr<State> state) : state_(std::move(state)) {}

  // Whether prepare() must run before the next write(). Checked again after has_to_repeat();
  // eventually false.
  bool wants_preparation() const;
  Result<void> prepare(store::Reader& reader) const;
  // May run any number of times. An error with has_to_repeat() is for nobody: the resource was
  // changed since prepare(), or is larger than was known.
  Result<provision::Outcome> write(store::Writer& writer) const;
  bool has_to_repeat() const;
  // Members of a large group that is to be created are written slice by slice before write(); see
  // provision::StagedMembers.
  bool has_more_to_stage() const;
  Result<std::vector<ResourceId>> stage(store::Writer& writer) const;
  void staged(const std::vector<ResourceId>& unknown) const;
  // write() does everything, whatever it finds: for one in a row of writes that must keep its
  // place.
  void keep_to_writer() const;

 private:
  std::shared_ptr<State> state_;
};

// The object of a write. The type is one of the registry in the context that goes with it.
struct WriteTarget {
  const scim::schema::ResourceType& type;
  ResourceId id;
  provision::Precondition precondition;
  scim::resource::Projection projection;  // of the answer
};

// The writes of the protocol, the same for a request of their own and inside Bulk. The moment of
// the change is when the writer makes it. Errors are those of reading: scim::resource::read and
// validate, scim::patch::read and bind.
Result<Unit> create_unit(WriteTarget target, const json::Value& body, provision::Context context,
                         const Clock& clock);
Unit replace_unit(WriteTarget target, json::Value body, provision::Context context,
                  const Clock& clock);
Result<Unit> patch_unit(WriteTarget target, const json::Value& body, provision::Context context,
                        const Clock& clock);
// Its outcome holds nothing.
Unit remove_unit(WriteTarget target, provision::Context context, const Clock& clock);

}  // namespace provost::api::scim_api
