#include "scim/schema/load.h"

#include <array>
#include <stdexcept>
#include <utility>

#include "json/json.h"
#include "scim/schema/words.h"

namespace provost::scim::schema {
namespace {

constexpr std::array<Word<Storage>, 4> storage_words{{{"document", Storage::document},
                                                      {"relation", Storage::relation},
                                                      {"computed", Storage::computed},
                                                      {"discarded", Storage::discarded}}};
constexpr std::array<Word<Format>, 4> format_words{{{"any", Format::any},
                                                    {"non_empty", Format::non_empty},
                                                    {"email", Format::email},
                                                    {"country", Format::country}}};

[[noreturn]] void fail(std::string_view why, std::string_view key) {
  throw std::logic_error("schema: " + std::string(why) + " " + std::string(key));
}

std::string text_of(const json::Value& value) {
  if (!value.is_string()) {
    fail("not a string:", json::write(value));
  }
  return std::string(value.get_string());
}

template <class Words>
auto word_of(const Words& words, const json::Value& value) {
  const std::string text = text_of(value);
  const auto meaning = meaning_of(words, text);
  if (!meaning) {
    fail("unknown word", text);
  }
  return *meaning;
}

std::vector<std::string> texts_of(const json::Value& value) {
  std::vector<std::string> texts;
  for (const json::Value& element : value.as_array()) {
    texts.push_back(text_of(element));
  }
  return texts;
}

std::vector<Attribute> attributes_of(const json::Value& list);

bool read_standard(Attribute& out, std::string_view key, const json::Value& value) {
  if (key == "name") {
    out.name = text_of(value);
  } else if (key == "type") {
    out.type = word_of(type_words, value);
  } else if (key == "multiValued") {
    out.multi_valued = value.as_bool();
  } else if (key == "required") {
    out.required = value.as_bool();
  } else if (key == "caseExact") {
    out.case_exact = value.as_bool();
  } else if (key == "mutability") {
    out.mutability = word_of(mutability_words, value);
  } else if (key == "returned") {
    out.returned = word_of(returned_words, value);
  } else if (key == "uniqueness") {
    out.uniqueness = word_of(uniqueness_words, value);
  } else if (key == "description") {
    out.description = text_of(value);
  } else if (key == "canonicalValues") {
    out.canonical_values = texts_of(value);
  } else if (key == "referenceTypes") {
    out.reference_types = texts_of(value);
  } else if (key == "subAttributes") {
    out.sub_attributes = attributes_of(value);
  } else {
    return false;
  }
  return true;
}

bool read_own(Attribute& out, std::string_view key, const json::Value& value) {
  if (key == "x-storage") {
    out.storage = word_of(storage_words, value);
  } else if (key == "x-format") {
    out.format = word_of(format_words, value);
  } else if (key == "x-index") {
    out.index = static_cast<IndexNumber>(value.as_int64());
  } else if (key == "x-entraSource") {
    out.entra_source = text_of(value);
  } else if (key == "x-lifecycle") {
    out.lifecycle = value.as_bool();
  } else if (key == "x-default") {
    out.default_boolean = value.as_bool();
  } else if (key == "x-warnOnChange") {
    out.warn_on_change = value.as_bool();
  } else if (key == "x-hidden") {
    out.hidden = value.as_bool();
  } else {
    return false;
  }
  return true;
}

Attribute attribute_of(const json::Value& described) {
  Attribute out;
  for (const auto& [key, value] : described.as_object()) {
    if (!read_standard(out, key, value) && !read_own(out, key, value)) {
      fail("unknown key", key);
    }
  }
  if (out.name.empty()) {
    fail("attribute without a name in", json::write(described));
  }
  return out;
}

std::vector<Attribute> attributes_of(const json::Value& list) {
  std::vector<Attribute> attributes;
  for (const json::Value& described : list.as_array()) {
    attributes.push_back(attribute_of(described));
  }
  return attributes;
}

std::shared_ptr<const Schema> schema_of(const json::Value& described) {
  const json::Object& object = described.as_object();
  auto out = std::make_shared<Schema>();
  out->id = text_of(object.at("id"));
  out->name = text_of(object.at("name"));
  out->description = text_of(object.at("description"));
  out->attributes = attributes_of(object.at("attributes"));
  return out;
}

json::Value parsed(std::string_view text, std::string_view name) {
  auto value = json::parse(text);
  if (value.has_error()) {
    fail(value.error().detail, name);
  }
  return std::move(*value);
}

}  // namespace

std::shared_ptr<const Schema> parse_schema(std::string_view text) {
  return schema_of(parsed(text, "stored"));
}

std::shared_ptr<const Schema> load_schema(std::string_view file) {
  return schema_of(parsed(embedded_file(file), file));
}

std::vector<std::shared_ptr<const Schema>> load_schemas(std::string_view file) {
  std::vector<std::shared_ptr<const Schema>> schemas;
  const json::Value value = parsed(embedded_file(file), file);
  for (const json::Value& described : value.as_object().at("schemas").as_array()) {
    schemas.push_back(schema_of(described));
  }
  return schemas;
}

}  // namespace provost::scim::schema
