#include "identity/vault_file.h"

#include <fstream>

#include <gmock/gmock.h>

#include "identity/sign_in_settings.h"
#include "provision/testing/fixture.h"
#include "store/operators.h"
#include "store/sqlite/private_folder.h"

namespace provost::identity {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class VaultFileTest : public provision::ProvisionTest {
 protected:
  Vault open() {
    return open_vault(file_, store_.session(), store_.random(),
                      [this](const std::string& line) { said_.push_back(line); });
  }
  void set_client_secret(const Vault& vault, const char* secret) {
    write<int>([&](store::Writer& writer) -> Result<int> {
      TRY(change_sign_in(writer, OrgId("acme"), {.client_secret = secret}, vault,
                         {"operator:1", "request-1"}));
      return 0;
    });
  }
  std::optional<std::string> client_secret(const Vault& vault) {
    const auto settings = read_with<store::SignInSettings>(
        [](store::Reader& reader) { return reader.sign_in().settings(); });
    return client_secret_of(settings, OrgId("acme"), vault);
  }
  void add_operator(const Vault& vault) {
    const auto added = store::catalogue_write_and_wait(
        store_.session(), [&](store::CatalogueWriter& catalogue) -> Result<void> {
          return catalogue.change_operators().insert(
              {.id = "1", .name = "ada", .key = "ada", .totp = vault.seal("totp", "totp:1")});
        });
    ASSERT_TRUE(added.has_value());
  }

  store::sqlite::PrivateFolder folder_;
  std::filesystem::path file_ = folder_.path() / "secrets.key";
  std::vector<std::string> said_;
};

TEST_F(VaultFileTest, MakesAKeyWhereNothingIsSealedYet) {
  const Vault vault = open();
  EXPECT_TRUE(std::filesystem::exists(file_));
  set_client_secret(vault, "s3cr3t");
  add_operator(vault);
  EXPECT_EQ(client_secret(open()), "s3cr3t");
  EXPECT_THAT(said_, IsEmpty());
}

TEST_F(VaultFileTest, SaysWhatIsLostWithTheFileAndMakesNoOtherOne) {
  {
    const Vault vault = open();
    set_client_secret(vault, "s3cr3t");
    add_operator(vault);
  }
  std::filesystem::remove(file_);
  const Vault vault = open();
  EXPECT_THAT(said_, ElementsAre(AllOf(HasSubstr(file_.string() + " is missing"),
                                       HasSubstr("the client secret of acme"),
                                       HasSubstr("the one-time codes of the operator ada"),
                                       HasSubstr("enter them again"))));
  EXPECT_EQ(client_secret(vault), std::nullopt);
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(VaultFileTest, MakesANewKeyWhenASecretIsEnteredAgainAndSaysSo) {
  set_client_secret(open(), "s3cr3t");
  std::filesystem::remove(file_);
  const Vault vault = open();
  set_client_secret(vault, "entered again");
  EXPECT_EQ(said_.size(), 2U);
  EXPECT_THAT(said_.back(), HasSubstr(file_.string()));
  EXPECT_EQ(client_secret(vault), "entered again");
  said_.clear();
  EXPECT_EQ(client_secret(open()), "entered again");
  EXPECT_THAT(said_, IsEmpty());
}

TEST_F(VaultFileTest, TakesTheFileThatWasPutBackMeanwhile) {
  add_operator(open());
  const std::filesystem::path backup = folder_.path() / "backup";
  std::filesystem::rename(file_, backup);
  const Vault vault = open();
  std::filesystem::rename(backup, file_);
  set_client_secret(vault, "s3cr3t");
  said_.clear();
  EXPECT_EQ(client_secret(open()), "s3cr3t");
  EXPECT_THAT(said_, IsEmpty()) << "one key opens both";
}

TEST_F(VaultFileTest, SaysThatTheFileHoldsAnotherKeyAndWhatItDoesNotOpen) {
  add_operator(open());
  std::ofstream(file_, std::ios::trunc) << std::string(32, 'k');
  set_client_secret(open(), "s3cr3t");
  said_.clear();
  open();
  EXPECT_THAT(said_,
              ElementsAre(AllOf(HasSubstr(file_.string() + " holds another key"),
                                HasSubstr("operator ada"), Not(HasSubstr("client secret of")))));
}

}  // namespace
}  // namespace provost::identity
