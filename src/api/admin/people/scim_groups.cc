#include "admin/people/scim_groups.h"

#include "api/admin/handlers.h"
#include "api/admin/list.h"

namespace provost::api::admin_api {

Answer list_groups(AdminCall& call) {
  admin::GroupQuery query;
  CO_TRY_ASSIGN(query.search, search_of(call));
  CO_TRY_ASSIGN(query.mapped, optional_flag_of(call, "mapped"));
  CO_TRY_ASSIGN(query.by_name, by_name_of(call));
  // Mapped groups are found through their mapping, others by looking at all groups.
  const bool searches = !query.search.empty() || query.mapped == false || query.by_name;
  co_return co_await answer_list(
      call, searches, [&](store::Reader& reader, const admin::PageWish& page) {
        return admin::list_groups(reader, *call.org->registry, query, page);
      });
}

Answer get_group(AdminCall& call) {
  const std::string& text = call.parameters.at(1);
  const std::optional<ResourceId> id = ResourceId::parse(text);
  if (!id) {
    co_return admin::no_such_group(text);
  }
  const auto work = [&](store::Reader& reader) {
    return admin::show_group(reader, *call.org->registry, *id);
  };
  CO_TRY_ASSIGN(const json::Object shown,
                co_await read<json::Object>(call.loop.session, call.org_key(), work));
  co_return json_reply(200, shown);
}

}  // namespace provost::api::admin_api
