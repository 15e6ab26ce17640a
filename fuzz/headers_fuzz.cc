#include <string>

#include "api/front/access_log.h"
#include "api/loop/origin.h"
#include "base/outside_text.h"
#include "base/text.h"
#include "check.h"
#include "http/path.h"
#include "json/json.h"

// Headers, targets and names that become data are UTF-8 of the requested length and contain none of
// our secrets; what is made of them (the origin in the journal, a line of the log) is JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost;
  if (size == 0) {
    return 0;
  }
  static const std::string secret =
      "pvt_0123456789_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJK";
  const std::size_t bytes_max = data[0];
  const std::string_view sent = as_text(data + 1, size - 1);
  if (sent.find(secret.substr(4, 10)) != std::string_view::npos) {
    return 0;  // without the mark of a secret, it is a text like any other
  }
  const std::string kept = outside_text(sent, bytes_max);
  hold(kept.size() <= bytes_max && is_valid_utf8(kept));

  const std::size_t middle = sent.size() / 2;
  const std::string pasted =
      std::string(sent.substr(0, middle)) + ' ' + secret + ' ' + std::string(sent.substr(middle));
  hold(masked(pasted).find(secret.substr(4)) == std::string::npos);
  hold(outside_text(pasted, bytes_max).find(secret.substr(4, 20)) == std::string::npos);

  const std::string target = '/' + pasted;
  http::Request request;
  http::set_target(request, target);
  request.method_text = "GET";
  request.headers = {{"User-Agent", pasted}, {"Referer", sent}};
  const auto origin = api::origin_of(request, sent);
  hold(json::parse(*origin).has_value() && origin->find(secret.substr(4)) == std::string::npos);
  http::Response response;
  response.org = pasted;
  const std::string line =
      api::access_line({.request = &request, .response = &response}, Timestamp{1});
  hold(json::parse(line).has_value() && line.find(secret.substr(4)) == std::string::npos);
  return 0;
}
