#include "admin/insight/findings.h"

#include <algorithm>

#include <fmt/format.h>

#include "admin/insight/dismissals.h"
#include "admin/journal/names.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/loop/log_read.h"

namespace provost::api::admin_api {
namespace {

boost::asio::awaitable<Result<admin::LogView>> read_log_view(AdminCall& call) {
  const auto work = [&call](log::Reader& reader) -> Result<admin::LogView> {
    return admin::look_at_log(reader, call.org_key(), call.now);
  };
  co_return co_await read_log<admin::LogView>(call.loop.log, call.org_key(), work);
}

boost::asio::awaitable<Result<admin::Findings>> read_findings(AdminCall& call) {
  CO_TRY_ASSIGN(const admin::LogView log, co_await read_log_view(call));
  const auto work = [&call](store::Reader& reader) -> Result<admin::StoreView> {
    return admin::look_for_findings(reader, *call.org->registry, call.now);
  };
  CO_TRY_ASSIGN(const admin::StoreView store,
                co_await read<admin::StoreView>(call.loop.session, call.org_key(), work));
  co_return admin::sorted_findings(log, store, call.now);
}

json::Array describe_all(const std::vector<admin::Finding>& findings) {
  json::Array items;
  for (const admin::Finding& finding : findings) {
    items.emplace_back(admin::describe(finding));
  }
  return items;
}

// A page begins after the id that ended the previous one, or at the start when that finding is
// over.
std::optional<std::string> cut_page(json::Array& items, const Page& page) {
  const auto last = std::ranges::find_if(items, [&](const json::Value& item) {
    return page.after && item.at("id").as_string() == std::string_view(*page.after);
  });
  if (last != items.end()) {
    items.erase(items.begin(), last + 1);
  }
  if (items.size() <= page.limit) {
    return std::nullopt;
  }
  items.resize(page.limit);
  return std::string(items.back().at("id").as_string());
}

// Open or dismissed. Code::not_found.
Result<admin::Finding> find_finding(const admin::Findings& findings, std::string_view id) {
  for (const auto* list : {&findings.open, &findings.dismissed}) {
    const auto one = std::ranges::find(
        *list, id, [](const admin::Finding& finding) { return admin::id_of(finding); });
    if (one != list->end()) {
      return *one;
    }
  }
  return Error(Code::not_found, fmt::format("there is no finding {} just now", id));
}

std::string name_of_caller(const AdminCall& call, store::Reader& reader) {
  if (call.caller.is_operator()) {
    return call.caller.operator_name.empty() ? "Operator (key)" : call.caller.operator_name;
  }
  admin::Names names(reader);
  return names.of(call.caller.member_id);
}

// The health of organisations reflects it soon.
void look_again(AdminCall& call) {
  call.loop.system.facts.board.ask({call.org_key()}, call.now, 0);
}

}  // namespace

// There are few; they are worked out for each page.
Answer list_findings(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  CO_TRY_ASSIGN(const admin::Findings findings, co_await read_findings(call));
  json::Array items = describe_all(findings.open);
  const std::optional<std::string> next = cut_page(items, page);
  co_return json_reply(200, {{"items", std::move(items)},
                             {"nextCursor", cursor_of(call, next)},
                             {"dismissed", describe_all(findings.dismissed)},
                             {"resolved", describe_all(findings.resolved)}});
}

Answer dismiss_finding(AdminCall& call) {
  CO_TRY(optional_body_of(call, {}));
  CO_TRY_ASSIGN(const admin::Findings findings, co_await read_findings(call));
  CO_TRY_ASSIGN(admin::Finding finding, find_finding(findings, call.parameters.at(1)));
  const auto work = [&](store::Writer& writer) -> Result<store::Dismissal> {
    return admin::dismiss(writer, finding, call.now, call.author(), name_of_caller(call, writer));
  };
  CO_TRY_ASSIGN(finding.dismissal, co_await change<store::Dismissal>(call, work));
  look_again(call);
  co_return json_reply(200, admin::describe(finding));
}

Answer restore_finding(AdminCall& call) {
  const auto work = [&](store::Writer& writer) {
    return admin::restore_finding(writer, call.parameters.at(1), call.now, call.author());
  };
  CO_TRY(co_await change_plainly(call, work));
  look_again(call);
  co_return no_content_reply();
}

}  // namespace provost::api::admin_api
