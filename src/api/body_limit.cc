#include "api/body_limit.h"

#include <algorithm>
#include <charconv>

#include "api/admin/answer.h"
#include "api/admin/routes.h"
#include "api/admit.h"
#include "api/room.h"
#include "api/routes.h"
#include "api/scim/bulk.h"
#include "scim/message/message.h"

namespace provost::api {
namespace {

// A small request is read before anybody is asked: it would cost more than it takes.
bool is_small(const http::Request& header) {
  const std::string_view length = header.header("Content-Length");
  std::size_t bytes = 0;
  const auto [end, fault] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  return !length.empty() && fault == std::errc() && end == length.data() + length.size() &&
         bytes <= small_body_bytes && header.header("Expect").empty();
}

http::BodyLimit stranger_limit(const Settings& settings) {
  return {.bytes_max = std::min(settings.body_bytes_max, stranger_body_bytes_max),
          .called = "what may be sent here"};
}

http::BodyLimit refused_limit(const Settings& settings, const Error& error) {
  http::BodyLimit limit = stranger_limit(settings);
  limit.status = scim::message::form_of(error.code).status;
  limit.reason = error.detail;
  return limit;
}

http::BodyLimit limit_of(const Settings& settings, std::string_view share) {
  http::BodyLimit limit{.bytes_max = settings.body_bytes_max};
  limit.share = share;
  return limit;
}

http::BodyLimit scim_limit(const Loop& loop, const http::Request& header) {
  const http::Router<Route>::Match match = scim_routes().match(header.method, header.path);
  if (match.value == nullptr || match.value->access == Access::open) {
    return stranger_limit(loop.settings);
  }
  const Result<Admission> admission = admit(loop.directory, match.parameters.at(0),
                                            header.header("Authorization"), header.peer_address);
  if (admission.has_error()) {
    return refused_limit(loop.settings, admission.error());
  }
  http::BodyLimit limit = limit_of(loop.settings, match.parameters.at(0));
  if (match.value->body == Body::bulk) {
    limit.bytes_max = scim_api::bulk_bytes_max(loop.settings);
    limit.called = "maxPayloadSize";
  }
  return limit;
}

http::BodyLimit admin_limit(const Loop& loop, const http::Request& header) {
  const http::Router<admin_api::Route>::Match match =
      admin_api::admin_routes().match(header.method, header.path);
  if (match.value == nullptr || match.value->entry == admin_api::Entry::open) {
    return stranger_limit(loop.settings);
  }
  const std::string_view text = presented_by(header).text;
  if (const std::optional<admin::Caller> caller = caller_now(loop.directory, text)) {
    return limit_of(loop.settings,
                    caller->is_operator() ? operators_share : std::string_view(caller->org));
  }
  const Result<KnownMember> member = loop.directory.find_member(text);
  return member.has_error() ? refused_limit(loop.settings, member.error())
                            : stranger_limit(loop.settings);
}

}  // namespace

http::BodyLimit body_limit(const Loop& loop, const http::Request& header) {
  if (is_small(header)) {
    return {.bytes_max = loop.settings.body_bytes_max};
  }
  return admin_api::owns(header.path) ? admin_limit(loop, header) : scim_limit(loop, header);
}

}  // namespace provost::api
