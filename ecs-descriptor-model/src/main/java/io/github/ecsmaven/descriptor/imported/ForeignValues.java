package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.binding.Scalars;
import io.github.ecsmaven.descriptor.binding.Scalars.Typing;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.Trait;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.shape.Shape.ListShape;
import io.github.ecsmaven.descriptor.shape.Shape.MapShape;
import io.github.ecsmaven.descriptor.shape.Shape.ScalarShape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Entry;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Style;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives a foreign file's nodes the types of the ECS API. Unlike a descriptor's, its {@code ${…}} are literal, its nulls are
 * absent, and what does not fit is noted instead of refused.
 */
final class ForeignValues {
    private static final Pattern NO_FRACTION = Pattern.compile("^(-?[0-9]+)\\.0+$");

    /** Docker's log drivers fill in marks of their own, in the one option that has them. */
    private static final String LOG_TAG = "logConfiguration.options.tag";

    private final FieldRules rules;
    private final TemplatedText templates;
    private final List<Note> notes;

    ForeignValues(FieldRules rules, TemplatedText templates, List<Note> notes) {
        this.rules = rules;
        this.templates = templates;
        this.notes = notes;
    }

    Value.Structure structure(MapNode map, StructureShape shape, KeyedPath path) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (Entry entry : map.entries()) {
            String name = templates.asWritten(entry.key().text());
            KeyedPath place = path.member(name);
            Member member = shape.member(name).orElse(null);
            if (rules.rule(place.rulePath()).has(Trait.OUTPUT) || isNothing(entry.value())) {
                continue;
            }
            if (member == null) {
                note(place, entry.key(), "is not known to this version of the AWS SDK and is not carried over");
            } else {
                value(entry.value(), member.shape(), place).ifPresent(value -> members.put(name, value));
            }
        }
        return new Value.Structure(members);
    }

    /** The value of a node; empty where it does not fit, which has then been noted. */
    Optional<Value> value(SourceNode node, Shape shape, KeyedPath path) {
        boolean document = shape instanceof ScalarShape leaf && leaf.kind() == Kind.DOCUMENT;
        if (node instanceof MapNode map && shape instanceof StructureShape structure) {
            return Optional.of(structure(map, structure, path));
        }
        if (node instanceof MapNode map && (document || shape instanceof MapShape)) {
            return Optional.of(mapping(map, shape instanceof MapShape entries ? entries.value() : shape, path));
        }
        if (node instanceof ListNode list && (document || shape instanceof ListShape)) {
            return Optional.of(sequence(list, shape instanceof ListShape elements ? elements.element() : shape, path));
        }
        if (node instanceof ScalarNode scalar) {
            Value value = scalar(scalar, shape, path);
            if (value != null) {
                return Optional.of(value);
            }
        }
        note(path, node, "is not " + shape.describe() + " and is not carried over");
        return Optional.empty();
    }

    private Value mapping(MapNode map, Shape entry, KeyedPath path) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Entry each : map.entries()) {
            String key = templates.asWritten(each.key().text());
            if (!templates.templatesIn(each.key().text()).isEmpty()) {
                note(path.member(key), each.key(), "has a template in its name and is not carried over");
            } else if (!isNothing(each.value())) {
                value(each.value(), entry, path.member(key)).ifPresent(value -> entries.put(key, value));
            }
        }
        return new Value.Mapping(entries);
    }

    private Value sequence(ListNode list, Shape element, KeyedPath path) {
        List<Value> elements = new ArrayList<>();
        for (SourceNode each : list.elements()) {
            if (!isNothing(each)) {
                value(each, element, elementPath(path, each, elements.size())).ifPresent(elements::add);
            }
        }
        return new Value.Sequence(elements);
    }

    /** By what makes up the element's key, before the element itself is read. */
    private KeyedPath elementPath(KeyedPath list, SourceNode element, int index) {
        Map<String, Value> key = new LinkedHashMap<>();
        if (element instanceof MapNode map) {
            for (String member : rules.rule(list.rulePath()).order().keyMembers()) {
                map.get(member)
                        .filter(ScalarNode.class::isInstance)
                        .map(ScalarNode.class::cast)
                        .ifPresent(scalar -> key.put(
                                member,
                                templates.templatesIn(scalar.text()).isEmpty()
                                        ? new Value.Text(templates.asWritten(scalar.text()))
                                        : templates.value(scalar.text())));
            }
        }
        return rules.elementPath(list, new Value.Structure(key), index);
    }

    private @Nullable Value scalar(ScalarNode scalar, Shape shape, KeyedPath path) {
        List<Template> held = templates.templatesIn(scalar.text());
        boolean docker = path.rulePath().endsWith(LOG_TAG) && held.stream().allMatch(Template::isForDocker);
        if (!held.isEmpty() && !docker) {
            for (Template template : held) {
                notes.add(new Note(path, said(template)));
            }
            return templates.value(scalar.text());
        }
        Typing typing = scalar.style() == Style.PLAIN ? Typing.BY_FIELD : Typing.STRING;
        return shape instanceof ScalarShape leaf
                ? Scalars.parse(plain(templates.asWritten(scalar.text()), leaf.kind()), leaf.kind(), typing)
                        .orElse(null)
                : null;
    }

    /** Some tools write every number with a fraction: {@code 256.0}. */
    private static String plain(String text, Kind kind) {
        return kind == Kind.INTEGER || kind == Kind.LONG
                ? NO_FRACTION.matcher(text).replaceFirst("$1")
                : text;
    }

    private static String said(Template template) {
        Template.Translation translation = template.translation();
        String place = template.raw() + " in " + template.position();
        return translation.meaning() == Template.Meaning.THE_SAME
                ? place + " has become " + translation.reference()
                : place + " cannot be carried over: define " + translation.reference() + " or write the value";
    }

    private static boolean isNothing(SourceNode node) {
        return node instanceof ScalarNode scalar && scalar.isNull();
    }

    private void note(KeyedPath path, SourceNode node, String what) {
        notes.add(new Note(path, path + " in " + node.position() + " " + what));
    }
}
