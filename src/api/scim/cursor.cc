#include "api/scim/cursor.h"

#include "json/json.h"

namespace provost::api::scim_api {
namespace {

std::string write(const CursorState& state) {
  json::Array out{scim::sort::to_json(state.beyond), state.backward};
  out.push_back(state.total ? json::Value(*state.total) : json::Value());
  out.push_back(state.count ? json::Value(*state.count) : json::Value());
  return json::write(out);
}

// Sealed texts are ours, so only the shape can differ: a newer version wrote it.
std::optional<CursorState> read(std::string_view text) {
  const Result<json::Value> parsed = json::parse(text);
  const json::Array* parts = parsed.has_value() ? parsed->if_array() : nullptr;
  if (parts == nullptr || parts->size() != 4 || !(*parts)[1].is_bool()) {
    return std::nullopt;
  }
  const auto place = scim::sort::from_json((*parts)[0]);
  if (!place) {
    return std::nullopt;
  }
  CursorState state{*place, (*parts)[1].get_bool(), std::nullopt, std::nullopt};
  if (const std::int64_t* total = (*parts)[2].if_int64()) {
    state.total = static_cast<std::size_t>(*total);
  }
  if (const std::int64_t* count = (*parts)[3].if_int64()) {
    state.count = *count;
  }
  return state;
}

}  // namespace

std::string seal_cursor(const CursorState& state, std::string_view scope, Timestamp now,
                        const std::vector<store::CursorKey>& keys, Random& random) {
  return seal_text(write(state), scope, now, keys, random);
}

Result<CursorState> open_cursor(std::string_view text, std::string_view scope, Timestamp now,
                                const std::vector<store::CursorKey>& keys) {
  TRY_ASSIGN(const std::string plain, open_text(text, scope, now, keys));
  const std::optional<CursorState> state = read(plain);
  if (!state) {
    return invalid_cursor();
  }
  return *state;
}

}  // namespace provost::api::scim_api
