#include "admin/insight/finding_texts.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "admin/journal/sign_in_text.h"
#include "base/outside_text.h"
#include "base/rfc3339.h"
#include "identity/token_label.h"

namespace provost::admin {
namespace {

std::string joined(std::span<const std::string> names, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_last = i + 1 == names.size() && count == names.size();
    text += i == 0 ? "" : is_last ? " and " : ", ";
    text += names[i];
  }
  return count > names.size() ? fmt::format("{} and {} more", text, count - names.size()) : text;
}

std::string_view next_step(bool scim_enabled, bool has_token) {
  if (!scim_enabled) {
    return "SCIM is disabled, so your identity provider cannot connect.";
  }
  return has_token ? "No request with the Secret Token has arrived yet."
                   : "There is no Secret Token yet.";
}

constexpr log::Fix client_secret_fix =
    "Make a new client secret in the app registration, and enter it with its expiry date under "
    "Settings → Identity Access → Sign-in.";

std::string time_left(std::int64_t hours) {
  const bool is_days = hours >= 48;
  const std::int64_t count = is_days ? hours / 24 : hours;
  return fmt::format("{} {}{}", count, is_days ? "day" : "hour", count == 1 ? "" : "s");
}

}  // namespace

std::string names_of(const std::vector<std::string>& names) {
  return joined(std::span(names).first(std::min(names.size(), named_max)), names.size());
}

std::string names_of(const StoreView::People& people) {
  std::vector<std::string> names;
  for (const StoreView::Named& one : people.first) {
    names.push_back(one.name);
  }
  return joined(names, people.count);
}

std::string names_of(const std::vector<std::string>& names, std::size_t count) {
  return names.empty() ? std::string() : joined(names, std::max(count, names.size()));
}

Finding setup_unfinished(bool scim_enabled, bool has_token) {
  return {.type = "setup_unfinished",
          .title = "Set-up is not finished",
          .detail = std::string(next_step(scim_enabled, has_token)),
          .fix =
              "Open the setup guide; it shows the next step with this organisation's values "
              "filled in."};
}

Finding nobody_arrived(std::optional<Timestamp> first_request) {
  return {.type = "nobody_arrived",
          .title = "Connected, but nobody has arrived",
          .detail = "The identity provider calls, and has created no user yet.",
          .fix =
              "Check that people are assigned and that they are in scope{ (Entra: Users and "
              "groups, Provisioning → Settings → Scope, and the Provisioning logs)| (Okta: "
              "Assignments, and Provisioning → To App → Create Users)}.",
          .since = first_request};
}

Finding quiet(Timestamp last, std::int64_t usual_minutes) {
  return {
      .type = "identity_provider_quiet",
      .title = "The identity provider is quiet",
      .detail = fmt::format("It usually calls every {} {}, and last did at {}.", usual_minutes,
                            usual_minutes == 1 ? "minute" : "minutes", to_rfc3339(last)),
      .fix =
          "Check whether the identity provider still provisions{: Entra says under Provisioning "
          "→ Overview whether it is stopped or in quarantine|: test the API credentials in Okta "
          "under Provisioning → Integration}.",
      .since = last};
}

Finding requests_refused(log::Cause cause, std::optional<Timestamp> success) {
  const log::CauseText& text = log::text_of(cause);
  return {.type = "requests_refused",
          .title = success ? "The identity provider no longer gets in"
                           : "The identity provider does not get in",
          .detail = success ? fmt::format("{} No request has succeeded since {}.", text.means,
                                          to_rfc3339(*success))
                            : fmt::format("{} No request has succeeded yet.", text.means),
          .fix = text.fix,
          .subject = std::string(text.id),
          .since = success};
}

Finding no_admin(std::optional<Timestamp> since, bool nobody_to_tell) {
  const std::string_view untold =
      nobody_to_tell ? " Nobody could be told: there is no IT contact with an email address." : "";
  return {.type = "no_admin",
          .severity = Severity::critical,
          .title = "Nobody is Admin (Human)",
          .detail = fmt::format(
              "{}, so nobody in the organisation can manage it.{}",
              since ? "The last active Admin (Human) is gone" : "No active person is Admin (Human)",
              untold),
          .fix =
              "Under Collaborators → SCIM Groups, mark a group with an active person in it as "
              "Admin (Human), or put somebody into a group that is marked so.",
          .since = since};
}

