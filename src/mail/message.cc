#include "mail/message.h"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/outside_text.h"

namespace provost::mail {
namespace {

constexpr std::size_t address_bytes_max = 254;  // RFC 5321 §4.5.3.1.3, without the brackets
constexpr std::size_t header_text_bytes_max = 400;
constexpr std::size_t word_chars_max = 63;  // 75 by RFC 2047 §2, without its frame
constexpr std::size_t line_chars_max = 75;  // 76 by RFC 2045 §6.7, without the soft break

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_of_atom(char c) {
  return is_letter_or_digit(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

// Atoms with single dots between them.
template <class IsPart>
bool is_dotted(std::string_view text, IsPart is_part) {
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos &&
         std::ranges::all_of(text, [&](char c) { return c == '.' || is_part(c); });
}

bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

// Text that is safe in a header: no line break, no partial character, none of our secrets.
std::string header_text(std::string_view text) {
  std::string clean = outside_text(text, header_text_bytes_max);
  std::ranges::replace_if(
      clean, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }, ' ');
  return clean;
}

std::size_t length_of_character(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

std::string escaped(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    text += fmt::format("={:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

// Encoded words (RFC 2047 §4.2), each on its own line; a character is never split.
std::string encoded_words(std::string_view text) {
  std::string all;
  std::string word;
  const auto end_word = [&] {
    all += fmt::format("{}=?utf-8?Q?{}?=", all.empty() ? "" : "\r\n ", word);
    word.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view character = text.substr(i, length_of_character(text[i]));
    const std::string next = character == " "                        ? "_"
                             : is_letter_or_digit(character.front()) ? std::string(character)
                                                                     : escaped(character);
    if (word.size() + next.size() > word_chars_max) {
      end_word();
    }
    word += next;
    i += character.size();
  }
  end_word();
  return all;
}

bool is_plain(std::string_view text) {
  return text.size() <= line_chars_max && std::ranges::all_of(text, is_printable) &&
         text.find("=?") == std::string_view::npos;
}

// A display name, quoted when it is plain text (RFC 5322 §3.2.4).
std::string phrase(std::string_view text) {
  if (!is_plain(text)) {
    return encoded_words(text);
  }
  std::string quoted;
  for (const char c : text) {
    quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  }
  return fmt::format("\"{}\"", quoted);
}

std::string header_of(const Mailbox& mailbox) {
  const std::string name = header_text(mailbox.name);
  return name.empty() ? mailbox.address : fmt::format("{}\r\n <{}>", phrase(name), mailbox.address);
}

// Quoted-printable (RFC 2045 §6.7).
std::string body_line(std::string_view line) {
  std::string all;
  std::size_t used = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool is_last_blank = c == ' ' && i + 1 == line.size();
    const std::string next =
        is_printable(c) && c != '=' && !is_last_blank ? std::string{c} : escaped({&c, 1});
    if (used + next.size() > line_chars_max) {
      all += "=\r\n";
      used = 0;
    }
    all += next;
    used += next.size();
  }
  return all + "\r\n";
}

std::string body_of(std::string_view text) {
  std::string all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    all += body_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

}  // namespace

bool is_deliverable(std::string_view address) {
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos || address.size() > address_bytes_max) {
    return false;
  }
  const auto is_of_host = [](char c) { return is_letter_or_digit(c) || c == '-'; };
  return is_dotted(address.substr(0, at), is_of_atom) &&
         is_dotted(address.substr(at + 1), is_of_host);
}

std::optional<Mailbox> parse_mailbox(std::string_view text) {
  Mailbox mailbox;
  const std::size_t open = text.find('<');
  if (open == std::string_view::npos) {
    mailbox.address = text;
  } else if (text.ends_with('>')) {
    mailbox.address = text.substr(open + 1, text.size() - open - 2);
    mailbox.name = text.substr(0, open);
    while (mailbox.name.ends_with(' ')) {
      mailbox.name.pop_back();
    }
  }
  return is_deliverable(mailbox.address) ? std::optional(mailbox) : std::nullopt;
}

std::string render(const Message& message, const Mailbox& from, Timestamp date,
                   std::string_view id) {
  const std::string subject = header_text(message.subject);
  const std::string_view host = std::string_view(from.address).substr(from.address.find('@') + 1);
  return fmt::format(
      "Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\n"
      "From: {}\r\n"
      "To: {}\r\n"
      "Subject: {}\r\n"
      "Message-ID: <{}@{}>\r\n"
      "Auto-Submitted: auto-generated\r\n"
      "MIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n"
      "\r\n"
      "{}",
      fmt::gmtime(static_cast<std::time_t>(date.ms / 1000)), header_of(from), header_of(message.to),
      is_plain(subject) ? subject : encoded_words(subject), id, host, body_of(message.text));
}

}  // namespace provost::mail
