#include "log/sqlite/rows.h"

#include "json/json.h"

namespace provost::log::sqlite {
namespace {

// [["attributes.dropped", "displayName", …], …]
std::string write_remarks(const std::vector<Remark>& remarks) {
  if (remarks.empty()) {
    return {};
  }
  json::Array all;
  for (const Remark& remark : remarks) {
    json::Array one;
    one.emplace_back(text_of(remark.cause).id);
    for (const std::string& value : remark.values) {
      one.emplace_back(value);
    }
    all.emplace_back(std::move(one));
  }
  return json::write(all);
}

Remark read_remark(const json::Array& one) {
  Remark remark;
  for (const json::Value& value : one) {
    if (&value == &one.front()) {
      remark.cause = cause_with_id(value.as_string());
    } else {
      remark.values.emplace_back(value.as_string());
    }
  }
  return remark;
}

std::vector<Remark> read_remarks(std::string_view text) {
  std::vector<Remark> remarks;
  if (text.empty()) {
    return remarks;
  }
  const json::Value all = json::parse(text).value();
  for (const json::Value& one : all.as_array()) {
    remarks.push_back(read_remark(one.as_array()));
  }
  return remarks;
}

}  // namespace

void insert(LogDatabase& database, const Noted& noted) {
  const Entry& entry = noted.entry;
  const std::string remarks = write_remarks(entry.remarks);
  database.execute(Statement::insert, noted.org, entry.id, entry.kind, entry.time, entry.last,
                   entry.count, entry.method, entry.target, entry.operation, entry.status,
                   entry.duration_us, entry.address, entry.agent, entry.token_id, entry.request_id,
                   entry.subject.type, entry.subject.id, entry.subject.name,
                   text_of(entry.cause).id, entry.detail, remarks, entry.first_seq, entry.last_seq);
  if (!entry.bodies.is_empty()) {
    database.execute(Statement::insert_bodies, noted.org, entry.id, entry.time,
                     entry.bodies.request, entry.bodies.response);
  }
}

Entry take_entry(const Run& run) {
  Entry entry;
  entry.id = run.id(0);
  entry.kind = static_cast<Kind>(run.integer(1));
  entry.time = run.time(2);
  entry.last = run.time(3);
  entry.count = run.integer(4);
  entry.method = run.string(5);
  entry.target = run.string(6);
  entry.operation = run.string(7);
  entry.status = static_cast<int>(run.integer(8));
  entry.duration_us = run.integer(9);
  entry.address = run.string(10);
  entry.agent = run.string(11);
  entry.token_id = run.string(12);
  entry.request_id = run.string(13);
  entry.subject = {run.string(14), run.string(15), run.string(16)};
  entry.cause = cause_with_id(run.text(17));
  entry.detail = run.string(18);
  entry.remarks = read_remarks(run.text(19));
  entry.first_seq = run.integer(20);
  entry.last_seq = run.integer(21);
  return entry;
}

std::string write_intervals(const std::vector<std::int64_t>& intervals_ms) {
  json::Array all;
  for (const std::int64_t interval : intervals_ms) {
    all.emplace_back(interval);
  }
  return json::write(all);
}

std::vector<std::int64_t> read_intervals(std::string_view text) {
  std::vector<std::int64_t> intervals;
  const json::Value all = json::parse(text).value();
  for (const json::Value& one : all.as_array()) {
    intervals.push_back(one.to_number<std::int64_t>());
  }
  return intervals;
}

}  // namespace provost::log::sqlite
