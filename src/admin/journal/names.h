#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "store/transaction.h"

namespace provost::admin {

// What users and groups are called now, or were when they were deleted, each looked up once.
class Names {
 public:
  explicit Names(store::Reader& reader) : reader_(reader) {}

  // userName or displayName of the resource with that id; empty when there was none, or when the
  // journal no longer has its name.
  const std::string& of(std::string_view id);

 private:
  std::string look_up(std::string_view id);
  std::string last_name(std::string_view id);

  store::Reader& reader_;
  std::unordered_map<std::string, std::string> known_;
};

// The same in a document of a user or a group.
std::string name_in(const json::Object& document);

}  // namespace provost::admin