Finding access_retained(const std::string& names, bool by_hand) {
  return {.type = "access_retained",
          .title = "Somebody keeps Admin (Human) only so that there is one",
          .detail = by_hand
                        ? fmt::format("It was given to {} by hand, and now that SCIM decides, no "
                                      "group makes anybody Admin (Human).",
                                      names)
                        : fmt::format("No group gives it to {} any more.", names),
          .fix =
              "Put somebody active into a group that is marked as Admin (Human); the "
              "retained access ends with it."};
}

Finding direct_access_left(const std::string& names) {
  return {.type = "direct_access_left",
          .severity = Severity::info,
          .title = "People added by hand are still here",
          .detail = fmt::format("Added while SCIM was off: {}.", names),
          .fix =
              "Assign them in the identity provider, under the same userName; the access by "
              "hand ends when they arrive."};
}

Finding outside_groups(std::size_t people) {
  return {.type = "outside_groups",
          .severity = Severity::info,
          .title = "Active people are in no mapped group",
          .detail = fmt::format("{} with the default access only.",
                                people == 1 ? std::string("One active person")
                                            : fmt::format("{} active people", people)),
          .fix =
              "Assign them to one of the groups that are mapped under Collaborators → SCIM "
              "Groups, or map a group that they are in.",
          .count = people,
          .counts = "people"};
}

Finding groups_unmapped(std::size_t groups) {
  return {.type = "groups_unmapped",
          .title = "Groups have arrived, and none is mapped",
          .detail = groups == 1 ? "One group has arrived. Until it is mapped, it gives nobody "
                                  "more than the default access."
                                : fmt::format("{} groups have arrived. Until one is mapped, they "
                                              "give nobody more than the default access.",
                                              groups),
          .fix =
              "Map groups under Collaborators → SCIM Groups, or choose Users only in the setup "
              "guide.",
          .count = groups,
          .counts = "groups"};
}

Finding external_ids_shared(const std::vector<std::pair<std::string, std::size_t>>& shared) {
  std::vector<std::string> ids;
  std::vector<Finding::Link> links;
  std::size_t people = 0;
  for (const auto& one : shared) {
    ids.push_back(one.first);
    people += one.second;
    if (links.size() < named_max) {
      links.push_back({"external_id", one.first, one.first});
    }
  }
  return {.type = "external_id_shared",
          .title = "Several people have the same externalId",
          .detail = fmt::format(
              "{} people share {} with somebody (among the {} newest people): {}.", people,
              shared.size() == 1 ? "an externalId" : "externalIds", users_looked_at, names_of(ids)),
          .fix = log::text_of(log::Cause::external_id_shared).fix,
          .subject = shared.size() == 1 ? shared.front().first : std::string(),
          .count = people,
          .counts = "people",
          .links = std::move(links)};
}

Finding disagreement(const StoreView::Disagreement& first, std::size_t people) {
  return {.type = "identity_type_disagreement",
          .title = "Groups disagree on who is human",
          .detail = fmt::format("{} is in {}, which makes people Human, and in {}, which makes "
                                "them a Service account{}.",
                                first.person.name, first.human.name, first.service.name,
                                people == 1
                                    ? std::string()
                                    : fmt::format("; {} more are in such groups too", people - 1)),
          .fix =
              "Take them out of one of the two groups in the identity provider, or change the "
              "mapping of one under Collaborators → SCIM Groups. Until then the higher access "
              "counts."};
}

Finding nested_too_deep(const std::string& group, std::size_t levels) {
  return {.type = "nested_too_deep",
          .title = "Groups are nested too deep for a mapping",
          .detail = fmt::format("{} contains groups more than {} levels down. People who "
                                "are only in those get nothing from its mapping.",
                                group, levels),
          .fix =
              "In the identity provider, put the inner groups or the people closer to "
              "the mapped group, or map an inner group under Collaborators → SCIM "
              "Groups."};
}

