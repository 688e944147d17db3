package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.descriptor.value.Value;

/** Members that a validated descriptor is known to have as text. */
final class Texts {
    private Texts() {}

    static String of(Value.Structure structure, String member) {
        if (structure.members().get(member) instanceof Value.Text text) {
            return text.text();
        }
        throw new IllegalArgumentException(member + " is not a text");
    }
}
