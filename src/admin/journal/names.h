#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/transaction.h"

namespace provost::admin {

// What users and groups are called now, or were when they were deleted, and those who act, each
// looked up once.
class Names {
 public:
  explicit Names(store::Reader& reader) : reader_(reader) {}

  // userName or displayName of the resource with that id; empty when there was none, or when the
  // journal no longer has its name.
  const std::string& of(std::string_view id);
  // Null when the organisation has none with that id.
  const store::Token* token(std::string_view id);
  // Of an operator, or of an operator's key; empty when it is gone.
  const std::string& operator_name(std::string_view id);
  const std::string& operator_key_name(std::string_view id);
  // Of an IT contact, by the setup link.
  const std::string& contact_name(std::string_view id);

  store::Reader& reader() { return reader_; }

 private:
  template <class LookUp>
  const std::string& once(std::string key, LookUp look_up);
  std::string look_up(std::string_view id);
  std::string last_name(std::string_view id);

  store::Reader& reader_;
  std::unordered_map<std::string, std::string> known_;
  std::optional<std::vector<store::Token>> tokens_;
};

// The same in a document of a user or a group.
std::string name_in(const json::Object& document);

}  // namespace provost::admin
