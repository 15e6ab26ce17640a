#include "mail/settings.h"

#include <fstream>
#include <memory>
#include <optional>

#include <curl/curl.h>
#include <fmt/format.h>

namespace provost::mail {
namespace {

constexpr std::size_t password_bytes_max = 1024;

struct Cleaned {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(char* text) const { curl_free(text); }
};

// Empty when the URL has no such part.
std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK) {
    return {};
  }
  const std::unique_ptr<char, Cleaned> owned(text);
  return owned.get();
}

struct Server {
  std::string scheme;
  std::string host;
  std::string port;
};

std::optional<Server> parse_server(const std::string& text) {
  const std::unique_ptr<CURLU, Cleaned> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  Server server{part(url.get(), CURLUPART_SCHEME), part(url.get(), CURLUPART_HOST),
                part(url.get(), CURLUPART_PORT)};
  const std::string path = part(url.get(), CURLUPART_PATH);
  const bool is_bare = (path.empty() || path == "/") && part(url.get(), CURLUPART_USER).empty() &&
                       part(url.get(), CURLUPART_QUERY).empty() &&
                       part(url.get(), CURLUPART_FRAGMENT).empty();
  if (!is_bare || server.host.empty() || (server.scheme != "smtp" && server.scheme != "smtps")) {
    return std::nullopt;
  }
  if (server.port.empty()) {
    server.port = server.scheme == "smtps" ? "465" : "587";
  }
  return server;
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

Error invalid(std::string detail) {
  return Error(Code::invalid_value, std::move(detail));
}

Result<std::string> read_password(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(password_bytes_max + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  while (text.ends_with('\n') || text.ends_with('\r')) {
    text.pop_back();
  }
  if (text.empty() || text.size() > password_bytes_max ||
      text.find_first_of("\r\n") != std::string::npos) {
    return invalid(fmt::format("--smtp-password-file {}: there is no password of one line in it",
                               path.string()));
  }
  return text;
}

}  // namespace

Result<Settings> read_settings(const Options& options) {
  const std::optional<Server> server = parse_server(options.url);
  if (!server) {
    return invalid(fmt::format(
        "--smtp-url is smtp://HOST[:PORT] or smtps://HOST[:PORT], not \"{}\"; a user name goes to "
        "--smtp-user",
        options.url));
  }
  const std::optional<Mailbox> from = parse_mailbox(options.from);
  if (!from) {
    return invalid(fmt::format(
        "--mail-from is an address such as \"Acme <no-reply@acme.example>\", not \"{}\"",
        options.from));
  }
  Settings settings;
  settings.url = fmt::format("{}://{}:{}", server->scheme, server->host, server->port);
  settings.from = *from;
  settings.is_protected = !options.plain && !is_this_machine(server->host);
  settings.user = options.user;
  if (options.user.empty() != options.password_file.empty()) {
    return invalid("--smtp-user and --smtp-password-file go together");
  }
  if (!options.user.empty()) {
    TRY_ASSIGN(settings.password, read_password(options.password_file));
  }
  return settings;
}

}  // namespace provost::mail
