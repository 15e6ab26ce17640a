#include "store/sqlite/operators.h"

#include <fmt/format.h>

namespace provost::store::sqlite {
namespace {

Operator take_operator(const Run& run) {
  return {.id = run.string(0),
          .name = run.string(1),
          .key = run.string(2),
          .password = run.string(3),
          .created = run.time(4),
          .last_sign_in = run.optional_time(5),
          .totp = run.string(6),
          .pending_totp = run.string(7),
          .totp_step = run.integer(8)};
}

OperatorSession take_session(const Run& run) {
  return {.id = run.string(0),
          .operator_id = run.string(1),
          .lookup = run.string(2),
          .hash = run.string(3),
          .created = run.time(4),
          .expires = run.time(5),
          .last_use = {run.optional_time(6), run.string(7), run.string(8)}};
}

std::optional<Operator> first_operator(Run&& run) {
  return run.next() ? std::optional(take_operator(run)) : std::nullopt;
}

}  // namespace

std::vector<Operator> SqliteOperators::all() {
  std::vector<Operator> found;
  Run run(database_, Query::operators);
  while (run.next()) {
    found.push_back(take_operator(run));
  }
  return found;
}

std::optional<Operator> SqliteOperators::find(std::string_view id) {
  return first_operator(Run(database_, Query::find_operator, id));
}

std::optional<Operator> SqliteOperators::find_by_key(std::string_view key) {
  return first_operator(Run(database_, Query::find_operator_by_key, key));
}

std::optional<OperatorLink> SqliteOperators::find_link(std::string_view lookup) {
  Run run(database_, Query::find_operator_link, lookup);
  if (!run.next()) {
    return std::nullopt;
  }
  return OperatorLink{.lookup = run.string(0),
                      .hash = run.string(1),
                      .created = run.time(2),
                      .created_by = run.string(3),
                      .expires = run.time(4)};
}

std::vector<OperatorSession> SqliteOperators::sessions_of(std::string_view operator_id) {
  std::vector<OperatorSession> found;
  Run run(database_, Query::operator_sessions, operator_id);
  while (run.next()) {
    found.push_back(take_session(run));
  }
  return found;
}

std::optional<OperatorSession> SqliteOperators::find_session(std::string_view lookup) {
  Run run(database_, Query::find_operator_session, lookup);
  return run.next() ? std::optional(take_session(run)) : std::nullopt;
}

Result<void> SqliteOperators::insert(const Operator& one) {
  const int rows = database_.execute(Query::insert_operator, one.id, one.name, one.key,
                                     one.password, one.created, one.last_sign_in, Blob{one.totp},
                                     Blob{one.pending_totp}, one.totp_step);
  if (rows == 0) {
    return Error(Code::uniqueness, fmt::format("there is an operator \"{}\" already", one.name));
  }
  return {};
}

void SqliteOperators::update(const Operator& one) {
  database_.execute(Query::update_operator, one.id, one.password, one.last_sign_in, Blob{one.totp},
                    Blob{one.pending_totp}, one.totp_step);
}

bool SqliteOperators::remove(std::string_view id) {
  database_.execute(Query::delete_operator_sessions, id);
  return database_.execute(Query::delete_operator, id) == 1;
}

void SqliteOperators::insert_link(const OperatorLink& link) {
  database_.execute(Query::insert_operator_link, link.lookup, Blob{link.hash}, link.created,
                    link.created_by, link.expires);
}

void SqliteOperators::remove_link(std::string_view lookup) {
  database_.execute(Query::delete_operator_link, lookup);
}

void SqliteOperators::remove_expired_links(Timestamp now) {
  database_.execute(Query::delete_expired_operator_links, now);
}

void SqliteOperators::insert_session(const OperatorSession& session) {
  database_.execute(Query::insert_operator_session, session.id, session.operator_id, session.lookup,
                    Blob{session.hash}, session.created, session.expires, session.last_use.at,
                    session.last_use.address, session.last_use.agent);
}

bool SqliteOperators::remove_session(std::string_view operator_id, std::string_view id) {
  return database_.execute(Query::delete_operator_session, operator_id, id) == 1;
}

void SqliteOperators::mark_session_used(std::string_view lookup, const Use& use) {
  database_.execute(Query::mark_operator_session_used, lookup, use.at, use.address, use.agent);
}

}  // namespace provost::store::sqlite
