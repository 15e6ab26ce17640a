#include "scim/resource/render.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/compile.h>

#include "base/rfc3339.h"
#include "scim/resource/document.h"

namespace provost::scim::resource {
namespace {

using path::BoundPath;
using schema::Attribute;
using schema::ResourceType;
using schema::Returned;
using schema::Schema;
using schema::Storage;

// Whether an answer that contains an attribute also contains its sub-attribute, under a projection.
bool includes_sub(const Projection& projection, const Attribute& attribute, const Attribute& sub) {
  if (projection.was_sent(sub)) {
    return true;
  }
  if (sub.returned == Returned::never || sub.returned == Returned::always) {
    return sub.returned == Returned::always;
  }
  const auto is_of_attribute = [&](const BoundPath& path) { return path.attribute == &attribute; };
  const auto names_whole = [&](const BoundPath& path) {
    return is_of_attribute(path) && path.sub_attribute == nullptr;
  };
  const bool is_named = std::ranges::any_of(
      projection.paths(), [&](const BoundPath& path) { return path.sub_attribute == &sub; });
  const bool is_default = sub.returned == Returned::by_default;
  if (projection.mode() != Projection::Mode::only) {
    return is_default && !is_named;
  }
  const bool names_parts_only = std::ranges::any_of(projection.paths(), is_of_attribute) &&
                                std::ranges::none_of(projection.paths(), names_whole);
  return is_named || (is_default && !names_parts_only);
}

// Whether the server has a value for that sub-attribute of a member.
bool has_element_text(const Attribute& sub) {
  return sub.name == value_name || sub.name == "$ref" || sub.name == "display" ||
         sub.name == type_name;
}

// The part of a member's sub-attribute that members of one type share: its name, and the beginning
// of its value.
struct ElementPart {
  enum class Kind { value, reference, display, type };
  Kind kind{};
  std::string text;
};
using ElementFrame = std::vector<ElementPart>;

ElementPart::Kind kind_of(const Attribute& sub) {
  if (sub.name == value_name) {
    return ElementPart::Kind::value;
  }
  if (sub.name == "$ref") {
    return ElementPart::Kind::reference;
  }
  return sub.name == "display" ? ElementPart::Kind::display : ElementPart::Kind::type;
}

// The JSON text of a string to be continued with text that needs no escape.
std::string opened(std::string_view beginning) {
  std::string text;
  json::append_string(text, beginning);
  text.pop_back();
  return text;
}

class Renderer {
 public:
  Renderer(std::string& out, const Stored& stored, const ResourceType& type,
           const Relations& relations, const Projection& projection, std::string_view base,
           const schema::Registry& registry)
      : out_(out),
        stored_(stored),
        type_(type),
        relations_(relations),
        projection_(projection),
        base_(base),
        registry_(registry) {}

  // Copies the stored text up to its closing brace.
  void copy_stored();
  void pick_stored();
  void add_relations();
  void add_meta();

 private:
  void begin_member(std::string_view name);
  void add_member(std::string_view name, const json::Value& value);
  void add_attributes(const json::Object& document, const std::vector<Attribute>& attributes,
                      const Schema* extension);
  json::Object picked(const json::Object& document, const std::vector<Attribute>& attributes,
                      const Schema* extension) const;
  json::Value picked_value(const Attribute& attribute, const json::Value& value) const;
  json::Object picked_subs(const Attribute& attribute, const json::Object& object) const;
  ElementFrame frame_of(const std::vector<const Attribute*>& subs, const ResourceType& other) const;
  std::string reference_text(const ResourceType& other) const;
  void add_element(const Attribute& relation, const ElementFrame& frame, const Member& member);
  void add_type(const Attribute& relation, const Member& member);
  std::string meta_text(std::string_view sub) const;

