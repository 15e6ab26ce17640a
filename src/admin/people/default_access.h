#pragma once

#include <optional>
#include <string_view>

#include "access/target.h"
#include "admin/people/find.h"
#include "admin/people/mappings.h"
#include "base/result.h"
#include "store/transaction.h"

// The access of people without a mapped group, and the effect of changing it (design §2.10).
namespace provost::admin {

// Design §2.11: never an Admin. Code::invalid_value.
Result<void> check_default(std::optional<access::Target> target);

// Who would lose and who would gain; describe_preview(). Counts come from kept ones; a page costs
// what it shows. Code::invalid_value, invalid_cursor; conflict when the page before was of another
// outcome. A search is that of preview_mapping().
Result<MappingPreview> preview_default(store::Reader& reader, std::optional<access::Target> target,
                                       const PageWish& page, std::string_view search = {});

// Code::conflict when a preview of that change with this tag is out of date.
Result<void> check_default_preview(store::Reader& reader, std::optional<access::Target> target,
                                   std::string_view etag);

}  // namespace provost::admin
