#include "provision/list.h"

#include <algorithm>
#include <deque>
#include <unordered_set>

#include <fmt/format.h>

#include "provision/walk.h"

namespace provost::provision {
namespace {

using scim::Stored;
using scim::filter::Plan;
using scim::filter::Probe;
using scim::schema::ResourceType;

// Rows read from the store at a time.
constexpr std::size_t chunk = 500;

// Takes in matching resources in order, keeps those of the page and counts all of them.
class Collector {
 public:
  Collector(store::Reader& reader, const ResourceType& type,
            const scim::resource::Projection& projection, const Page& page,
            const ListLimits& limits)
      : reader_(reader), type_(type), projection_(projection), limits_(limits) {
    listing_.start_index = static_cast<std::size_t>(std::max<std::int64_t>(page.start_index, 1));
    const auto asked = static_cast<std::size_t>(std::max<std::int64_t>(
        page.count.value_or(static_cast<std::int64_t>(limits.page_size_default)), 0));
    room_ = std::min(asked, limits.page_size_max);
  }

  std::size_t offset() const { return listing_.start_index - 1; }
  std::size_t room() const { return room_; }

  void match(Stored stored) {
    if (listing_.total_results++ >= offset()) {
      keep(std::move(stored));
    }
  }

  void keep(Stored stored) {
    if (listing_.items.size() >= room_ || is_full_) {
      return;
    }
    LoadedRelations relations(provision::StoreRelations(reader_, type_, stored.id), type_,
                              projection_);
    related_ += relations.size();
    is_full_ = related_ >= limits_.related_max;
    listing_.items.push_back({std::move(stored), std::move(relations)});
  }

  Listing finish() { return std::move(listing_); }
  Listing finish_with_total(std::size_t total) {
    listing_.total_results = total;
    return std::move(listing_);
  }

 private:
  store::Reader& reader_;
  const ResourceType& type_;
  const scim::resource::Projection& projection_;
  const ListLimits& limits_;
  std::size_t room_ = 0;
  std::size_t related_ = 0;
  bool is_full_ = false;
  Listing listing_;
};

bool matches(store::Reader& reader, const ResourceType& type, const scim::filter::Bound& filter,
             const Stored& stored) {
  const json::Value document = json::parse(stored.document).value();
  const StoreRelations relations(reader, type, stored.id);
  return scim::filter::evaluate(filter, scim::View{type, stored, document.as_object(), relations});
}

Error too_many(const ListLimits& limits) {
  return Error(Code::too_many,
               fmt::format("this filter would look at more than {} resources; filter by an indexed "
                           "attribute with eq instead: id, userName, externalId, emails.value, "
                           "displayName or members",
                           limits.scanned_rows_max));
}

std::vector<ResourceId> groups_of(store::Reader& reader, const ResourceId& member,
                                  std::size_t most) {
  std::vector<ResourceId> ids;
  for_each_member([&](const ResourceId& after,
                      std::size_t limit) { return reader.groups_of(member, after, limit); },
                  [&](const scim::Member& group) { ids.push_back(group.id); },
                  [&] { return ids.size() >= most; });
  return ids;
}

// Those whom a group holds, also by way of groups inside it. Cycles of groups end
// (standards.md GRP-4).
std::vector<ResourceId> members_of(store::Reader& reader, const ResourceId& group,
                                   std::size_t most) {
  std::vector<ResourceId> ids;
  std::unordered_set<ResourceId> seen{group};
  std::deque<ResourceId> waiting{group};
  while (!waiting.empty() && ids.size() < most) {
    const ResourceId from = waiting.front();
    waiting.pop_front();
    for_each_member(
        [&](const ResourceId& after, std::size_t limit) {
          return reader.members(from, after, limit);
        },
        [&](const scim::Member& member) {
          ids.push_back(member.id);
          if (member.type == scim::schema::group_type && seen.insert(member.id).second) {
            waiting.push_back(member.id);
          }
        },
        [&] { return ids.size() >= most; });
  }
  return ids;
}

Result<std::vector<ResourceId>> find_candidates(store::Reader& reader, const ResourceType& type,
                                                const Probe& probe, const ListLimits& limits) {
  const std::size_t most = limits.scanned_rows_max + 1;
  std::vector<ResourceId> ids;
  switch (probe.kind) {
    case Probe::Kind::nothing:
      break;
    case Probe::Kind::id:
      ids.push_back(probe.id);
      break;
    case Probe::Kind::index:
      ids = reader.lookup(type.number, probe.index, probe.key, most);
      break;
    case Probe::Kind::member_of:
      ids = groups_of(reader, probe.id, most);
      break;
    case Probe::Kind::members_of:
      ids = members_of(reader, probe.id, most);
      break;
  }
  if (ids.size() >= most) {
    return too_many(limits);
  }
  return ids;
}

// The ids that any of the probes finds, once each, in order.
Result<std::vector<ResourceId>> find_candidates(store::Reader& reader, const ResourceType& type,
                                                const Plan& plan, const ListLimits& limits) {
  std::vector<ResourceId> all;
  for (const Probe& probe : plan.probes) {
    TRY_ASSIGN(const std::vector<ResourceId> some, find_candidates(reader, type, probe, limits));
    all.insert(all.end(), some.begin(), some.end());
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Result<void> collect_candidates(store::Reader& reader, const ResourceType& type,
                                const scim::filter::Bound& filter, const Plan& plan,
                                const ListLimits& limits, Collector& collector) {
  TRY_ASSIGN(const std::vector<ResourceId> ids, find_candidates(reader, type, plan, limits));
  for (const ResourceId& id : ids) {
    std::optional<Stored> stored = reader.load(type.number, id);
    if (stored && (plan.exact || matches(reader, type, filter, *stored))) {
      collector.match(std::move(*stored));
    }
  }
  return {};
}

Result<void> collect_by_scan(store::Reader& reader, const ResourceType& type,
                             const scim::filter::Bound& filter, const ListLimits& limits,
                             Collector& collector) {
  if (reader.count(type.number) > limits.scanned_rows_max) {
    return too_many(limits);
  }
  for (ResourceId after;;) {
    std::vector<Stored> some = reader.page_after(type.number, after, chunk);
    const bool is_last = some.size() < chunk;
    if (!some.empty()) {
      after = some.back().id;
    }
    for (Stored& stored : some) {
      if (matches(reader, type, filter, stored)) {
        collector.match(std::move(stored));
      }
    }
    if (is_last) {
      return {};
    }
  }
}

}  // namespace

Result<Listing> list(store::Reader& reader, const ResourceType& type,
                     const scim::filter::Bound* filter, const Plan& plan, const Page& page,
                     const scim::resource::Projection& projection, const ListLimits& limits) {
  Collector collector(reader, type, projection, page, limits);
  if (filter == nullptr) {
    const std::size_t total = reader.count(type.number);
    if (collector.room() > 0 && collector.offset() < total) {
      for (Stored& stored : reader.page(type.number, collector.offset(), collector.room())) {
        collector.keep(std::move(stored));
      }
    }
    return collector.finish_with_total(total);
  }
  if (plan.scan) {
    TRY(collect_by_scan(reader, type, *filter, limits, collector));
  } else {
    TRY(collect_candidates(reader, type, *filter, plan, limits, collector));
  }
  return collector.finish();
}

}  // namespace provost::provision
