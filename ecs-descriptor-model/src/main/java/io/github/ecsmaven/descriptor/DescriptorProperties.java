package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.interpolation.Interpolated;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the build knows by name, and what the descriptor says of itself: the {@code ecs.} names. */
final class DescriptorProperties implements PropertySource {
    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::([0-9]{12}):role/.+");

    private final PropertySource build;
    private final Map<String, String> own = new TreeMap<>();

    private DescriptorProperties(PropertySource build) {
        this.build = build;
    }

    /** What is known before the files are one. */
    static DescriptorProperties of(PropertySource build, @Nullable String environment) {
        DescriptorProperties properties = new DescriptorProperties(build);
        if (environment != null) {
            properties.own.put("ecs.environment", environment);
        }
        return properties;
    }

    /** @param root of the descriptor, whose {@code region} and {@code identity.roleArn} may refer to the build themselves */
    static PropertySource of(
            PropertySource build, @Nullable String environment, MapNode root, DescriptorSource source) {
        DescriptorProperties properties = of(build, environment);
        properties.own.put("ecs.name", source.name());
        Interpolator interpolator = new Interpolator(properties);
        Optional<String> region = root.get("region")
                .flatMap(node -> text(node, interpolator))
                .or(() -> Optional.ofNullable(source.region()).filter(given -> !given.isBlank()));
        Optional<String> account = root.get("identity")
                .filter(MapNode.class::isInstance)
                .flatMap(identity -> ((MapNode) identity).get("roleArn"))
                .flatMap(node -> text(node, interpolator))
                .map(ROLE::matcher)
                .filter(Matcher::matches)
                .map(role -> role.group(1));
        region.ifPresent(name -> properties.own.put("ecs.region", name));
        account.ifPresent(id -> properties.own.put("ecs.account", id));
        return properties;
    }

    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(own.get(name)).or(() -> build.value(name));
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(build.names());
        names.addAll(own.keySet());
        return names;
    }

    private static Optional<String> text(SourceNode node, Interpolator interpolator) {
        if (!(node instanceof ScalarNode scalar) || scalar.isNull()) {
            return Optional.empty();
        }
        Interpolated filled = interpolator.interpolate(scalar.text());
        boolean known = filled.faults().isEmpty() && filled.lookups().isEmpty();
        return Optional.of(filled.text()).filter(text -> known && !text.isBlank());
    }
}
