#include "admin/scim_groups.h"

#include "api/admin/handlers.h"
#include "api/admin/list.h"

namespace provost::api::admin_api {

Answer list_groups(AdminCall& call) {
  admin::GroupQuery query;
  CO_TRY_ASSIGN(query.search, search_of(call));
  CO_TRY_ASSIGN(query.mapped, optional_flag_of(call, "mapped"));
  // Mapped ones are found by their mapping, others by looking at all.
  const bool searches = !query.search.empty() || query.mapped == false;
  co_return co_await answer_list(
      call, searches, [&](store::Reader& reader, const admin::PageWish& page) {
        return admin::list_groups(reader, *call.org->registry, query, page);
      });
}

}  // namespace provost::api::admin_api
