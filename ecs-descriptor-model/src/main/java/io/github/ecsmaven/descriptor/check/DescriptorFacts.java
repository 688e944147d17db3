package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.value.ApiNames;
import io.github.ecsmaven.facts.Kind;
import io.github.ecsmaven.facts.ServiceFacts;
import io.github.ecsmaven.facts.ShapeFacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is allowed in a descriptor: the descriptor's own shapes, and below them those of AWS's published models with their
 * members spelled as in a descriptor. A shape of AWS's is named {@code SERVICE:SHAPE}. Immutable.
 */
public final class DescriptorFacts {
    /** The shape of a whole descriptor. */
    public static final String DESCRIPTOR = "Descriptor";

    private static final String RESOURCE = "descriptor-facts.tsv";
    private static final List<String> SERVICES = List.of("ecs", "application-autoscaling", "ecr");

    /** ECS answers "Container.name should not be null or empty" and the like, although the model does not require these. */
    private static final Map<String, Set<String>> ALSO_REQUIRED = Map.of(
            "ecs:ContainerDefinition",
            Set.of("name", "image"),
            "ecs:KeyValuePair",
            Set.of("name"),
            "ecs:Volume",
            Set.of("name"));

    /** Members that a request needs and a descriptor does not have: the plugin knows them from other places. */
    private static final Set<String> MADE_BY_PLUGIN =
            Set.of("serviceNamespace", "resourceId", "scalableDimension", "repositoryName");

    /** Of the metrics of all services those that a service of ECS has. */
    private static final String METRICS = "application-autoscaling:MetricType";

    private final Map<String, ShapeFacts> shapes;

    private DescriptorFacts(Map<String, ShapeFacts> shapes) {
        this.shapes = Map.copyOf(shapes);
    }

    /** Reads the facts. Each call reads them anew: keep the result. */
    public static DescriptorFacts load() {
        Map<String, ShapeFacts> shapes = new HashMap<>();
        for (String service : SERVICES) {
            ServiceFacts facts = ServiceFacts.load(service);
            for (String name : facts.shapes()) {
                facts.shape(name).ifPresent(shape -> shapes.put(service + ":" + name, spelled(shape, service)));
            }
        }
        ServiceFacts own = own();
        for (String name : own.shapes()) {
            own.shape(name).ifPresent(shape -> shapes.put(name, shape));
        }
        shapes.replaceAll((name, shape) -> shape.kind() == Kind.STRUCTURE ? extended(shape, shapes) : shape);
        return new DescriptorFacts(shapes);
    }

    /** What is known of a shape; empty where nothing is. */
    public Optional<ShapeFacts> shape(@Nullable String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(shapes.get(name));
    }

    private static ServiceFacts own() {
        try (InputStream in = DescriptorFacts.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return ServiceFacts.parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private static ShapeFacts spelled(ShapeFacts shape, String service) {
        String name = service + ":" + shape.name();
        Map<String, String> members = new LinkedHashMap<>();
        shape.members().forEach((member, target) -> members.put(ApiNames.camelCase(member), service + ":" + target));
        Set<String> required = new LinkedHashSet<>(ALSO_REQUIRED.getOrDefault(name, Set.of()));
        shape.required().forEach(member -> required.add(ApiNames.camelCase(member)));
        Set<String> sensitive = new LinkedHashSet<>();
        shape.sensitive().forEach(member -> sensitive.add(ApiNames.camelCase(member)));
        List<String> values = shape.enumValues().stream()
                .filter(value -> !name.equals(METRICS) || value.startsWith("ECS") || value.startsWith("ALB"))
                .toList();
        return new ShapeFacts(
                name,
                shape.kind(),
                members,
                required,
                sensitive,
                values,
                shape.min(),
                shape.max(),
                shape.pattern(),
                qualified(service, shape.element()),
                qualified(service, shape.key()));
    }

    private static @Nullable String qualified(String service, @Nullable String name) {
        return name == null ? null : service + ":" + name;
    }

    /** A structure of one's own with the members of the one that it extends, which its element names. */
    private static ShapeFacts extended(ShapeFacts shape, Map<String, ShapeFacts> shapes) {
        ShapeFacts base = shape.element() == null ? null : shapes.get(shape.element());
        if (base == null) {
            return shape;
        }
        Map<String, String> members = new LinkedHashMap<>(base.members());
        members.putAll(shape.members());
        Set<String> required = new LinkedHashSet<>(base.required());
        required.removeAll(MADE_BY_PLUGIN);
        required.addAll(shape.required());
        return new ShapeFacts(
                shape.name(),
                Kind.STRUCTURE,
                members,
                required,
                base.sensitive(),
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }
}
