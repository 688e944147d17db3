package io.github.ecsmaven.deployer.report;

import io.github.ecsmaven.descriptor.rule.SecretNames;
import io.github.ecsmaven.descriptor.rule.SecretPatterns;
import io.github.ecsmaven.descriptor.rule.SecretTexts;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Secrecy;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes secrets out of values before anything prints them: by the name of a variable, by what a text looks like, by where a
 * value came from. The one place for all renderings.
 */
final class Masking {
    private static final Value.Text MASK = new Value.Text(Secrecy.MASK);

    private final Secrecy secrecy;

    /** @param secrecy what came from a secret source */
    Masking(Secrecy secrecy) {
        this.secrecy = secrecy;
    }

    /** A value without what is secret in it; itself where nothing is. */
    Value value(KeyedPath path, Value value) {
        if (isSecret(path)) {
            return MASK;
        }
        if (value instanceof Value.Text text) {
            return secrecy.hides(value) || SecretNames.looksSecret(path, text.text()) ? MASK : value;
        }
        if (value instanceof Value.Structure structure) {
            return new Value.Structure(members(path, structure.members()));
        }
        if (value instanceof Value.Mapping mapping) {
            return new Value.Mapping(entries(path, mapping.entries()));
        }
        return value instanceof Value.Sequence sequence ? sequence(path, sequence) : value;
    }

    /** A path without what is secret in it: an element may be named by a secret. */
    String path(KeyedPath path) {
        KeyedPath masked = secrecy.masked(path);
        return new KeyedPath(masked.segments().stream()
                        .map(segment -> segment instanceof KeyedPath.Key key && SecretNames.looksSecret(path, key.key())
                                ? new KeyedPath.Key(Secrecy.MASK)
                                : segment)
                        .toList())
                .toString();
    }

    /** A sentence without what is secret in it. */
    String text(String text) {
        return SecretPatterns.masked(secrecy.masked(text), Secrecy.MASK);
    }

    /** The name of a variable is no secret, what it is set to is. */
    private boolean isSecret(KeyedPath path) {
        return secrecy.covers(path)
                || (SecretNames.looksSecret(path)
                        && !path.segments().get(path.segments().size() - 1).equals(new KeyedPath.Member("name")));
    }

    /** {@code {name: DB_PASSWORD, value: …}}, where the path does not name the element. */
    private Map<String, Value> members(KeyedPath path, Map<String, Value> members) {
        boolean named = members.get("name") instanceof Value.Text name
                && SecretNames.looksSecret(path.member("environment").key(name.text()));
        Map<String, Value> masked = entries(path, members);
        if (named && members.get("value") instanceof Value.Text) {
            masked.put("value", MASK);
        }
        return masked;
    }

    private Map<String, Value> entries(KeyedPath path, Map<String, Value> entries) {
        Map<String, Value> masked = new LinkedHashMap<>();
        entries.forEach((name, entry) -> masked.put(name, value(path.member(name), entry)));
        return masked;
    }

    private Value.Sequence sequence(KeyedPath path, Value.Sequence sequence) {
        List<Value> elements = sequence.elements();
        boolean arguments =
                SecretNames.holdsArguments(path) && elements.stream().allMatch(Value.Text.class::isInstance);
        List<Value> read = arguments
                ? SecretTexts.maskedArguments(elements.stream()
                                .map(element -> ((Value.Text) element).text())
                                .toList())
                        .stream()
                        .<Value>map(Value.Text::new)
                        .toList()
                : elements;
        return new Value.Sequence(
                read.stream().map(element -> value(path.index(0), element)).toList());
    }
}
