#include "provision/access/ended.h"

#include <string_view>

#include <fmt/format.h>

#include "store/credentials.h"

namespace provost::provision {
namespace {

using access::Target;
using store::CredentialKind;

std::size_t number_in(const json::Object& object, std::string_view name) {
  const json::Value* number = object.if_contains(name);
  return number != nullptr && number->is_int64() && number->get_int64() > 0
             ? static_cast<std::size_t>(number->get_int64())
             : 0;
}

std::optional<access::IdentityType> identity_type_of(std::optional<Target> target) {
  return target ? std::optional(access::identity_type_of(*target)) : std::nullopt;
}

}  // namespace

bool is_other_way_in(std::optional<Target> before, std::optional<Target> after) {
  return identity_type_of(before) != identity_type_of(after);
}

Ended end_credentials(store::Writer& writer, const ResourceId& user, Timestamp now) {
  store::CredentialWriter& changes = writer.change_credentials();
  return {.sessions = changes.remove_all(user, CredentialKind::session, now),
          .api_keys = changes.remove_all(user, CredentialKind::api_key, now)};
}

Ended end_credentials_by_default(store::Writer& writer, Timestamp now) {
  store::CredentialWriter& changes = writer.change_credentials();
  return {.sessions = changes.remove_by_default(CredentialKind::session, now),
          .api_keys = changes.remove_by_default(CredentialKind::api_key, now)};
}

std::string text_of(const Ended& ended) {
  return fmt::format(R"({{"sessions":{},"apiKeys":{}}})", ended.sessions, ended.api_keys);
}

void add_ended(std::string& data, const Ended& ended) {
  if (ended.is_empty()) {
    return;
  }
  data.pop_back();
  data += data.size() == 1 ? R"("ended":)" : R"(,"ended":)";
  data += text_of(ended);
  data += '}';
}

Ended ended_in(const json::Object& data) {
  const json::Value* value = data.if_contains("ended");
  const json::Object* ended = value == nullptr ? nullptr : value->if_object();
  return ended == nullptr ? Ended{}
                          : Ended{.sessions = number_in(*ended, "sessions"),
                                  .api_keys = number_in(*ended, "apiKeys")};
}

}  // namespace provost::provision
