package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a build knows by name, and besides what the CI and the checkout tell: {@code ci.} and {@code git.}. A property of the
 * build of the same name is taken first, so that what a CI says can be said in its place.
 */
public final class JobProperties implements PropertySource {
    private static final int SHORT = 8;

    private final PropertySource build;
    private final Map<String, String> own;

    /**
     * @param build the properties of the build
     * @param directory a folder inside the checkout
     */
    public JobProperties(PropertySource build, Environment environment, Path directory) {
        this.build = build;
        this.own = told(environment, new GitCheckout(directory));
    }

    @Override
    public Optional<String> value(String name) {
        return build.value(name).or(() -> Optional.ofNullable(own.get(name)));
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(build.names());
        names.addAll(own.keySet());
        return names;
    }

    private static Map<String, String> told(Environment environment, GitCheckout checkout) {
        CiJob job = CiJob.detect(environment);
        CiBuild ciBuild = CiBuild.detect(environment);
        Map<String, String> names = new TreeMap<>();
        put(names, "ci.name", job.ci().id());
        put(names, "ci.repository", job.repository());
        put(names, "ci.branch", job.branch());
        put(names, "ci.tag", job.tag());
        put(names, "ci.commit", job.commit());
        put(names, "ci.shortCommit", shortened(job.commit()));
        put(names, "ci.event", job.event());
        put(names, "ci.pullRequest", job.isInCi() ? Boolean.toString(job.pullRequest()) : null);
        put(names, "ci.buildId", job.buildId());
        put(names, "ci.jobId", job.jobId());
        put(names, "ci.buildNumber", ciBuild.number());
        put(names, "ci.buildUrl", ciBuild.url());
        put(names, "git.branch", checkout.branch().orElse(null));
        put(names, "git.commit", checkout.commit().orElse(null));
        put(names, "git.shortCommit", shortened(checkout.commit().orElse(null)));
        return names;
    }

    private static void put(Map<String, String> names, String name, @Nullable String value) {
        if (value != null) {
            names.put(name, value);
        }
    }

    private static @Nullable String shortened(@Nullable String commit) {
        return commit == null ? null : commit.substring(0, Math.min(SHORT, commit.length()));
    }
}
