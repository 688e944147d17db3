package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.Optional;

/** Members that a validated descriptor is known to have as text. */
final class Texts {
    private Texts() {}

    static String of(Value.Structure structure, String member) {
        if (structure.members().get(member) instanceof Value.Text text) {
            return text.text();
        }
        throw new IllegalArgumentException(member + " is not a text");
    }

    /** What somebody is told to write. */
    static String valueToSet(Optional<Value> value) {
        return value.map(found -> found instanceof Value.Text text
                        ? text.text()
                        : found instanceof Value.Flag flag
                                ? Boolean.toString(flag.on())
                                : found instanceof Value.Numeral numeral ? numeral.toString() : null)
                .orElse("the value that you want");
    }
}
