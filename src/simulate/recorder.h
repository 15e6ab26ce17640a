#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace provost::simulate {

// The purpose of a request: one row of the table at the end.
enum class Kind : std::uint8_t {
  probe_users,
  probe_groups,
  read_schemas,
  import_users,
  import_groups,
  match_user,
  create_user,
  read_user,
  update_user,
  replace_user,
  disable_user,
  restore_user,
  set_manager,
  delete_user,
  match_group,
  create_group,
  read_group,
  rename_group,
  carry_over,  // reading the members of a group that an earlier run left
  check_reference,
  add_member,
  remove_member,
  change_members,
  replace_members,
  delete_group,
  verify_read,
  verify_filter,
  verify_reference,
  verify_count,
};
std::string_view to_text(Kind kind);

struct Row {
  Kind kind = Kind::probe_users;
  std::size_t count = 0;
  std::map<int, std::size_t> statuses;  // 0: no answer came
  double p50_ms = 0;
  double p95_ms = 0;
  double p99_ms = 0;
  double max_ms = 0;
};

// The value that `percent` of the sorted values do not exceed (nearest rank); 0 for none.
double percentile(const std::vector<double>& sorted, double percent);

// Counts requests and keeps their latencies. Safe to call from many threads.
class Recorder {
 public:
  void record(Kind kind, int status, double ms);
  // The kinds that occurred, in the order of the enumeration.
  std::vector<Row> rows() const;
  std::size_t total() const;

 private:
  struct Series {
    std::map<int, std::size_t> statuses;
    std::vector<double> ms;
  };
  mutable std::mutex mutex_;
  std::map<Kind, Series> series_;
  std::size_t total_ = 0;
};

// The first `kept_max` of what happened, and how often it happened. Safe to call from many threads.
class Findings {
 public:
  static constexpr std::size_t kept_max = 50;
  void add(std::string text);
  std::size_t count() const;
  std::vector<std::string> kept() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> kept_;
  std::size_t count_ = 0;
};

}  // namespace provost::simulate