Finding token_expires(const std::string& token, Timestamp at, std::int64_t hours_left) {
  return {
      .type = "token_expires",
      .title = "The Secret Token expires soon",
      .detail = fmt::format("The last live token, {}, expires at {}, in {} {}.", token,
                            to_rfc3339(at), hours_left, hours_left == 1 ? "hour" : "hours"),
      .fix =
          "Rotate it under Settings → Identity Access → Rotate Token, and paste the new one{ in "
          "Entra under Provisioning → Admin Credentials → Secret Token| in Okta under "
          "Provisioning → Integration}."};
}

Finding old_token_used(const store::Token& token, Timestamp since) {
  const std::string label = identity::label_of(token);
  const std::string client =
      token.last_used_agent.empty()
          ? token.last_used_ip
          : fmt::format("{} from {}", with_unseen_named(token.last_used_agent), token.last_used_ip);
  return {.type = "old_token_used",
          .severity = Severity::critical,
          .title = "The old token is still used",
          .detail =
              fmt::format("{} ends at {}. {} last used it at {}; after its end, these "
                          "requests are refused.",
                          label, to_rfc3339(*token.expires), client, to_rfc3339(*token.last_used)),
          .fix =
              "Enter the new token at this client{ in Entra under Provisioning → Admin "
              "Credentials → Secret Token| in Okta under Provisioning → Integration → API "
              "Token}. If the new one is lost, rotate the token again.",
          .subject = token.id,
          .since = since,
          .last = token.last_used,
          .links = {{"token", token.id, label}}};
}

Finding client_secret_expires(Timestamp at, std::int64_t hours_left) {
  const std::string when = to_rfc3339(at);
  if (hours_left < 0) {
    return {.type = "client_secret_expires",
            .title = "The client secret has expired",
            .detail = fmt::format("It expired at {}, so members cannot sign in.", when),
            .fix = client_secret_fix,
            .since = at};
  }
  return {.type = "client_secret_expires",
          .title = "The client secret expires soon",
          .detail = fmt::format("It expires at {}, in {}. After that, members cannot sign in.",
                                when, time_left(hours_left)),
          .fix = client_secret_fix};
}

Finding sign_ins_refused(std::string_view reason, const std::string& names, std::size_t count) {
  return {.type = "sign_ins_refused",
          .title = fmt::format("Sign-ins are refused: {}", refusal_clause(reason)),
          .detail = names.empty()
                        ? fmt::format("{} sign-ins were refused.", count)
                        : fmt::format("{} sign-ins were refused. Who tried: {}.", count, names),
          .fix = refusal_fix(reason)};
}

Finding attributes_dropped(const std::string& names) {
  return {.type = "attribute_dropped",
          .severity = Severity::info,
          .title = fmt::format("Ignored: {}", names),
          .detail = "The identity provider sends more than this organisation keeps.",
          .fix = log::text_of(log::Cause::attributes_dropped).fix};
}

Finding members_skipped(const std::string& group, const std::string& ids) {
  return {.type = "member_skipped",
          .title = "Groups name members who are not here",
          .detail = fmt::format("{} was the latest. No user or group of this organisation: {}.",
                                group.empty() ? "A group" : group, ids),
          .fix = log::text_of(log::Cause::members_skipped).fix};
}

Finding external_id_not_object_id(const std::string& example) {
  return {.type = "external_id_not_object_id",
          .title = "externalId looks like a name, not an ID",
          .detail = fmt::format("People arrive with an externalId such as {}.", example),
          .fix = log::text_of(log::Cause::external_id_not_object_id).fix};
}

Finding objects_failing(log::Cause cause, const std::string& names, const std::string& detail) {
  return {.type = "object_failing",
          .title = fmt::format("Requests keep failing for {}", names),
          .detail = detail,
          .fix = log::text_of(cause).fix};
}

}  // namespace provost::admin
