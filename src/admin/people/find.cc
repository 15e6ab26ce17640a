#include "admin/people/find.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "json/text.h"
#include "scim/resource/changes.h"

namespace provost::admin {
namespace {

using Ids = std::vector<ResourceId>;

// How many are read at a time: few for a page that takes every resource, more for a search.
constexpr std::size_t chunk_rows = 500;
// Documents in memory at one time, since each may be large.
constexpr std::size_t documents_max = 32;
// Up to this many candidates are sorted by name for each page; with more, all names are walked.
constexpr std::size_t sorted_max = 1000;

// A place in the order of a search: one of these parts and where it ended.
enum Part : char { exact_part = 'x', name_part = 'n', id_part = 'i' };

class Finder {
 public:
  Finder(store::Reader& reader, const Wanted& wanted, const PageWish& page)
      : reader_(reader), wanted_(wanted), page_(page), key_(fold(wanted.search)) {}

  Found run(Part part, const std::string& beyond, const ResourceId& after);
  Found run_by_name(const std::string& from);

 private:
  bool sort_few(const std::string& from);
  void walk_exact(ResourceId after);
  void walk_names(std::string from);
  void walk_ids(ResourceId after);
  Ids exact_ids(const ResourceId& after, std::size_t limit);
  // What an id leads to; nothing in a damaged store.
  struct Row {
    ResourceId id;
    std::optional<scim::Stored> stored;
  };
  std::vector<Row> rows_after(const ResourceId& after, std::size_t limit);
  std::size_t chunk() const;

  // Takes a resource at that place if it belongs there. Returns false when the page has ended.
  bool look(const scim::Stored& stored, Part part);
  bool matches(const Hit& hit, Part part) const;
  bool belongs(const Hit& hit, Part part) const;
  bool is_exact(const Hit& hit) const;
  std::string key_of(const Hit& hit) const;
  std::string place_of(const Hit& hit, Part part) const;

