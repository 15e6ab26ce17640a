#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "admin/insight/findings.h"

// Each finding in words: the problem, the people affected, and the one thing to do.
namespace provost::admin {

// "ada@x, bob@x and 3 more": the first named_max of them.
std::string names_of(const std::vector<std::string>& names);
std::string names_of(const StoreView::People& people);
// The same of names that are the first of `count`.
std::string names_of(const std::vector<std::string>& names, std::size_t count);

Finding setup_unfinished(bool scim_enabled, bool has_token);
Finding nobody_arrived(std::optional<Timestamp> first_request);
Finding quiet(Timestamp last, std::int64_t usual_minutes);
// `success`: when a request last went through.
Finding requests_refused(log::Cause cause, std::optional<Timestamp> success);
// `since`: where there has been one. `nobody_to_tell`: no mail can be sent to anybody about it.
Finding no_admin(std::optional<Timestamp> since, bool nobody_to_tell);
// `by_hand`: the access had been given by hand, before SCIM decided.
Finding access_retained(const std::string& names, bool by_hand);
Finding direct_access_left(const std::string& names);
Finding outside_groups(std::size_t people);
Finding groups_unmapped(std::size_t groups);
Finding external_ids_shared(const std::vector<std::pair<std::string, std::size_t>>& shared);
Finding disagreement(const StoreView::Disagreement& first, std::size_t people);
Finding nested_too_deep(const std::string& group, std::size_t levels);
Finding token_expires(const std::string& token, Timestamp at, std::int64_t hours_left);
Finding old_token_used(const store::Token& token, Timestamp since);
// `hours_left` is negative once it has expired.
Finding client_secret_expires(Timestamp at, std::int64_t hours_left);
// `names`: of people, empty where it is about nobody in particular.
Finding sign_ins_refused(std::string_view reason, const std::string& names, std::size_t count);
Finding attributes_dropped(const std::string& names);
Finding members_skipped(const std::string& group, const std::string& ids);
Finding external_id_not_object_id(const std::string& example);
Finding objects_failing(log::Cause cause, const std::string& names, const std::string& detail);

}  // namespace provost::admin
