package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.binding.Binder;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.problem.Problems;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.StructureShape;
import io.github.ecsmaven.descriptor.source.SourceDocument;
import io.github.ecsmaven.descriptor.source.SourceFile;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.value.Value.Structure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values written short: the members of a structure in YAML's flow style. */
public final class Yaml {
    private Yaml() {}

    /** Members of a task definition, wanted or live. */
    public static Structure task(String members) {
        return bind(union(EcsShapes.registerTaskDefinition(), EcsShapes.taskDefinition()), "taskDefinition", members);
    }

    /** Members of a service, wanted or live. */
    public static Structure service(String members) {
        return bind(union(EcsShapes.createService(), EcsShapes.service()), "service", members);
    }

    public static Structure bind(Shape shape, String root, String members) {
        String text = members.equals("{}") ? "{}" : "{" + members + "}";
        SourceDocument document =
                SourceDocument.read(SourceFile.of("test.yaml", text.getBytes(StandardCharsets.UTF_8)));
        Problems problems = new Problems(position -> Optional.empty());
        Interpolator interpolator = new Interpolator(new Descriptors(Path.of("")).source());
        Optional<Value> bound = new Binder(FieldRules.load(), interpolator, problems)
                .bind(document.root().orElseThrow(), shape, KeyedPath.of(root));
        assertThat(problems.sorted()).as(members).isEmpty();
        return (Structure) bound.orElseThrow();
    }

    private static StructureShape union(StructureShape one, StructureShape other) {
        Map<String, Member> members = new LinkedHashMap<>(other.members());
        members.putAll(one.members());
        return StructureShape.of(one.name(), members.values().toArray(Member[]::new));
    }
}
