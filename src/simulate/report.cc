#include "simulate/report.h"

#include <algorithm>

#include <fmt/format.h>

#include "json/json.h"

namespace provost::simulate {
namespace {

std::string statuses_text(const Row& row) {
  std::string out;
  for (const auto& [status, count] : row.statuses) {
    out += out.empty() ? "" : ", ";
    out +=
        status == 0 ? fmt::format("no answer × {}", count) : fmt::format("{} × {}", status, count);
  }
  return out;
}

std::string table(const std::vector<Row>& rows) {
  std::string out = fmt::format("{:<26}{:>8}{:>9}{:>9}{:>9}{:>9}  {}\n", "request", "count",
                                "p50 ms", "p95 ms", "p99 ms", "max ms", "statuses");
  for (const Row& row : rows) {
    out +=
        fmt::format("{:<26}{:>8}{:>9.1f}{:>9.1f}{:>9.1f}{:>9.1f}  {}\n", to_text(row.kind),
                    row.count, row.p50_ms, row.p95_ms, row.p99_ms, row.max_ms, statuses_text(row));
  }
  return out;
}

std::string findings_text(std::size_t count, std::string_view singular, std::string_view plural,
                          const std::vector<std::string>& kept) {
  std::string out = fmt::format("{} {}\n", count, count == 1 ? singular : plural);
  for (const std::string& text : kept) {
    out += fmt::format("  {}\n", text);
  }
  if (count > kept.size()) {
    out += fmt::format("  … and {} more\n", count - kept.size());
  }
  return out;
}

json::Value findings_json(std::size_t count, const std::vector<std::string>& kept) {
  json::Object out;
  json::Array items;
  for (const std::string& text : kept) {
    items.emplace_back(text);
  }
  out["count"] = count;
  out["items"] = std::move(items);
  return out;
}

json::Value row_json(const Row& row) {
  json::Object statuses;
  for (const auto& [status, count] : row.statuses) {
    statuses[fmt::to_string(status)] = count;
  }
  json::Object out;
  out["kind"] = to_text(row.kind);
  out["count"] = row.count;
  out["statuses"] = std::move(statuses);
  out["p50Ms"] = row.p50_ms;
  out["p95Ms"] = row.p95_ms;
  out["p99Ms"] = row.p99_ms;
  out["maxMs"] = row.max_ms;
  return out;
}

json::Value present_json(std::size_t present, std::size_t of) {
  json::Object out;
  out["present"] = present;
  out["of"] = of;
  return out;
}

}  // namespace

std::string to_text(const Report& report) {
  const Outcome& outcome = report.outcome;
  std::string out;
  if (!report.rows.empty()) {
    const double rate = static_cast<double>(outcome.requests) / std::max(report.seconds, 1e-3);
    out += table(report.rows) + "\n";
    out += fmt::format("{} requests in {:.1f} s ({:.0f} per second)\n", outcome.requests,
                       report.seconds, rate);
    out += fmt::format("{} of {} users and {} of {} groups are there\n", outcome.users_present,
                       report.options.users, outcome.groups_present, report.options.groups);
  }
  out += findings_text(outcome.failures, "failure", "failures", report.failures);
  if (outcome.stopped.empty()) {
    out += findings_text(outcome.differences, "difference", "differences", report.differences);
    out += findings_text(outcome.unchecked, "thing could not be checked",
                         "things could not be checked", report.unchecked);
  } else {
    out += fmt::format("stopped: {}\n", outcome.stopped);
  }
  return out;
}

std::string to_json(const Report& report) {
  const Options& options = report.options;
  json::Object out;
  out["client"] = to_text(options.client);
  if (options.client == Client::entra) {
    out["dialect"] = to_text(options.dialect);
    out["mapping"] = to_text(options.mapping);
  }
  out["seed"] = options.seed;
  out["cycles"] = options.cycles;
  out["ok"] = report.outcome.ok;
  out["stopped"] =
      report.outcome.stopped.empty() ? json::Value(nullptr) : json::Value(report.outcome.stopped);
  out["seconds"] = report.seconds;
  out["requestCount"] = report.outcome.requests;
  out["users"] = present_json(report.outcome.users_present, options.users);
  out["groups"] = present_json(report.outcome.groups_present, options.groups);
  json::Array rows;
  for (const Row& row : report.rows) {
    rows.push_back(row_json(row));
  }
  out["requests"] = std::move(rows);
  out["failures"] = findings_json(report.outcome.failures, report.failures);
  out["differences"] = findings_json(report.outcome.differences, report.differences);
  out["unchecked"] = findings_json(report.outcome.unchecked, report.unchecked);
  return json::write(out);
}

}  // namespace provost::simulate
