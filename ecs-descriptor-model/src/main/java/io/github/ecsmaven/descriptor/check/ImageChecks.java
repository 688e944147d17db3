package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images of a descriptor: each says where it is, each is used, and each that is used is there. */
final class ImageChecks {
    private static final KeyedPath IMAGES = KeyedPath.of("images");

    private final Value.Structure root;
    private final FieldRules rules;
    private final Map<String, Value> images;
    private final Map<KeyedPath, String> uses = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    ImageChecks(Value.Structure root, FieldRules rules) {
        this.root = root;
        this.rules = rules;
        this.images = root.members().get("images") instanceof Value.Mapping mapping ? mapping.entries() : Map.of();
    }

    List<Finding> findings() {
        root.members().forEach((name, value) -> collect(KeyedPath.of(name), value));
        uses.forEach(this::mustBeThere);
        images.forEach((name, image) -> {
            mustBeUsed(name);
            if (image instanceof Value.Structure structure) {
                source(new Located(IMAGES.key(name), structure));
            }
        });
        return findings;
    }

    private void mustBeThere(KeyedPath path, String name) {
        if (!images.containsKey(name)) {
            findings.add(new Finding(
                    ProblemId.UNDEFINED_REFERENCE,
                    path,
                    "`${images." + name + "}`: there is no image `" + name + "` under `images`",
                    Nearest.to(name, images.keySet())
                            .map(near -> "Did you mean `${images." + near + "}`?")
                            .orElse("Add it under `images`, or write the image's name and digest or tag")));
        }
    }

    private void mustBeUsed(String name) {
        if (!uses.containsValue(name)) {
            findings.add(new Finding(
                    ProblemId.UNUSED_IMAGE,
                    IMAGES.key(name),
                    "The image `" + name + "` is not used",
                    "Write `image: ${images." + name + "}` in a container, or remove it"));
        }
    }

    private void source(Located image) {
        if (image.has("digest") && image.has("build")) {
            findings.add(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    image.at("digest"),
                    "An image that is built has no digest before",
                    "Remove `digest`, or `build`"));
        }
        if (!image.has("digest") && !image.has("tag")) {
            findings.add(new Finding(
                    ProblemId.MISSING_FIELD,
                    image.at("tag"),
                    "`" + image.path() + "` has neither `tag` nor `digest`",
                    "Add `tag: ${project.version}`, or the digest of an image that exists"));
        }
    }

    private void collect(KeyedPath path, Value value) {
        if (value instanceof Value.Unresolved unresolved) {
            unresolved.references().stream()
                    .filter(reference -> reference.scheme().equals(Reference.IMAGES))
                    .forEach(reference -> uses.put(path, reference.name()));
        } else if (value instanceof Value.Structure structure) {
            structure.members().forEach((name, member) -> collect(path.member(name), member));
        } else if (value instanceof Value.Mapping mapping) {
            mapping.entries()
                    .forEach((name, entry) ->
                            collect(entry instanceof Value.Structure ? path.key(name) : path.member(name), entry));
        } else if (value instanceof Value.Sequence sequence) {
            int index = 0;
            for (Value element : sequence.elements()) {
                collect(rules.elementPath(path, element, index), element);
                index++;
            }
        }
    }
}
