#include "mail/message.h"

#include <gmock/gmock.h>

namespace provost::mail {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

const Mailbox from{"Acme", "no-reply@acme.example"};

std::string render_to(std::string name, std::string subject = "Hello", std::string text = "Hi\n") {
  return render({{std::move(name), "ada@acme.example"}, std::move(subject), std::move(text)}, from,
                {1'700'000'000'000}, "id-1");
}

TEST(MailMessage, HasTheHeadersOfAPlainMail) {
  EXPECT_EQ(render_to("Ada Lovelace"),
            "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"
            "From: \"Acme\"\r\n <no-reply@acme.example>\r\n"
            "To: \"Ada Lovelace\"\r\n <ada@acme.example>\r\n"
            "Subject: Hello\r\n"
            "Message-ID: <id-1@acme.example>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "Hi\r\n");
}

TEST(MailMessage, ALineBreakInANameOrSubjectStaysInItsHeader) {
  const std::string mail =
      render_to("Ada\r\nBcc: eve@evil.example", "Hi\r\n\r\nBcc: eve@evil.example\rX: y\nZ: z");
  for (const char* forged : {"\nBcc:", "\nX:", "\nZ:", "\r\n\r\nBcc"}) {
    EXPECT_THAT(mail, Not(HasSubstr(forged)));
  }
}

TEST(MailMessage, QuotesInANameDoNotEndIt) {
  EXPECT_THAT(render_to("a\" <eve@evil.example>, \"b\\"),
              HasSubstr("To: \"a\\\" <eve@evil.example>, \\\"b\\\\\"\r\n <ada@acme.example>\r\n"));
}

TEST(MailMessage, TextBeyondAsciiGoesIntoEncodedWords) {
  EXPECT_THAT(render_to("Jürgen Weiß"), HasSubstr("To: =?utf-8?Q?J=C3=BCrgen_Wei=C3=9F?=\r\n <"));
  EXPECT_THAT(render_to("=?utf-8?Q?Bcc?="), HasSubstr("To: =?utf-8?Q?=3D=3Futf"));
  std::string name;
  for (int i = 0; i < 40; ++i) {
    name += "\xe6\xbc\xa2";  // three bytes
  }
  const std::string mail = render_to(name, name);
  for (std::size_t at = 0; at < mail.size();) {
    const std::size_t end = mail.find("\r\n", at);
    EXPECT_LE(end - at, 76U + 9U) << mail.substr(at, end - at);
    at = end + 2;
  }
  EXPECT_THAT(mail, Not(HasSubstr("=E6=BC?=")));
}

TEST(MailMessage, TheBodyIsQuotedPrintable) {
  EXPECT_THAT(render_to("", "", "a = b\nü \n" + std::string(80, 'x') + "\nend"),
              EndsWith("\r\n\r\na =3D b\r\n=C3=BC=20\r\n" + std::string(75, 'x') +
                       "=\r\nxxxxx\r\nend\r\n"));
}

TEST(MailMessage, AddressesThatCouldSayMoreThanAnAddressAreNone) {
  for (const char* good :
       {"ada@acme.example", "a.b+c@localhost", "x_y#EXT#@acme.example", "o'k@a-b.c"}) {
    EXPECT_TRUE(is_deliverable(good)) << good;
  }
  for (const char* bad : {"", "ada", "@acme.example", "ada@", "a@b@c", "a b@c",
                          "a@c>\r\nRCPT TO:<x@y", "\"a\"@b", "a@[127.0.0.1]", "j\xc3\xbc@a.example",
                          ".a@b", "a..b@c", "a@b.", "a@b_c", "<a@b>", "a@b,c@d"}) {
    EXPECT_FALSE(is_deliverable(bad)) << bad;
  }
  EXPECT_FALSE(is_deliverable(std::string(251, 'a') + "@b.c"));
}

TEST(MailMessage, AMailboxIsANameAndAnAddressOrTheAddressAlone) {
  EXPECT_EQ(parse_mailbox("Acme <a@b>")->name, "Acme");
  EXPECT_EQ(parse_mailbox("Acme <a@b>")->address, "a@b");
  EXPECT_EQ(parse_mailbox("a@b")->name, "");
  EXPECT_FALSE(parse_mailbox("Acme <a@b> x"));
  EXPECT_FALSE(parse_mailbox("Acme"));
  EXPECT_FALSE(parse_mailbox(""));
}

}  // namespace
}  // namespace provost::mail
