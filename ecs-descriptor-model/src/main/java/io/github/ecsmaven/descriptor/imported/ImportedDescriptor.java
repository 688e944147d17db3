package io.github.ecsmaven.descriptor.imported;

import java.util.List;

/**
 * A descriptor made from what runs or from another tool's files.
 *
 * @param name the deployment's name, and so of its file: the service's, else the family's
 * @param text its YAML
 * @param notes what could not be carried over or needs a look, one sentence each; also in the text as comments
 */
public record ImportedDescriptor(String name, String text, List<String> notes) {
    public ImportedDescriptor {
        notes = List.copyOf(notes);
    }
}
