#include "admin/notices/notices.h"

#include <algorithm>

#include "admin/people/recipients.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/loop/await.h"
#include "identity/to_json.h"
#include "json/text.h"

namespace provost::api::admin_api {
namespace {

struct Shown {
  std::set<admin::NoticeKind> off;
  admin::Recipients people;
};

Result<std::vector<admin::NoticeKind>> kinds_member(const json::Object& body,
                                                    std::string_view name) {
  std::vector<admin::NoticeKind> kinds;
  const json::Value* given = body.if_contains(name);
  if (given == nullptr) {
    return kinds;
  }
  const auto is_text = [](const json::Value& value) { return value.is_string(); };
  const json::Array* list = given->if_array();
  if (list == nullptr || !std::all_of(list->begin(), list->end(), is_text)) {
    return Error(Code::invalid_value,
                 std::string(name) + " is a list of kinds like \"token_expiring\"");
  }
  for (const json::Value& one : *list) {
    TRY_ASSIGN(const admin::NoticeKind kind, admin::read_notice_kind(one.get_string()));
    kinds.push_back(kind);
  }
  return kinds;
}

Result<admin::NoticesChange> read_change(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body, body_of(call, {"on", "off"}));
  admin::NoticesChange change;
  TRY_ASSIGN(change.on, kinds_member(body, "on"));
  TRY_ASSIGN(change.off, kinds_member(body, "off"));
  for (const admin::NoticeKind kind : change.on) {
    if (std::ranges::find(change.off, kind) != change.off.end()) {
      return Error(Code::invalid_value,
                   std::string(admin::to_text(kind)) + " is in both \"on\" and \"off\"");
    }
  }
  return change;
}

json::Object describe(const Shown& shown, bool is_mail_on) {
  json::Array kinds;
  for (const admin::NoticeKind kind : admin::notice_kinds) {
    kinds.emplace_back(json::Object{{"kind", admin::to_text(kind)},
                                    {"title", admin::title_of(kind)},
                                    {"on", !shown.off.contains(kind)}});
  }
  json::Array people;
  for (const admin::Recipient& one : shown.people.all) {
    people.emplace_back(json::Object{{"type", one.type},
                                     {"id", one.id},
                                     {"name", json::text_or_null(one.name)},
                                     {"address", one.address}});
  }
  return {{"mailConfigured", is_mail_on},
          {"items", std::move(kinds)},
          {"recipients", std::move(people)},
          {"adminsWithoutAddress", shown.people.without_address}};
}

}  // namespace

Answer get_notices(AdminCall& call) {
  const auto work = [&](store::Reader& reader) -> Result<Shown> {
    return Shown{admin::notices_off(reader), admin::recipients_of(reader, call.now)};
  };
  CO_TRY_ASSIGN(const Shown shown, co_await read<Shown>(call.loop.session, call.org_key(), work));
  const admin::Post* post = call.loop.system.post;
  co_return json_reply(200, describe(shown, post != nullptr && post->is_on()));
}

Answer change_notices(AdminCall& call) {
  CO_TRY_ASSIGN(const admin::NoticesChange wanted, read_change(call));
  const auto work = [&](store::Writer& writer) {
    return admin::change_notices(writer, call.org_id(), wanted, call.now, call.author());
  };
  CO_TRY(co_await change<bool>(call, work));
  co_return co_await get_notices(call);
}

}  // namespace provost::api::admin_api
