#include "admin/audit/audit_walk.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace provost::admin {
namespace {

using store::JournalSearch;
using store::SealedEntry;

// Entries read at a time when looking for mentions of a text.
constexpr std::size_t mentions_chunk = 500;

// "user" means every type that begins with "user.".
std::string area_or_type(const std::string& type) {
  return type.empty() || type.find('.') != std::string::npos ? type : type + '.';
}

std::string kind_or_actor(const std::string& actor) {
  const bool is_kind =
      actor == "token" || actor == "operator" || actor == "member" || actor == "contact";
  return is_kind ? actor + ':' : actor;
}

std::vector<JournalSearch> searches_of(store::JournalReader& journal, const AuditQuery& query) {
  JournalSearch search{.actor = kind_or_actor(query.actor), .subject_id = query.target};
  if (query.since) {
    search.after = journal.first_since(*query.since) - 1;
  }
  if (query.until) {
    search.before = journal.first_since(*query.until);
  }
  std::vector<JournalSearch> searches;
  for (const std::string& type : query.types) {
    search.type = area_or_type(type);
    searches.push_back(search);
  }
  return searches.empty() ? std::vector{search} : searches;
}

// Newest first, each once: types may overlap.
void put_in_order(std::vector<SealedEntry>& entries) {
  std::ranges::stable_sort(entries, std::ranges::greater(), &SealedEntry::seq);
  const auto is_same = [](const SealedEntry& a, const SealedEntry& b) { return a.seq == b.seq; };
  entries.erase(std::unique(entries.begin(), entries.end(), is_same), entries.end());
}

std::int64_t first_mention(store::Reader& reader) {
  return std::max<std::int64_t>(0, reader.journal().bounds().last - mentions_looked_at);
}

}  // namespace

AuditWalk::AuditWalk(store::Reader& reader, const AuditQuery& query)
    : journal_(reader.journal()),
      query_(query),
      searches_(searches_of(journal_, query)),
      mentions_after_(std::max(first_mention(reader), searches_.front().after)) {}

AuditWalk::Step AuditWalk::step(std::int64_t before, std::size_t limit) {
  before = std::min(before, searches_.front().before);
  if (query_.names) {
    return before > mentions_after_ + 1 ? mentions(before) : about_names(before, limit);
  }
  std::vector<JournalSearch> searches = searches_;
  for (JournalSearch& search : searches) {
    search.before = before;
  }
  return step_of(searches, limit);
}

// Each search is complete down to the place where it continues; together they are complete down to
// the newest of these places.
AuditWalk::Step AuditWalk::step_of(const std::vector<JournalSearch>& searches, std::size_t limit) {
  Step step;
  for (JournalSearch search : searches) {
    search.limit = limit;
    store::JournalFound found = journal_.find(search);
    step.next = std::max(step.next, found.next);
    std::ranges::move(found.entries, std::back_inserter(step.entries));
  }
  put_in_order(step.entries);
  std::erase_if(step.entries, [&](const SealedEntry& entry) { return entry.seq < step.next; });
  if (step.entries.size() > limit) {
    step.entries.resize(limit);
    step.next = step.entries.back().seq;
  }
  step.is_cut = step.next != 0 && step.entries.size() < limit;
  return step;
}

AuditWalk::Step AuditWalk::mentions(std::int64_t before) {
  std::vector<JournalSearch> searches = searches_;
  for (JournalSearch& search : searches) {
    search.before = before;
    search.after = mentions_after_;
  }
  Step step = step_of(searches, mentions_chunk);
  std::erase_if(step.entries,
                [&](const SealedEntry& sealed) { return !query_.names->is_in(sealed.entry); });
  const bool is_older_left = mentions_after_ > searches_.front().after;
  if (step.next == 0 && is_older_left) {
    step.next = mentions_after_ + 1;
  }
  step.is_cut = false;  // the window bounds them all
  return step;
}

AuditWalk::Step AuditWalk::about_names(std::int64_t before, std::size_t limit) {
  std::vector<JournalSearch> searches;
  for (const std::string& subject : query_.names->subjects) {
    for (JournalSearch search : searches_) {
      search.before = before;
      if (search.subject_id.empty() || search.subject_id == subject) {
        search.subject_id = subject;
        searches.push_back(std::move(search));
      }
    }
  }
  return step_of(searches, limit);
}

std::optional<Timestamp> mentions_since(store::Reader& reader) {
  const std::int64_t after = first_mention(reader);
  const std::vector<SealedEntry> first = reader.journal().after(after, 1);
  const bool is_whole = after < std::max<std::int64_t>(reader.journal().bounds().first, 1);
  return is_whole || first.empty() ? std::nullopt : std::optional(first.front().time);
}

}  // namespace provost::admin
