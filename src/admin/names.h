#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "store/transaction.h"

namespace provost::admin {

// What users and groups are called now, each looked up once.
class Names {
 public:
  explicit Names(store::Reader& reader) : reader_(reader) {}

  // userName or displayName of the resource with that id; empty when there is none.
  const std::string& of(std::string_view id);

 private:
  std::string look_up(std::string_view id);

  store::Reader& reader_;
  std::unordered_map<std::string, std::string> known_;
};

// The same in a document of a user or a group.
std::string name_in(const json::Object& document);

}  // namespace provost::admin