  std::string& out_;
  const Stored& stored_;
  const ResourceType& type_;
  const Relations& relations_;
  const Projection& projection_;
  std::string_view base_;
  const schema::Registry& registry_;
  bool needs_comma_ = true;
};

void Renderer::copy_stored() {
  const std::string_view text = stored_.document;
  out_ += text.substr(0, text.rfind('}'));
}

void Renderer::pick_stored() {
  const json::Object document = json::parse(stored_.document).value().as_object();
  out_ += '{';
  needs_comma_ = false;
  // standards.md PRJ-3: both are in every answer.
  add_member(schemas_name, document.at(schemas_name));
  add_member(id_name, document.at(id_name));
  add_attributes(document, type_.common->attributes, nullptr);
  add_attributes(document, type_.schema->attributes, nullptr);
  for (const schema::Extension& extension : type_.extensions) {
    const json::Value* held = document.if_contains(extension.schema->id);
    json::Object part =
        held == nullptr ? json::Object()
                        : picked(document, extension.schema->attributes, extension.schema.get());
    if (!part.empty()) {
      add_member(extension.schema->id, std::move(part));
    }
  }
}

void Renderer::begin_member(std::string_view name) {
  if (needs_comma_) {
    out_ += ',';
  }
  needs_comma_ = true;
  json::append_string(out_, name);
  out_ += ':';
}

void Renderer::add_member(std::string_view name, const json::Value& value) {
  begin_member(name);
  json::append(out_, value);
}

void Renderer::add_attributes(const json::Object& document,
                              const std::vector<Attribute>& attributes, const Schema* extension) {
  for (const auto& [name, value] : picked(document, attributes, extension)) {
    add_member(name, value);
  }
}

json::Object Renderer::picked(const json::Object& document,
                              const std::vector<Attribute>& attributes,
                              const Schema* extension) const {
  json::Object out;
  for (const Attribute& attribute : attributes) {
    if (attribute.storage != Storage::document || !projection_.includes(attribute)) {
      continue;
    }
    const json::Value* held = get(document, extension, attribute);
    json::Value part = held == nullptr ? json::Value() : picked_value(attribute, *held);
    if (!json::is_unassigned(part)) {
      out.emplace(attribute.name, std::move(part));
    }
  }
  return out;
}

json::Value Renderer::picked_value(const Attribute& attribute, const json::Value& value) const {
  if (value.is_object()) {
    json::Object part = picked_subs(attribute, value.get_object());
    return part.empty() ? json::Value() : json::Value(std::move(part));
  }
  if (!value.is_array() || !attribute.is_complex()) {
    return value;
  }
  json::Array out;
  for (const json::Value& element : value.get_array()) {
    json::Object part = picked_subs(attribute, element.as_object());
    if (!part.empty()) {
      out.emplace_back(std::move(part));
    }
  }
  return out;
}

json::Object Renderer::picked_subs(const Attribute& attribute, const json::Object& object) const {
  json::Object out;
  for (const Attribute& sub : attribute.sub_attributes) {
    const json::Value* value = object.if_contains(sub.name);
    if (value != nullptr && includes_sub(projection_, attribute, sub)) {
      out.emplace(sub.name, *value);
    }
  }
  return out;
}

// An empty relation is omitted: Microsoft's validator fails on `members:[]` (idp-clients.md §1.4).
void Renderer::add_relations() {
  for (const Attribute& attribute : type_.schema->attributes) {
    if (attribute.storage != Storage::relation || !projection_.includes(attribute) ||
        relations_.is_empty(attribute)) {
      continue;
    }
    begin_member(attribute.name);
    std::vector<const Attribute*> subs;  // the same for every member
    for (const Attribute& sub : attribute.sub_attributes) {
      if (has_element_text(sub) && includes_sub(projection_, attribute, sub)) {
        subs.push_back(&sub);
      }
    }
    const std::vector<Member> members = relations_.elements(attribute);
    std::map<schema::TypeNumber, ElementFrame> frames;
    char opening = '[';
    for (const Member& member : members) {
      const auto [frame, is_new] = frames.try_emplace(member.type);
      if (is_new) {
        frame->second = frame_of(subs, registry_.type(member.type));
      }
      out_ += std::exchange(opening, ',');
      add_element(attribute, frame->second, member);
    }
    out_ += ']';
  }
}

// Worked out once for all members of a type; an answer may hold thousands.
ElementFrame Renderer::frame_of(const std::vector<const Attribute*>& subs,
                                const ResourceType& other) const {
  ElementFrame frame;
  for (const Attribute* sub : subs) {
    ElementPart part{.kind = kind_of(*sub), .text = {}};
    json::append_string(part.text, sub->name);
    part.text += ':';
    if (part.kind == ElementPart::Kind::value) {
      part.text += '"';
    } else if (part.kind == ElementPart::Kind::reference) {
      part.text += reference_text(other);
    }
    frame.push_back(std::move(part));
  }
  return frame;
}

std::string Renderer::reference_text(const ResourceType& other) const {
  return opened(fmt::format(FMT_COMPILE("{}{}/"), base_, other.endpoint));
}

void Renderer::add_element(const Attribute& relation, const ElementFrame& frame,
                           const Member& member) {
  char opening = '{';
  for (const ElementPart& part : frame) {
    if (part.kind == ElementPart::Kind::display && member.display.empty()) {
      continue;
    }
    out_ += std::exchange(opening, ',');
    out_ += part.text;
    switch (part.kind) {
      case ElementPart::Kind::value:
      case ElementPart::Kind::reference:
        member.id.append_to(out_);
        out_ += '"';
        break;
      case ElementPart::Kind::display:
        json::append_string(out_, member.display);
        break;
      case ElementPart::Kind::type:
        add_type(relation, member);
        break;
    }
  }
  out_ += opening == '{' ? "{}" : "}";
}

// Groups of a user say how they hold it; members of a group say what they are (standards.md USR-3,
// GRP-2).
void Renderer::add_type(const Attribute& relation, const Member& member) {
  if (relation.mutability == schema::Mutability::read_only) {
    out_ += member.direct ? R"("direct")" : R"("indirect")";
  } else {
    json::append_string(out_, registry_.type(member.type).name);
  }
}

void Renderer::add_meta() {
  const Attribute* meta = type_.common->find("meta");
  if (meta == nullptr || !projection_.includes(*meta)) {
    out_ += '}';
    return;
  }
  begin_member(meta->name);
  char opening = '{';
  for (const Attribute& sub : meta->sub_attributes) {
    if (!includes_sub(projection_, *meta, sub)) {
      continue;
    }
    out_ += std::exchange(opening, ',');
    json::append_string(out_, sub.name);
    out_ += ':';
    json::append_string(out_, meta_text(sub.name));
  }
  out_ += opening == '{' ? "{}}" : "}}";
}

std::string Renderer::meta_text(std::string_view sub) const {
  if (sub == "resourceType") {
    return type_.name;
  }
  if (sub == "created") {
    return to_rfc3339(stored_.created);
  }
  if (sub == "lastModified") {
    return to_rfc3339(stored_.last_modified);
  }
  return sub == "location" ? location(stored_, type_, base_) : etag(stored_);
}

}  // namespace

void render(std::string& out, const Stored& stored, const ResourceType& type,
            const Relations& relations, const Projection& projection, std::string_view base,
            const schema::Registry& registry) {
  Renderer renderer(out, stored, type, relations, projection, base, registry);
  if (projection.is_default() && !type.withholds) {
    renderer.copy_stored();
  } else {
    renderer.pick_stored();
  }
  renderer.add_relations();
  renderer.add_meta();
}

std::string location(const Stored& stored, const ResourceType& type, std::string_view base) {
  return fmt::format(FMT_COMPILE("{}{}/{}"), base, type.endpoint, stored.id.to_string());
}

std::string etag(const Stored& stored) {
  return fmt::format(FMT_COMPILE("W/\"{}\""), stored.version);
}

}  // namespace provost::scim::resource
