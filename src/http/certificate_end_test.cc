#include "http/certificate_end.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "base/clock.h"
#include "http/testing/certificate.h"

namespace provost::http {
namespace {

TEST(CertificateEnd, IsThatOfTheServersOwnCertificate) {
  const testing::Certificate made("127.0.0.1");
  const SystemClock clock;
  EXPECT_GT(certificate_end(made.chain()), clock.now());
  EXPECT_THROW(certificate_end(made.key()), std::runtime_error) << "a key is no certificate";
  EXPECT_THROW(certificate_end(made.chain().string() + "x"), std::runtime_error);
}

}  // namespace
}  // namespace provost::http
