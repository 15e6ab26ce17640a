#include "log/sqlite/erasure.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"

namespace provost::log::sqlite {
namespace {

// The parts of an entry that can mention a person.
struct Spoken {
  std::int64_t number = 0;
  Uuid id;
  std::string subject_id;
  std::string subject_name;
  std::string target;
  std::string detail;
  std::string remarks;
  std::string bodies;
};

std::vector<Spoken> read_slice(LogDatabase& database, OrgKey org, std::int64_t place,
                               std::size_t rows) {
  std::vector<Spoken> slice;
  Run run = database.run(Statement::look_for_person, org, place, rows);
  while (run.next()) {
    slice.push_back({run.integer(0), run.id(1), run.string(2), run.string(3), run.string(4),
                     run.string(5), run.string(6), run.string(7) + run.string(8)});
  }
  return slice;
}

// What identifies a person, in any letter case.
class Sought {
 public:
  explicit Sought(const Person& person) : id_(person.id) {
    for (const std::string& name : person.names) {
      if (!name.empty()) {
        names_.push_back(fold(name));
      }
    }
  }
  bool is_named_in(const std::string& text) const {
    if (text.empty()) {
      return false;
    }
    const std::string folded = fold(text);
    return std::ranges::any_of(
        names_, [&](const std::string& name) { return folded.find(name) != std::string::npos; });
  }
  bool is_subject_of(const Spoken& entry) const {
    return entry.subject_id == id_ ||
           std::ranges::find(names_, fold(entry.subject_name)) != names_.end();
  }
  bool is_in_bodies_of(const Spoken& entry) const {
    return entry.bodies.find(id_) != std::string::npos || is_named_in(entry.bodies);
  }

 private:
  const std::string id_;
  std::vector<std::string> names_;
};

void add_names(Person& person, const std::vector<Spoken>& slice) {
  for (const Spoken& entry : slice) {
    const bool is_new = std::ranges::find(person.names, entry.subject_name) == person.names.end();
    if (entry.subject_id == person.id && !entry.subject_name.empty() && is_new) {
      person.names.push_back(entry.subject_name);
    }
  }
}

// Removes the query, whose filter may name the person.
std::string without_query(const std::string& target) {
  return target.substr(0, target.find('?'));
}

void erase_in(LogDatabase& database, OrgKey org, const Sought& sought, const Spoken& entry) {
  const bool is_theirs = sought.is_subject_of(entry);
  if (is_theirs || sought.is_in_bodies_of(entry)) {
    database.execute(Statement::delete_bodies, org, entry.id);
  }
  const bool is_in_target = sought.is_named_in(entry.target);
  const bool is_in_detail = is_theirs || sought.is_named_in(entry.detail);
  const bool is_in_remarks = is_theirs || sought.is_named_in(entry.remarks);
  if (!is_theirs && !is_in_target && !is_in_detail && !is_in_remarks) {
    return;
  }
  const std::string none;
  const std::string target = is_in_target ? without_query(entry.target) : entry.target;
  database.execute(Statement::erase_entry, entry.number, is_theirs ? none : entry.subject_name,
                   target, is_in_detail ? none : entry.detail,
                   is_in_remarks ? none : entry.remarks);
}

void erase_facts(LogDatabase& database, OrgKey org, const Sought& sought,
                 const std::string& person_id) {
  std::vector<std::pair<std::int64_t, std::string>> gone;
  {
    Run run = database.run(Statement::all_facts, org);
    while (run.next()) {
      const std::string subject = run.string(1);
      if (subject == person_id || sought.is_named_in(subject) ||
          sought.is_named_in(run.string(2)) || sought.is_named_in(run.string(3))) {
        gone.emplace_back(run.integer(0), subject);
      }
    }
  }
  for (const auto& fact : gone) {
    database.execute(Statement::delete_fact, org, fact.first, fact.second);
  }
}

}  // namespace

bool erase_slice(LogDatabase& database, OrgKey org, Person& person, ErasurePlace& place,
                 std::size_t rows) {
  const std::vector<Spoken> slice = read_slice(database, org, place.place, rows);
  const bool is_last = slice.size() < rows;
  place.place = slice.empty() ? place.place : slice.back().number;
  if (!place.knows_names) {
    add_names(person, slice);
    place = is_last ? ErasurePlace{.knows_names = true} : place;
    return true;
  }
  const Sought sought(person);
  for (const Spoken& entry : slice) {
    erase_in(database, org, sought, entry);
  }
  if (is_last) {
    erase_facts(database, org, sought, person.id);
  }
  return !is_last;
}

}  // namespace provost::log::sqlite
