#pragma once

namespace provost::scim {

// How an organisation wants its requests read: its setting `conformance`, tolerant or strict, and
// the switch that refuses extras (design §2.4, §2.16).
//
// This is the one place that says in what the two modes differ. Each difference is a question whose
// answer is yes in tolerant mode; the code that asks need not know the modes. Rows are those of
// standards.md §3, whose right-hand column is strict mode; docs/strict-mode.md tells admins.
struct Rules {
  bool strict = false;
  // Attributes outside the profile make the request fail instead of being dropped; a request that
  // makes `active` false is still carried out.
  bool reject_extra = false;
  // Whether the client may be Microsoft Entra ID: then what refuses a request names the mapping to
  // change there.
  bool may_be_entra = true;

  // Row 2, PAT-14, FLT-19: "True" and "False" stand for booleans, in values and filters.
  bool takes_text_for_booleans() const { return !strict; }
  // Rows 3, 37, PAT-16, REM-4, design §2.17: what identity providers write in their own way is
  // brought into the standard's form (scim/dialect). Strict mode refuses it, as a value or
  // operation like any other.
  bool takes_dialects() const { return !strict; }
  // Rows 5, 6, ADD-4, REP-5: add and replace on a value path that matches nothing create the
  // element. Strict: noTarget.
  bool creates_elements() const { return !strict; }
  // Design §2.17: "User.active", "$.active", "urn:…:User.active" and blanks around a path. Strict:
  // an attribute that the resource does not have.
  bool takes_other_spellings_of_paths() const { return !strict; }
  // Design §2.20: "" in a PATCH unassigns a singular attribute. Strict: it is a text like any
  // other.
  bool empty_text_unassigns() const { return !strict; }
  // ADD-2, RFC 7643 §2.4: a lone value in a resource stands for a list of one, and null in a list
  // for nothing. Strict: invalidValue, except for the value of an operation, which may be one.
  bool takes_lone_values() const { return !strict; }
  // Numbers stand for their text. Strict: invalidValue.
  bool takes_numbers_for_text() const { return !strict; }
  // TYP-5: base64 with line breaks, in the alphabet for URLs, or in PEM armour. Strict:
  // invalidValue.
  bool takes_any_base64() const { return !strict; }
  // Design §2.20: replace on a value path keeps what its filter found the element by. Strict: the
  // value is all that is left (RFC 7644 §3.5.2.3).
  bool keeps_what_selected() const { return !strict; }
  // Row 7, IOP-9: operations without path. Strict: invalidSyntax.
  bool takes_pathless_operations() const { return !strict; }
  // Row 8, PAT-12: readOnly members of an object without path are passed over. Strict: mutability.
  bool skips_read_only_members() const { return !strict; }
  // Row 9: members of an object that are paths: "name.givenName", "urn:…:User:department". Strict:
  // invalidSyntax.
  bool takes_paths_as_names() const { return !strict; }
  // COM-2: attributes of an extension outside its object, or without its URN in a path. Strict: the
  // resource has no such attribute.
  bool finds_extensions_without_urn() const { return !strict; }
  // Rows 10, 11, IOP-3: attributes that the resource type does not have are dropped from bodies,
  // and paths to them are invalidPath. Strict: invalidSyntax for both.
  bool drops_unknown_attributes() const { return !strict; }
  // Row 12, COM-1, POST-4: `schemas` is not looked at, of resources and messages alike. Strict: it
  // lists the resource's schemas, all that the body uses, and no others, or the message's.
  bool takes_any_schemas() const { return !strict; }
  // Row 13, REP-3, IOP-10: replace merges into a singular complex value. Strict: it replaces all.
  bool replace_merges() const { return !strict; }
  // Row 35, IOP-6: application/json, or no Content-Type at all. Strict: only application/scim+json.
  bool takes_plain_json() const { return !strict; }
  // Row 38, IPS-7: what is accepted and never kept (password). Strict: an unknown attribute.
  bool takes_hidden_attributes() const { return !strict; }
  // Row 39, PAT-2, design §2.19: a PATCH without operations. Strict: invalidSyntax.
  bool takes_empty_patches() const { return !strict; }
  // GRP-3: members that are nobody here are skipped and reported. Strict: invalidValue.
  bool skips_unknown_members() const { return !strict; }
  // USR-4: countries in any form. Strict: codes of ISO 3166-1 alpha-2.
  bool takes_any_country() const { return !strict; }
  // FLT-5: co, sw and ew look at the text of a date. Strict: invalidFilter.
  bool searches_in_dates() const { return !strict; }
  // FLT-18: words without quotes are text in filters. Strict: invalidFilter.
  bool takes_unquoted_text() const { return !strict; }
};

}  // namespace provost::scim
