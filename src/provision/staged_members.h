#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "base/result.h"
#include "provision/context.h"
#include "store/transaction.h"

namespace provost::provision {

// A group with more members than this is created in parts.
inline constexpr std::size_t members_at_once_max = 2000;

// The members of a large group that is to be created. Their rows are written slice by slice, each
// slice a transaction of its own, so that other organisations' writes need not wait for all of them
// (decision 0030). Rows of a missing group are invisible; the last transaction creates the group
// and makes them count. Otherwise they are deleted after a minute.
class StagedMembers {
 public:
  StagedMembers(const ResourceId& group, std::vector<ResourceId> members);

  bool is_complete() const { return written_ == members_.size(); }
  // Writes the next slice and gives those of it who are nobody of this organisation. Like every
  // write it may run again; written() says that it counts. Code::overloaded when it is too late.
  Result<std::vector<ResourceId>> write_slice(store::Writer& writer, const Context& context) const;
  void written(const std::vector<ResourceId>& unknown);
  // For the transaction that creates the group, after that: who of them is a member now. The same
  // error.
  Result<store::MemberDelta> adopt(store::Writer& writer) const;

 private:
  std::span<const ResourceId> slice() const;
  Result<void> check_kept(store::Writer& writer) const;

  ResourceId group_;
  std::vector<ResourceId> members_;
  std::size_t written_ = 0;
  std::vector<ResourceId> unknown_;
};

}  // namespace provost::provision
