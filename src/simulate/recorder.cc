#include "simulate/recorder.h"

#include <algorithm>
#include <cmath>

namespace provost::simulate {

std::string_view to_text(Kind kind) {
  switch (kind) {
    case Kind::probe_users:
      return "test connection: users";
    case Kind::probe_groups:
      return "test connection: groups";
    case Kind::read_schemas:
      return "read schemas";
    case Kind::import_users:
      return "import users";
    case Kind::import_groups:
      return "import groups";
    case Kind::match_user:
      return "match user";
    case Kind::create_user:
      return "create user";
    case Kind::read_user:
      return "read user";
    case Kind::update_user:
      return "update user";
    case Kind::replace_user:
      return "replace user";
    case Kind::disable_user:
      return "disable user";
    case Kind::restore_user:
      return "restore user";
    case Kind::set_manager:
      return "set manager";
    case Kind::delete_user:
      return "delete user";
    case Kind::match_group:
      return "match group";
    case Kind::create_group:
      return "create group";
    case Kind::read_group:
      return "read group";
    case Kind::rename_group:
      return "rename group";
    case Kind::carry_over:
      return "read members left over";
    case Kind::check_reference:
      return "check reference";
    case Kind::add_member:
      return "add member";
    case Kind::remove_member:
      return "remove member";
    case Kind::change_members:
      return "change members";
    case Kind::replace_members:
      return "replace members";
    case Kind::delete_group:
      return "delete group";
    case Kind::verify_read:
      return "verify: read";
    case Kind::verify_filter:
      return "verify: filter";
    case Kind::verify_reference:
      return "verify: reference";
    case Kind::verify_count:
      return "verify: count";
  }
  return "request";
}

double percentile(const std::vector<double>& sorted, double percent) {
  if (sorted.empty()) {
    return 0;
  }
  const double rank = std::ceil(percent / 100 * static_cast<double>(sorted.size()));
  const auto index = static_cast<std::size_t>(std::max(1.0, rank)) - 1;
  return sorted[std::min(index, sorted.size() - 1)];
}

void Recorder::record(Kind kind, int status, double ms) {
  const std::lock_guard lock(mutex_);
  Series& series = series_[kind];
  ++series.statuses[status];
  series.ms.push_back(ms);
  ++total_;
}

std::vector<Row> Recorder::rows() const {
  const std::lock_guard lock(mutex_);
  std::vector<Row> out;
  for (const auto& [kind, series] : series_) {
    std::vector<double> sorted = series.ms;
    std::ranges::sort(sorted);
    out.push_back({kind, sorted.size(), series.statuses, percentile(sorted, 50),
                   percentile(sorted, 95), percentile(sorted, 99), sorted.back()});
  }
  return out;
}

std::size_t Recorder::total() const {
  const std::lock_guard lock(mutex_);
  return total_;
}

void Findings::add(std::string text) {
  const std::lock_guard lock(mutex_);
  ++count_;
  if (kept_.size() < kept_max) {
    kept_.push_back(std::move(text));
  }
}

std::size_t Findings::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

std::vector<std::string> Findings::kept() const {
  const std::lock_guard lock(mutex_);
  return kept_;
}

}  // namespace provost::simulate
