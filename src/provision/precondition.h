#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "scim/resource/resource.h"

namespace provost::provision {

// The conditional headers of a request as sent; empty when absent (RFC 7644 §3.14).
struct Precondition {
  std::string if_match;
  std::string if_none_match;
};

// Whether a list of entity tags (or `*`) names this one. Tags compare by their opaque part, since
// SCIM hands out weak ones and expects If-Match to work with them (standards.md ETG-3).
bool names_tag(std::string_view header, std::string_view etag);

// Code::precondition_failed when the stored version is not the one that the client knows.
Result<void> check(const Precondition& precondition, const scim::Stored& stored);

}  // namespace provost::provision
