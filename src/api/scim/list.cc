#include "provision/list.h"

#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "api/await.h"
#include "api/scim/handlers.h"
#include "api/scim/reply.h"
#include "scim/filter/filter.h"
#include "scim/message/message.h"

namespace provost::api::scim_api {
namespace {

using scim::resource::Projection;
using scim::schema::ResourceType;

// A whole number in the query. Beyond 64 bits it is clamped, since it only bounds a page
// (standards.md PAG-2).
Result<std::optional<std::int64_t>> number_parameter(const Call& call, std::string_view name) {
  const std::string* text = call.query.find(name);
  if (text == nullptr || text->empty()) {
    return std::optional<std::int64_t>{};
  }
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (fault == std::errc::invalid_argument || end != text->data() + text->size()) {
    return Error(Code::invalid_value,
                 fmt::format("{} must be a whole number, not \"{}\"", name, *text));
  }
  if (fault == std::errc::result_out_of_range) {
    number = text->front() == '-' ? std::numeric_limits<std::int64_t>::min()
                                  : std::numeric_limits<std::int64_t>::max();
  }
  return std::optional<std::int64_t>{number};
}

struct ListRequest {
  scim::filter::BoundFilter filter;  // null: everything
  scim::filter::Plan plan;
  provision::Page page;
  Projection projection;
};

Result<ListRequest> read_list_request(const Call& call, const ResourceType& type) {
  ListRequest list;
  TRY_ASSIGN(list.projection, projection_of(call, type));
  TRY_ASSIGN(const std::optional<std::int64_t> start, number_parameter(call, "startIndex"));
  list.page.start_index = start.value_or(1);
  TRY_ASSIGN(list.page.count, number_parameter(call, "count"));
  if (const std::string* text = call.query.find("filter")) {
    const scim::Rules rules = call.rules();
    TRY_ASSIGN(const scim::filter::NodePtr node,
               scim::filter::parse(*text, type,
                                   {.bytes_max = call.loop.settings.filter_bytes_max,
                                    .strict = !rules.takes_unquoted_text()}));
    TRY_ASSIGN(list.filter, scim::filter::bind(*node, type, rules));
    list.plan = scim::filter::plan(*list.filter, type);
  }
  return list;
}

http::Response list_reply(const Call& call, const ResourceType& type,
                          const provision::Listing& listing, const ListRequest& request) {
  std::string body;
  scim::message::begin_list(body, listing.total_results, listing.start_index, listing.items.size());
  for (const auto& item : listing.items) {
    if (&item != &listing.items.front()) {
      body += ',';
    }
    scim::resource::render(body, item.stored, type, item.relations, request.projection, call.base,
                           call.registry());
  }
  scim::message::end_list(body);
  http::Response response = json_reply(200, std::move(body));
  if (request.filter) {
    response.note = "\"plan\":";
    json::append_string(response.note, scim::filter::describe(request.plan, type));
  }
  return response;
}

}  // namespace

Answer list_resources(Call& call) {
  CO_TRY_ASSIGN(const ResourceType* type, type_of(call));
  CO_TRY_ASSIGN(const ListRequest request, read_list_request(call, *type));
  const auto work = [&](store::Reader& reader) {
    return provision::list(reader, *type, request.filter.get(), request.plan, request.page,
                           request.projection, call.loop.settings.list);
  };
  CO_TRY_ASSIGN(const provision::Listing listing,
                co_await read<provision::Listing>(call.loop.session, call.org_key(), work));
  co_return list_reply(call, *type, listing, request);
}

}  // namespace provost::api::scim_api
