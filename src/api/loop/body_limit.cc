#include "api/loop/body_limit.h"

#include <algorithm>

#include "scim/message/message.h"

namespace provost::api {

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

http::BodyLimit admitted_limit(const Settings& settings, std::string_view share) {
  http::BodyLimit limit{.bytes_max = settings.body_bytes_max};
  limit.share = share;
  return limit;
}

}  // namespace provost::api
