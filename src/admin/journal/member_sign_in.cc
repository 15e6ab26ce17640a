#include "admin/journal/member_sign_in.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "admin/journal/entry_json.h"
#include "base/rfc3339.h"
#include "json/text.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

struct Last {
  std::optional<store::SealedEntry> entry;
  std::int64_t next = 0;  // where the unexamined entries begin
};

Last last_of(store::Reader& reader, const ResourceId& user, std::string type) {
  store::JournalFound found = reader.journal().find({.type = std::move(type),
                                                     .subject_id = user.to_string(),
                                                     .limit = 1,
                                                     .looked_at_max = sign_in_entries_looked_at});
  if (!found.entries.empty()) {
    return {.entry = std::move(found.entries.front())};
  }
  return {.entry = {}, .next = found.next};
}

json::Object describe_success(const store::SealedEntry& sealed) {
  return {{"at", to_rfc3339(sealed.time)}, {"seq", sealed.seq}};
}

json::Object describe_refusal(const store::SealedEntry& sealed) {
  const json::Object values = object_in(sealed.entry.values);
  json::Object described = describe_success(sealed);
  described["reason"] = json::text_at(object_in(sealed.entry.data), "reason");
  described["token"] =
      values.empty() ? json::Value()
                     : json::Value(json::Object{{"issuer", json::text_at(values, "issuer")},
                                                {"subject", json::text_at(values, "subject")},
                                                {"objectId", json::text_at(values, "objectId")},
                                                {"userName", json::text_at(values, "userName")}});
  described["mismatch"] = mismatch_of(values);
  return described;
}

json::Value time_before(store::Reader& reader, std::int64_t next) {
  const std::vector<store::SealedEntry> oldest = reader.journal().after(next - 1, 1);
  return oldest.empty() ? json::Value() : json::Value(to_rfc3339(oldest.front().time));
}

}  // namespace

// A token without `oid` is identified by its `sub` (oidc/id_token.h). Older entries do not record
// the member's externalId.
json::Value mismatch_of(const json::Object& values) {
  const std::string object_id = json::text_at(values, "objectId");
  if (!values.contains("externalId") || json::text_at(values, "externalId") == object_id) {
    return nullptr;
  }
  return json::Object{{"attribute", "externalId"},
                      {"claim", json::text_at(values, "subject") == object_id ? "sub" : "oid"},
                      {"token", object_id},
                      {"member", json::text_at(values, "externalId")}};
}

json::Object describe_sign_in(store::Reader& reader, const ResourceId& user) {
  const Last success = last_of(reader, user, "sign_in.succeeded");
  const Last refusal = last_of(reader, user, "sign_in.refused");
  const std::int64_t next = std::max(success.next, refusal.next);
  return {{"lastSuccess", success.entry ? json::Value(describe_success(*success.entry)) : nullptr},
          {"lastRefusal", refusal.entry ? json::Value(describe_refusal(*refusal.entry)) : nullptr},
          {"searchedSince", next == 0 ? nullptr : time_before(reader, next)}};
}

}  // namespace provost::admin
