package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.Descriptors;
import io.github.ecsmaven.descriptor.imported.Importer.Target;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Imports files from their texts, as a user's files would be imported. */
final class Imports {
    static final Target TARGET = new Target("eu-west-1", "shop", "arn:aws:iam::111122223333:role/deployer");

    private static final FieldRules RULES = FieldRules.load();

    private final Path directory;
    private final List<Path> files = new ArrayList<>();
    private Target target = TARGET;
    private String service;

    Imports(Path directory) {
        this.directory = directory;
    }

    /** One more file to import. */
    Imports file(String name, String text) {
        beside(name, text);
        files.add(directory.resolve(name));
        return this;
    }

    /** A file that another one names. */
    Imports beside(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Imports target(Target other) {
        target = other;
        return this;
    }

    Imports service(String name) {
        service = name;
        return this;
    }

    ImportedDescriptor imported() {
        return new FileImport(RULES).read(new FileImport.Source(files, directory, service), target);
    }

    /** What the imported text reads as. */
    DeploymentDescriptor descriptor() {
        return new Descriptors(directory).read(imported().text());
    }

    List<Problem> problems() {
        try {
            imported();
            return List.of();
        } catch (InvalidDescriptorException e) {
            return e.problems();
        }
    }

    /** A task definition with one container, each with further members in JSON. */
    static String task(String members, String container) {
        return """
                {"family": "shop", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
                %s "containerDefinitions": [{"name": "web", %s "image": "nginx"}]}
                """.formatted(members, container);
    }

    static String task() {
        return task("", "");
    }
}
