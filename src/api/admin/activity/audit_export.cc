#include "admin/audit/audit_export.h"

#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "api/admin/activity/audit_query.h"
#include "api/admin/handlers.h"
#include "api/admin/list.h"
#include "api/admin/standing.h"
#include "api/loop/await.h"
#include "base/text.h"
#include "http/body_source.h"
#include "store/journal.h"

namespace provost::api::admin_api {
namespace {

enum class Format : std::uint8_t { ndjson, csv };

constexpr std::size_t events_per_part = 500;
// Well below what the server buffers for a body in parts (http/connection.cc).
constexpr std::size_t part_bytes_max = 512 * 1024;

// The head of the chain when the export began. It proves later that nothing shown in the export was
// cut off the journal (provost verify --head).
std::string last_line(const store::JournalBounds& head) {
  json::Object line{{"type", "journal.head"}, {"seq", head.last}, {"mac", to_hex(head.mac)}};
  return json::write(std::move(line)) + '\n';
}

// The events of an export, newest first, a part at a time; each part is read and written on the
// read pool, so that no loop waits for it.
class ExportSource final : public http::BodySource {
 public:
  ExportSource(const AdminCall& call, admin::AuditQuery query, Format format,
               store::JournalBounds head)
      : session_(call.loop.session),
        standing_(call, *call.held),
        query_(std::move(query)),
        format_(format),
        head_(std::move(head)),
        before_(head_.last + 1) {}

  // When the credential ends, so does the export: the client sees that it is incomplete.
  boost::asio::awaitable<bool> next(std::string& out) override {
    if (!standing_.holds()) {
      throw std::runtime_error("the credential of an export has ended");
    }
    if (std::exchange(is_first_, false) && format_ == Format::csv) {
      out += admin::csv_titles();
    }
    const auto work = [this](store::Reader& reader) { return part(reader); };
    const Result<Part> part = co_await read_apart<Part>(session_, standing_.org_key(), work);
    if (part.has_error()) {
      throw std::runtime_error(part.error().detail);
    }
    out += part->text;
    before_ = part->next.value_or(0);
    if (part->next) {
      co_return true;
    }
    out += format_ == Format::ndjson ? last_line(head_) : std::string();
    co_return false;
  }

 private:
  struct Part {
    std::string text;
    std::optional<std::int64_t> next;
  };

  Result<Part> part(store::Reader& reader) const {
    const admin::AuditPage page =
        admin::audit_page(reader, query_, before_, events_per_part, part_bytes_max);
    Part part{.text = {}, .next = page.next};
    for (const json::Value& event : page.items) {
      format_ == Format::csv ? admin::append_csv(part.text, event.get_object())
                             : admin::append_ndjson(part.text, event.get_object());
    }
    return part;
  }

  store::Session& session_;
  Standing standing_;
  admin::AuditQuery query_;
  Format format_;
  store::JournalBounds head_;
  std::int64_t before_;
  bool is_first_ = true;
};

Result<Format> format_of(const AdminCall& call) {
  const std::string* format = parameter_of(call, "format");
  if (format == nullptr || *format == "ndjson") {
    return Format::ndjson;
  }
  if (*format == "csv") {
    return Format::csv;
  }
  return Error(Code::invalid_value, fmt::format("format is ndjson or csv, not \"{}\"", *format));
}

http::Response export_reply(const AdminCall& call, admin::AuditQuery query, Format format,
                            const store::JournalBounds& head) {
  const bool is_csv = format == Format::csv;
  const std::string name = call.org ? call.org_id().str() : "installation";
  http::Response response;
  response.headers = {{"Content-Type", is_csv ? "text/csv; charset=utf-8" : "application/x-ndjson"},
                      {"Content-Disposition", fmt::format("attachment; filename=\"{}-audit.{}\"",
                                                          name, is_csv ? "csv" : "ndjson")},
                      {"Journal-Head", fmt::format("{}:{}", head.last, to_hex(head.mac))}};
  response.source = std::make_shared<ExportSource>(call, std::move(query), format, head);
  return response;
}

}  // namespace

Answer export_audit_events(AdminCall& call) {
  CO_TRY_ASSIGN(const Format format, format_of(call));
  CO_TRY_ASSIGN(admin::AuditQuery query, audit_query_of(call));
  CO_TRY_ASSIGN(const std::string search, search_of(call));
  const auto work = [&](store::Reader& reader) {
    query.names = audit_names_of(call, reader, search);
    return Result<store::JournalBounds>(reader.journal().bounds());
  };
  CO_TRY_ASSIGN(const store::JournalBounds head,
                co_await read_apart<store::JournalBounds>(call.loop.session, call.org_key(), work));
  co_return export_reply(call, std::move(query), format, head);
}

Answer export_installation_events(AdminCall& call) {
  CO_TRY_ASSIGN(const Format format, format_of(call));
  CO_TRY_ASSIGN(admin::AuditQuery query, audit_query_of(call));
  const auto work = [](store::Reader& reader) {
    return Result<store::JournalBounds>(reader.journal().bounds());
  };
  CO_TRY_ASSIGN(const store::JournalBounds head, co_await read_apart<store::JournalBounds>(
                                                     call.loop.session, store::installation, work));
  co_return export_reply(call, std::move(query), format, head);
}

}  // namespace provost::api::admin_api
