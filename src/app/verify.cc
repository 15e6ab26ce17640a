#include "app/verify.h"

#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "store/long_work.h"
#include "store/schemas.h"

namespace provost::app {
namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";
constexpr std::size_t people_per_part = 1000;
constexpr std::size_t documents_per_part = 500;

// Checks one part of the documents of a type; returns where the next begins, or nothing at the end.
// The profile and the schemas belong to the same snapshot, whatever changes in the meantime.
std::optional<ResourceId> check_part(store::Reader& reader, store::TypeNumber type,
                                     const ResourceId& after, DocumentsCheck& whole) {
  using scim::schema::Profile;
  const auto records = reader.schemas();
  const bool purging = reader.long_work().find(store::WorkKind::purge, {}).has_value();
  const auto rules = store::registry_of(Profile::full, records);
  const auto registry = purging ? rules : store::registry_of(reader.settings().profile, records);
  const provision::DocumentCheck part =
      provision::verify_documents(reader, *registry, *rules, type, after, documents_per_part);
  whole.purging = whole.purging || purging;
  whole.documents += part.documents;
  whole.wrong += part.wrong;
  if (whole.first.empty()) {
    whole.first = part.first;
  }
  if (!part.next) {
    whole.stray_indexes += provision::stray_indexes(reader, *rules, type).size();
  }
  return part.next;
}

}  // namespace

JournalCheck verify_journal(const Config& config, store::OrgKey org, const JournalWatch& watch) {
  const std::string url = store_url(config);
  return store::sqlite::verify_journal(url.substr(sqlite_prefix.size()),
                                       config.data_folder / "journal.key", org, watch);
}

std::vector<std::string> find_damage(const Config& config) {
  return store::sqlite::find_damage(store_url(config).substr(sqlite_prefix.size()));
}

Result<provision::AccessCheck> verify_access(store::Session& session, const store::Org& org) {
  provision::AccessCheck whole;
  for (std::optional<ResourceId> after = ResourceId{}; after;) {
    provision::AccessCheck part;
    TRY(store::read_and_wait(session, org.key, [&](store::Reader& reader) {
      const auto registry = store::registry_of(org.settings.profile, reader.schemas());
      part = provision::verify_access(reader, *registry, *after, people_per_part);
    }));
    whole.people += part.people;
    whole.different += part.different;
    if (whole.first.empty()) {
      whole.first = part.first;
    }
    after = part.next;
  }
  return whole;
}

Result<DocumentsCheck> verify_documents(store::Session& session, const store::Org& org) {
  DocumentsCheck whole;
  for (const store::TypeNumber type : {scim::schema::user_type, scim::schema::group_type}) {
    for (std::optional<ResourceId> after = ResourceId{}; after;) {
      TRY(store::read_and_wait(session, org.key, [&](store::Reader& reader) {
        after = check_part(reader, type, *after, whole);
      }));
    }
  }
  return whole;
}

Result<JournalHead> read_head(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  JournalHead head;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + colon, head.seq);
  head.mac = store::sqlite::bytes_of_hex(text.substr(std::min(colon + 1, text.size())));
  if (fault != std::errc() || end != text.data() + colon || head.seq < 1 || head.mac.empty()) {
    return Error(
        Code::invalid_value,
        fmt::format(
            "\"{}\" is not a head of a journal; provost org show prints one, like 17:5d41402abc4b…",
            text));
  }
  return head;
}

std::string head_text(std::int64_t seq, std::string_view mac) {
  return fmt::format("{}:{}", seq, to_hex(mac));
}

}  // namespace provost::app
