#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace provost {

// The comparison key of a name: width map, full case folding, NFC (design §2.3, RFC 7644 §5 by way
// of RFC 8265 UsernameCaseMapped). Uniqueness, indexes and filters all compare these keys. Text
// that is not UTF-8 gives its bytes unchanged.
std::string fold(std::string_view text);

// Compares ASCII letters without case: attribute names, operators, schema URNs, header names.
bool iequals(std::string_view a, std::string_view b);
bool istarts_with(std::string_view text, std::string_view prefix);
std::string ascii_lower(std::string_view text);

bool is_valid_utf8(std::string_view text);

// Undoes application/x-www-form-urlencoded once: `+` is a space, `%41` is `A`. A `%` that does not
// start an escape is an error (nothing).
std::optional<std::string> decode_query_component(std::string_view text);
// Undoes percent-encoding once in a path segment, where `+` is a plus.
std::optional<std::string> decode_path_segment(std::string_view text);
// Percent-encodes everything but RFC 3986 unreserved characters.
std::string encode_uri_component(std::string_view text);

std::string to_hex(std::span<const std::uint8_t> bytes);
std::string to_hex(std::string_view bytes);

// Without the blanks and tabs around it.
std::string_view trim_blanks(std::string_view text);

}  // namespace provost
