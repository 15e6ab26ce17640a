#include "provision/list.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/loop/await.h"
#include "api/loop/room.h"
#include "api/scim/cursor.h"
#include "api/scim/handlers.h"
#include "api/scim/reply.h"
#include "base/text.h"
#include "provision/kept_order.h"
#include "scim/filter/filter.h"
#include "scim/message/message.h"
#include "scim/message/search.h"

namespace provost::api::scim_api {
namespace {

using provision::Listing;
using provision::Query;
using provision::Selection;
using scim::message::SearchRequest;
using scim::resource::Projection;
using scim::schema::ResourceType;
using Types = std::vector<const ResourceType*>;

Result<std::optional<std::int64_t>> number_parameter(const Call& call, std::string_view name,
                                                     Code refusal) {
  const std::string* text = call.query.find(name);
  if (text == nullptr || text->empty()) {
    return std::optional<std::int64_t>{};
  }
  TRY_ASSIGN(const std::int64_t number, scim::message::whole_number(name, *text, refusal));
  return std::optional<std::int64_t>{number};
}

std::string text_parameter(const Call& call, std::string_view name) {
  const std::string* text = call.query.find(name);
  return text == nullptr ? std::string() : *text;
}

Result<SearchRequest> read_query(const Call& call) {
  SearchRequest request;
  request.attributes = names_parameter(call.query, "attributes");
  request.excluded_attributes = names_parameter(call.query, "excludedAttributes");
  if (const std::string* filter = call.query.find("filter")) {
    request.filter = *filter;
  }
  if (const std::string* cursor = call.query.find("cursor")) {
    request.cursor = *cursor;
  }
  request.sort_by = text_parameter(call, "sortBy");
  request.sort_order = text_parameter(call, "sortOrder");
  TRY_ASSIGN(request.start_index, number_parameter(call, "startIndex", Code::invalid_value));
  TRY_ASSIGN(
      request.count,
      number_parameter(call, "count", request.cursor ? Code::invalid_count : Code::invalid_value));
  return request;
}

// A request resolved against its resource types. `scope` names everything that the pages of one
// walk share (standards.md CUR-6).
struct ListPlan {
  Query query;
  std::string scope;
  std::optional<std::int64_t> count;
  bool by_cursor = false;
};

json::Array folded(const std::vector<std::string>& names) {
  json::Array out;
  for (const std::string& name : names) {
    out.emplace_back(fold(name));
  }
  return out;
}

std::string scope_of(const Call& call, const SearchRequest& request, const Types& types,
                     const std::string& filter) {
  json::Array endpoints;
  for (const ResourceType* type : types) {
    endpoints.emplace_back(type->endpoint);
  }
  return json::write(json::Array{call.org->org.id.str(), call.token_id, std::move(endpoints),
                                 filter, fold(request.sort_by), fold(request.sort_order),
                                 folded(request.attributes), folded(request.excluded_attributes)});
}

// The filter in a canonical spelling, for the scope of a cursor.
Result<std::string> apply_filter(const Call& call, const std::string& text, const Types& types,
                                 Query& query) {
  const scim::Rules rules = call.rules();
  const scim::filter::Limits limits{.bytes_max = call.loop.settings.filter_bytes_max,
                                    .strict = !rules.takes_unquoted_text()};
  const ResourceType& names = types.size() == 1 ? *types.front() : call.registry().every_type();
  TRY_ASSIGN(const scim::filter::NodePtr node, scim::filter::parse(text, names, limits));
  TRY_ASSIGN(auto filters, scim::filter::bind_all(*node, types, rules));
  for (std::size_t i = 0; i < types.size(); ++i) {
    Selection& selection = query.selections[i];
    selection.plan = scim::filter::plan(*filters[i], *types[i]);
    selection.filter = std::move(filters[i]);
  }
  return scim::filter::print(*node);
}

Result<void> apply_sort(const Call& call, const SearchRequest& request, const Types& types,
                        Query& query) {
  TRY_ASSIGN(query.descending, scim::sort::is_descending(request.sort_order, call.rules()));
  query.sorted = !request.sort_by.empty();
  if (!query.sorted) {
    query.descending = false;  // sortOrder alone orders nothing (RFC 7644 §3.4.2.3)
    return {};
  }
  TRY_ASSIGN(const std::vector<scim::sort::Key> keys,
             scim::sort::bind_all(request.sort_by, types, call.rules()));
  for (std::size_t i = 0; i < types.size(); ++i) {
    query.selections[i].key = keys[i];
  }
  return {};
}

// RFC 9865 §2: the cursor only says where the page begins; everything else is repeated.
Result<void> apply_cursor(const Call& call, const SearchRequest& request, ListPlan& plan) {
  if (request.start_index) {
    return Error(Code::invalid_value, "cursor and startIndex exclude each other; send one of them");
  }
  if (request.cursor->empty()) {
    return {};
  }
  TRY_ASSIGN(CursorState state,
             open_cursor(*request.cursor, plan.scope, call.now, call.loop.directory.cursor_keys()));
  if (state.count != request.count) {
    return Error(Code::invalid_count,
                 "count differs from that of the page before; repeat it, or start again without a "
                 "cursor");
  }
  plan.query.page.continues = provision::Continuation{
      .beyond = std::move(state.beyond), .backward = state.backward, .total = state.total};
  return {};
}

Result<ListPlan> plan_list(const Call& call, const SearchRequest& request, const Types& types) {
  ListPlan plan;
  for (const ResourceType* type : types) {
    Selection& selection = plan.query.selections.emplace_back();
    selection.type = type;
    TRY_ASSIGN(selection.projection,
               Projection::parse(request.attributes, request.excluded_attributes, *type));
  }
  std::string filter;
  if (request.filter) {
    TRY_ASSIGN(filter, apply_filter(call, *request.filter, types, plan.query));
  }
  TRY(apply_sort(call, request, types, plan.query));
  plan.query.page.start_index = request.start_index.value_or(1);
  plan.query.page.count = request.count;
  plan.count = request.count;
  plan.by_cursor = request.cursor.has_value();
  if (plan.by_cursor) {
    plan.scope = scope_of(call, request, types, filter);
    TRY(apply_cursor(call, request, plan));
  }
  return plan;
}

std::string cursor_to(const Call& call, const ListPlan& plan, const Listing& listing,
                      const Listing::Item& item, bool backward) {
  const bool is_filtered = plan.query.selections.front().filter != nullptr;
  const CursorState state{
      .beyond = Listing::place_of(item),
      .backward = backward,
      .total = is_filtered ? std::optional(listing.total_results) : std::nullopt,
      .count = plan.count};
  return seal_cursor(state, plan.scope, call.now, call.loop.directory.cursor_keys(),
                     call.loop.random);
}

scim::message::ListHead head_of(const Call& call, const ListPlan& plan, const Listing& listing) {
  scim::message::ListHead head{.total_results = listing.total_results,
                               .start_index = {},
                               .items_per_page = listing.items.size(),
                               .previous_cursor = {},
                               .next_cursor = {}};
  if (!plan.by_cursor) {
    head.start_index = listing.start_index;
    return head;
  }
  if (listing.has_previous && !listing.items.empty()) {
    head.previous_cursor = cursor_to(call, plan, listing, listing.items.front(), true);
  }
  if (listing.has_next && !listing.items.empty()) {
    head.next_cursor = cursor_to(call, plan, listing, listing.items.back(), false);
  }
  return head;
}

// How each type was searched, for the operator's log.
std::string describe(const Query& query) {
  std::string text;
  for (const Selection& selection : query.selections) {
    if (selection.filter == nullptr) {
      continue;
    }
    text += text.empty() ? "" : ", ";
    if (query.selections.size() > 1) {
      text += selection.type->name + ": ";
    }
    text += scim::filter::describe(selection.plan, *selection.type);
  }
  return text;
}

http::Response list_reply(const Call& call, const ListPlan& plan, const Listing& listing,
                          const scim::message::ListHead& head) {
  std::string body;
  body.reserve(listing.bytes);
  scim::message::begin_list(body, head);
  for (const Listing::Item& item : listing.items) {
    if (&item != &listing.items.front()) {
      body += ',';
    }
    scim::resource::render(body, item.stored, *item.selection->type, item.relations,
                           item.selection->projection, call.base, call.registry());
  }
  scim::message::end_list(body);
  http::Response response = json_reply(200, std::move(body));
  if (const std::string how = describe(plan.query); !how.empty()) {
    response.note = "\"plan\":";
    json::append_string(response.note, how);
  }
  return response;
}

// How identity providers test a connection (idp-clients.md §1.2): by looking for somebody who does
// not exist, or at the first resource or two.
bool is_probe(const Call& call, const SearchRequest& request, const Listing& listing) {
  constexpr std::int64_t peek_max = 2;
  if (call.request.method != http::Method::get) {
    return false;
  }
  const bool is_peek = !request.filter && request.count && *request.count <= peek_max;
  return is_peek || (request.filter && listing.total_results == 0);
}

// What a loop has time for: resources on a page, comparisons in total and per resource.
constexpr std::size_t page_in_place_max = 300;
constexpr std::size_t comparisons_in_place = 2000;
constexpr std::size_t comparisons_each_in_place = 32;

bool looks_at_all(const Selection& selection) {
  return selection.filter == nullptr || selection.plan.scan;
}

std::size_t comparisons_of(const Selection& selection) {
  return selection.filter == nullptr ? 1 : scim::filter::comparisons(*selection.filter);
}

bool is_long_page(const Query& query) {
  return query.page.count.value_or(0) > static_cast<std::int64_t>(page_in_place_max);
}

// Whether a query may take long: one for a long page, with a filter, or sorted by something without
// an index. Counting decides.
bool may_take_long(const Query& query) {
  if (provision::kept_order_of(query)) {
    return is_long_page(query);
  }
  return std::ranges::any_of(query.selections, [](const Selection& selection) {
    return looks_at_all(selection) || comparisons_of(selection) > comparisons_each_in_place;
  });
}

bool takes_long(store::Reader& reader, const Query& query) {
  const bool is_kept = provision::kept_order_of(query).has_value();
  return std::ranges::any_of(query.selections, [&](const Selection& selection) {
    if (is_kept) {
      return reader.count(selection.type->number) > page_in_place_max;
    }
    const std::size_t rows = looks_at_all(selection) ? reader.count(selection.type->number) : 1;
    const std::size_t each = comparisons_of(selection);
    return each > comparisons_each_in_place || rows * each > comparisons_in_place;
  });
}

// Long work is not started on the loop, which would have to hand it to the pool after all: many
// such requests at once would keep the loop from everything else.
boost::asio::awaitable<Result<Listing>> find_page(const Call& call, const ListPlan& plan) {
  const provision::OrgAnchors anchors{call.loop.anchors, call.org_key()};
  const auto work = [&](store::Reader& reader) {
    return provision::list(reader, plan.query, call.loop.settings.list, anchors,
                           ByteBudget::Hold(call.loop.budget, call.org->org.id.str()));
  };
  if (may_take_long(plan.query)) {
    const auto look = [&](store::Reader& reader) -> Result<bool> {
      return takes_long(reader, plan.query);
    };
    CO_TRY_ASSIGN(const bool is_long, co_await read<bool>(call.loop.session, call.org_key(), look));
    if (is_long) {
      co_return co_await read_apart<Listing>(call.loop.session, call.org_key(), work);
    }
  }
  co_return co_await read<Listing>(call.loop.session, call.org_key(), work);
}

Answer answer_list(Call& call, Result<SearchRequest> request, Result<Types> types) {
  CO_TRY(types);
  CO_TRY(request);
  CO_TRY_ASSIGN(const ListPlan plan, plan_list(call, *request, *types));
  CO_TRY_ASSIGN(Listing listing, co_await find_page(call, plan));
  call.notes.is_probe = is_probe(call, *request, listing);
  // Cursors are sealed with data that only the loop's thread may access.
  const scim::message::ListHead head = head_of(call, plan, listing);
  const auto render = [&] { return Result<http::Response>(list_reply(call, plan, listing, head)); };
  CO_TRY_ASSIGN(http::Response response,
                co_await work_on_bytes<http::Response>(call.loop, call.org->org.id.str(),
                                                       listing.bytes, render));
  if (listing.held.bytes() > 0) {
    response.held = std::make_shared<ByteBudget::Hold>(std::move(listing.held));
    response.held->force(response.body.size());
  }
  co_return response;
}

Result<Types> named_type(const Call& call) {
  TRY_ASSIGN(const ResourceType* type, type_of(call));
  return Types(1, type);
}

Types every_type(const Call& call) {
  Types types;
  for (const auto& type : call.registry().types()) {
    types.push_back(type.get());
  }
  return types;
}

Result<SearchRequest> read_search_body(const Call& call) {
  TRY_ASSIGN(const json::Value body, body_of(call));
  return scim::message::read_search(body, call.rules());
}

}  // namespace

Answer list_resources(Call& call) {
  return answer_list(call, read_query(call), named_type(call));
}

Answer list_everything(Call& call) {
  return answer_list(call, read_query(call), every_type(call));
}

Answer search_resources(Call& call) {
  return answer_list(call, read_search_body(call), named_type(call));
}

Answer search_everything(Call& call) {
  return answer_list(call, read_search_body(call), every_type(call));
}

}  // namespace provost::api::scim_api
