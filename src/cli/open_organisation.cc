#include "cli/open_organisation.h"

#include "store/schemas.h"

namespace provost::cli {

OpenOrganisation::OpenOrganisation(const Context& context, const std::string& id)
    : store_(context), org_(require(identity::find_organisation(store_.admin(), OrgId(id)))) {
  const auto schemas = read<std::vector<store::SchemaRecord>>([](store::Reader& reader) {
    return Result<std::vector<store::SchemaRecord>>(reader.schemas());
  });
  registry_ = store::registry_of(org_.settings.profile, schemas);
}

provision::Context OpenOrganisation::context() const {
  return {.registry = registry_,
          .schemas_revision = org_.schemas_revision,
          .rules = {.strict = org_.settings.strict, .reject_extra = org_.settings.reject_extra},
          .now = store_.admin().clock.now(),
          .actor = store_.admin().actor,
          .cause = store_.admin().cause,
          .origin = {}};
}

}  // namespace provost::cli
