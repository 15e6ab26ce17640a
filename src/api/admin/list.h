#pragma once

#include <optional>
#include <string>
#include <utility>

#include "admin/people/find.h"
#include "api/admin/call.h"
#include "api/admin/page.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {

// `search`: empty when there is none. Code::invalid_value when it is longer than any name.
Result<std::string> search_of(const AdminCall& call);

// Whether `sort` asks for the order of names. Code::invalid_value for anything but `name` or `id`.
Result<bool> by_name_of(const AdminCall& call);

// Answers with a page of what `list(reader, wish) -> Result<ItemPage>` finds. A search looks at
// many rows, and a long page shows many, so they begin on the read pool.
template <class List>
Answer answer_list(AdminCall& call, bool searches, List list) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  const admin::PageWish wish{.limit = page.limit, .after = page.after};
  const auto work = [&](store::Reader& reader) -> Result<WrittenPage> {
    TRY_ASSIGN(const admin::ItemPage found, list(reader, wish));
    return WrittenPage{json::write(found.items), found.next};
  };
  std::optional<Result<WrittenPage>> found;
  if (searches || page.limit > page_items_in_place_max) {
    found = co_await read_apart<WrittenPage>(call.loop.session, call.org_key(), work);
  } else {
    found = co_await read<WrittenPage>(call.loop.session, call.org_key(), work);
  }
  CO_TRY_ASSIGN(const WrittenPage written, std::move(*found));
  co_return page_reply(call, written);
}

}  // namespace provost::api::admin_api
