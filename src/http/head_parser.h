#pragma once

#include <cstdint>
#include <string_view>

#include <boost/beast/http/basic_parser.hpp>

#include "http/message.h"

namespace provost::http {

// What the header says beyond the fields of Request.
struct Head {
  // From an absolute-form target, else from Host; empty when neither names one.
  std::string_view authority;
  int minor_version = 1;
  bool has_transfer_encoding = false;
  bool expects_continue = false;
  unsigned hosts = 0;
  unsigned content_lengths = 0;
};

// Beast's parser, strict where it is lenient about framing: what two implementations could read in
// two ways is refused (RFC 9112 §6.1, §6.3 and §11.2). Views in Request and Head point into the
// bytes given to put(), which end with the header.
class HeadParser final : public boost::beast::http::basic_parser<true> {
 public:
  using ErrorCode = boost::beast::error_code;

  HeadParser(Request& request, Head& head, std::size_t body_bytes_max);

 private:
  using View = boost::beast::string_view;

  void on_request_impl(boost::beast::http::verb method, View method_text, View target, int version,
                       ErrorCode& error) override;
  void on_response_impl(int, View, int, ErrorCode&) override {}
  void on_field_impl(boost::beast::http::field field, View name, View value,
                     ErrorCode& error) override;
  void on_header_impl(ErrorCode& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
  std::size_t on_body_impl(View bytes, ErrorCode&) override { return bytes.size(); }
  void on_chunk_header_impl(std::uint64_t, View, ErrorCode&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, ErrorCode&) override {
    return bytes.size();
  }
  void on_finish_impl(ErrorCode&) override {}

  void note_framing(boost::beast::http::field field, std::string_view value, ErrorCode& error);

  Request& request_;
  Head& head_;
};

}  // namespace provost::http
