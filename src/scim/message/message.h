#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "scim/schema/schema.h"

namespace provost::scim::message {

// HTTP status and scimType of an error; scimType is empty where RFC 7644 table 9 has none.
struct ErrorForm {
  int status = 500;
  std::string_view scim_type;
};
ErrorForm form_of(Code code);

// RFC 7644 §3.12: schemas, status as text, scimType, detail.
std::string error_body(const Error& error);

// The part of a ListResponse before its resources. A page by index has a start index and no
// cursors, a page by cursor the reverse (standards.md CUR-10); an empty cursor is left out.
struct ListHead {
  std::size_t total_results = 0;
  std::optional<std::size_t> start_index;
  std::size_t items_per_page = 0;
  std::string previous_cursor;
  std::string next_cursor;
};
// Opens a ListResponse; resources follow, separated by commas, then end_list().
void begin_list(std::string& out, const ListHead& head);
void end_list(std::string& out);

// An organisation's ServiceProviderConfig; only supported features (design §2.4).
struct Features {
  std::size_t page_size_default = 0;
  std::size_t page_size_max = 0;
  std::int64_t cursor_lifetime_s = 0;
  bool sort = false;
  bool etag = false;
  bool bulk = false;
  std::size_t bulk_operations_max = 0;
  std::size_t bulk_bytes_max = 0;
};

// Discovery documents (RFC 7643 §5 to §7). `base` is the Tenant URL.
std::string service_provider_config(const Features& features, std::string_view base);
std::string resource_types(const schema::Registry& registry, std::string_view base);
std::string schemas(const schema::Registry& registry, std::string_view base);
// One of them by id, without regard to case; Code::not_found.
Result<std::string> resource_type(const schema::Registry& registry, std::string_view id,
                                  std::string_view base);
Result<std::string> schema(const schema::Registry& registry, std::string_view id,
                           std::string_view base);

}  // namespace provost::scim::message