  store::Reader& reader_;
  const Wanted& wanted_;
  const PageWish& page_;
  const std::string key_;
  std::size_t looked_at_ = 0;
  std::size_t bytes_ = 0;
  std::string last_taken_;
  Found found_;
};

Found Finder::run(Part part, const std::string& beyond, const ResourceId& after) {
  if (part == exact_part) {
    walk_exact(after);
  }
  if (part != id_part && !found_.next) {
    walk_names(part == name_part ? beyond + '\0' : key_);
  }
  if (!found_.next) {
    walk_ids(part == id_part ? after : ResourceId{});
  }
  return std::move(found_);
}

Found Finder::run_by_name(const std::string& from) {
  if (!sort_few(from)) {
    walk_names(from);
  }
  return std::move(found_);
}

// Returns false when there are no candidates or too many.
bool Finder::sort_few(const std::string& from) {
  if (!wanted_.candidates) {
    return false;
  }
  const Ids ids = wanted_.candidates({}, sorted_max + 1);
  if (ids.size() > sorted_max) {
    return false;
  }
  std::vector<std::pair<std::string, ResourceId>> named;
  for (const ResourceId& id : ids) {
    const std::optional<scim::Stored> stored = reader_.load(wanted_.type.number, id);
    std::string key = stored ? key_of({id, scim::resource::document_of(*stored)}) : std::string();
    if (stored && key >= from) {
      named.emplace_back(std::move(key), id);
    }
  }
  std::ranges::sort(named);
  // Loaded again rather than kept: a thousand resources may take a gigabyte.
  for (const auto& [key, id] : named) {
    const std::optional<scim::Stored> stored = reader_.load(wanted_.type.number, id);
    if (stored && !look(*stored, name_part)) {
      break;
    }
  }
  return true;
}

Ids Finder::exact_ids(const ResourceId& after, std::size_t limit) {
  const scim::schema::Attribute& external_id = *wanted_.type.common->find("externalId");
  Ids ids =
      reader_.lookup_after(wanted_.type.number, external_id.index, wanted_.search, after, limit);
  const std::optional<ResourceId> id = Uuid::parse(wanted_.search);
  if (id && *id > after && std::ranges::find(ids, *id) == ids.end()) {
    ids.push_back(*id);
    std::ranges::sort(ids);
  }
  return ids;
}

void Finder::walk_exact(ResourceId after) {
  for (bool is_over = false; !is_over;) {
    const Ids ids = exact_ids(after, chunk());
    is_over = ids.size() < chunk();
    for (const ResourceId& id : ids) {
      const std::optional<scim::Stored> stored = reader_.load(wanted_.type.number, id);
      if (stored && !look(*stored, exact_part)) {
        return;
      }
      after = id;
    }
  }
}

void Finder::walk_names(std::string from) {
  const scim::schema::Attribute& naming = *wanted_.type.naming;
  // UTF-8 never contains this byte, so this sorts after everything that begins with the text.
  const std::string end = key_ + '\xFF';
  std::size_t dead = 0;  // dangling keys from `from` on, in a damaged store
  for (bool is_over = false; !is_over;) {
    const std::size_t rows = chunk();
    const Ids ids = reader_.walk_keys(wanted_.type.number, naming.index, {from, end},
                                      {.skip = dead, .limit = rows});
    is_over = ids.size() < rows;
    for (const ResourceId& id : ids) {
      const std::optional<scim::Stored> stored = reader_.load(wanted_.type.number, id);
      if (!stored) {
        ++dead;
        continue;
      }
      if (!look(*stored, name_part)) {
        return;
      }
      from = key_of({id, scim::resource::document_of(*stored)}) + '\0';
      dead = 0;
    }
  }
}

void Finder::walk_ids(ResourceId after) {
  for (bool is_over = false; !is_over;) {
    const std::size_t rows = std::min(chunk(), documents_max);
    const std::vector<Row> some = rows_after(after, rows);
    is_over = some.size() < rows;
    for (const Row& row : some) {
      if (row.stored && !look(*row.stored, id_part)) {
        return;
      }
      after = row.id;
    }
  }
}

std::vector<Finder::Row> Finder::rows_after(const ResourceId& after, std::size_t limit) {
  std::vector<Row> rows;
  if (wanted_.candidates) {
    for (const ResourceId& id : wanted_.candidates(after, limit)) {
      rows.push_back({id, reader_.load(wanted_.type.number, id)});
    }
    return rows;
  }
  for (scim::Stored& stored : reader_.page_after(wanted_.type.number, after, limit)) {
    rows.push_back({stored.id, std::move(stored)});
  }
  return rows;
}

std::size_t Finder::chunk() const {
  const bool is_asked =
      wanted_.belongs && (!wanted_.candidates || wanted_.checks_candidates || wanted_.by_name);
  const bool takes_all = wanted_.search.empty() && !is_asked;
  return takes_all ? page_.limit + 1 - found_.hits.size() : chunk_rows;
}

bool Finder::look(const scim::Stored& stored, Part part) {
  Hit hit{stored.id, scim::resource::document_of(stored)};
  const std::string place = place_of(hit, part);
  if (matches(hit, part)) {
    const bool is_large = bytes_ + stored.document.size() > page_.bytes_max;
    if (found_.hits.size() == page_.limit || (is_large && !found_.hits.empty())) {
      found_.next = last_taken_;
      return false;
    }
    last_taken_ = place;
    bytes_ += stored.document.size();
    found_.hits.push_back(std::move(hit));
    return true;
  }
  if (++looked_at_ == page_.looked_at_max) {
    found_.next = place;
    return false;
  }
  return true;
}

// Each resource is found only in the first part that matches it.
bool Finder::matches(const Hit& hit, Part part) const {
  if (!belongs(hit, part)) {
    return false;
  }
  if (part == exact_part || wanted_.search.empty()) {
    return true;
  }
  if (is_exact(hit)) {
    return false;
  }
  const std::size_t at = key_of(hit).find(key_);
  return part == name_part ? at == 0 : at != std::string::npos && at > 0;
}

// Candidates are looked up by id, and usually belong.
bool Finder::belongs(const Hit& hit, Part part) const {
  const bool is_known =
      !wanted_.belongs || (part == id_part && wanted_.candidates && !wanted_.checks_candidates);
  return is_known || wanted_.belongs(hit.id);
}

bool Finder::is_exact(const Hit& hit) const {
  return Uuid::parse(wanted_.search) == hit.id ||
         json::text_at(hit.document, "externalId") == wanted_.search;
}

std::string Finder::key_of(const Hit& hit) const {
  return fold(json::text_at(hit.document, wanted_.type.naming->name));
}

std::string Finder::place_of(const Hit& hit, Part part) const {
  return std::string(1, part) + (part == name_part ? key_of(hit) : hit.id.to_string());
}

}  // namespace

Result<ResourceId> find_one(store::Reader& reader, const scim::schema::ResourceType& type,
                            std::string_view text) {
  const std::optional<ResourceId> id = Uuid::parse(text);
  if (id && reader.type_of(*id) == type.number) {
    return *id;
  }
  const Ids named = reader.lookup(type.number, type.naming->index, fold(text), 1);
  if (named.empty()) {
    return Error(Code::not_found, fmt::format("there is no {} with the id or {} \"{}\"",
                                              ascii_lower(type.name), type.naming->name, text));
  }
  return named.front();
}

Result<Found> find(store::Reader& reader, const Wanted& wanted, const PageWish& page) {
  Finder finder(reader, wanted, page);
  const bool by_name = wanted.by_name && wanted.search.empty();
  if (!page.after) {
    return by_name ? finder.run_by_name({})
                   : finder.run(wanted.search.empty() ? id_part : exact_part, {}, {});
  }
  const char part = page.after->empty() ? '\0' : page.after->front();
  const std::string beyond = page.after->empty() ? std::string() : page.after->substr(1);
  const std::optional<ResourceId> id = Uuid::parse(beyond);
  const bool is_by_id = part == exact_part || part == id_part;
  const bool is_place = by_name ? part == name_part : part == name_part || (is_by_id && id);
  if (!is_place) {
    return Error(Code::invalid_cursor, "cursor is not a place in this list");
  }
  if (by_name) {
    return finder.run_by_name(beyond + '\0');
  }
  return finder.run(static_cast<Part>(part), beyond, id.value_or(ResourceId{}));
}

}  // namespace provost::admin
