#include "provision/staged_members.h"

#include <algorithm>

#include "store/long_work.h"

namespace provost::provision {
namespace {

using store::WorkKind;

constexpr std::int64_t kept_for_s = 60;

}  // namespace

StagedMembers::StagedMembers(const ResourceId& group, std::vector<ResourceId> members)
    : group_(group), members_(std::move(members)) {
  std::ranges::sort(members_);  // in the order of the rows
}

std::span<const ResourceId> StagedMembers::slice() const {
  return std::span(members_).subspan(written_,
                                     std::min(members_at_once_max, members_.size() - written_));
}

Result<std::vector<ResourceId>> StagedMembers::write_slice(store::Writer& writer,
                                                           const Context& context) const {
  if (written_ > 0) {
    TRY(check_kept(writer));
  }
  writer.change_long_work().save({.kind = WorkKind::leftovers,
                                  .subject = group_.to_string(),
                                  .total = members_.size(),
                                  .actor = context.actor,
                                  .cause = context.cause,
                                  .not_before = context.now.plus_s(kept_for_s)});
  const std::span<const ResourceId> ids = slice();
  const scim::RelationChange change{
      .add = std::vector(ids.begin(), ids.end()), .remove = {}, .unknown = {}};
  return writer.change_members(group_, change).unknown;
}

void StagedMembers::written(const std::vector<ResourceId>& unknown) {
  written_ += slice().size();
  unknown_.insert(unknown_.end(), unknown.begin(), unknown.end());
}

// Checks that nobody has begun to remove the rows.
Result<void> StagedMembers::check_kept(store::Writer& writer) const {
  const auto work = writer.long_work().find(WorkKind::leftovers, group_.to_string());
  if (!work || work->done > 0) {
    Error error(Code::overloaded,
                "the server was too busy to create so large a group; send the request again");
    error.retry_after_s = 2;
    return error;
  }
  return {};
}

Result<store::MemberDelta> StagedMembers::adopt(store::Writer& writer) const {
  TRY(check_kept(writer));
  writer.change_long_work().remove(WorkKind::leftovers, group_.to_string());
  return store::MemberDelta{.added = writer.change_long_work().adopt_leftovers(group_),
                            .removed = {},
                            .unknown = unknown_};
}

}  // namespace provost::provision
