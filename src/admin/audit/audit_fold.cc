#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "admin/audit/audit.h"
#include "admin/audit/audit_walk.h"
#include "admin/journal/entry_json.h"
#include "admin/journal/event.h"
#include "provision/access/ended.h"

namespace provost::admin {
namespace {

using store::SealedEntry;

constexpr std::size_t chunk = 200;

// A cause and its effects. In the journal, causes precede their effects; it is read from its end.
class Line {
 public:
  explicit Line(const SealedEntry& first)
      : lead_(first), distance_(distance_of(first.entry.type)) {}

  // Whether the entry, which is older than those here, has the same cause.
  bool takes(const SealedEntry& older) const {
    return distance_ > 0 && !older.entry.cause.empty() && older.entry.cause == lead_.entry.cause;
  }
  void take(const SealedEntry& older) {
    const int distance = distance_of(older.entry.type);
    add_effect(distance <= distance_ ? std::exchange(lead_, older) : older);
    distance_ = std::min(distance_, distance);
  }
  json::Object describe(Names& names) const {
    json::Object event = audit_event(lead_, names);
    if (count_ == 0) {
      return event;
    }
    json::Array first;
    for (const SealedEntry& effect : first_) {
      first.emplace_back(audit_event(effect, names));
    }
    event["effects"] = json::Object{
        {"count", count_},
        {"people", people_},
        {"ended", json::Object{{"sessions", ended_.sessions}, {"apiKeys", ended_.api_keys}}},
        {"first", std::move(first)}};
    return event;
  }
  std::size_t bytes() const { return bytes_ + bytes_of(lead_); }

 private:
  static std::size_t bytes_of(const SealedEntry& sealed) {
    constexpr std::size_t event_bytes = 600;
    return event_bytes + sealed.entry.data.size() + sealed.entry.values.size();
  }
  void add_effect(const SealedEntry& effect) {
    ++count_;
    people_ += effect.entry.type == "access.changed" ? 1 : 0;
    if (effect.entry.data.find(R"("ended")") != std::string::npos) {
      const provision::Ended ended = provision::ended_in(object_in(effect.entry.data));
      ended_.sessions += ended.sessions;
      ended_.api_keys += ended.api_keys;
    }
    if (first_.size() < effects_shown_max) {
      bytes_ += bytes_of(effect);
      first_.push_back(effect);
    }
  }

  SealedEntry lead_;
  int distance_;
  std::size_t count_ = 0;
  std::size_t people_ = 0;
  provision::Ended ended_;
  std::vector<SealedEntry> first_;
  std::size_t bytes_ = 0;
};

class Folding {
 public:
  Folding(store::Reader& reader, std::size_t limit, std::size_t bytes_max)
      : names_(reader), limit_(limit), bytes_max_(bytes_max) {}

  // Returns false when the page ends before this entry.
  bool add(const SealedEntry& sealed) {
    if (line_ && line_->takes(sealed)) {
      line_->take(sealed);
      return true;
    }
    end_line();
    if (page_.items.size() == limit_ || bytes_ > bytes_max_) {
      page_.next = sealed.seq + 1;
      return false;
    }
    line_.emplace(sealed);
    return true;
  }
  AuditPage finish(std::int64_t next) {
    end_line();
    page_.next = next == 0 ? page_.next : std::optional(next);
    return std::move(page_);
  }

 private:
  void end_line() {
    if (line_) {
      bytes_ += line_->bytes();
      page_.items.emplace_back(line_->describe(names_));
      line_.reset();
    }
  }

  Names names_;
  const std::size_t limit_;
  const std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  std::optional<Line> line_;
  AuditPage page_;
};

}  // namespace

AuditPage folded_audit_page(store::Reader& reader, const AuditQuery& query,
                            std::optional<std::int64_t> before, std::size_t limit,
                            std::size_t bytes_max) {
  AuditWalk walk(reader, query);
  Folding folding(reader, limit, bytes_max);
  std::int64_t place = before.value_or(std::numeric_limits<std::int64_t>::max());
  std::size_t looked_at = 0;
  for (bool goes_on = true; goes_on;) {
    const AuditWalk::Step step = walk.step(place, chunk);
    for (const SealedEntry& sealed : step.entries) {
      if (!folding.add(sealed)) {
        return folding.finish(0);
      }
    }
    looked_at += step.entries.size();
    place = step.next;
    goes_on = step.next != 0 && !step.is_cut && looked_at < folded_looked_at_max;
  }
  return folding.finish(place);
}

}  // namespace provost::admin
