package io.github.ecsmaven.maven;

import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;

/** What {@code ${…}} means in a build: the project's model, its properties, the command line, the environment. */
final class MavenProperties implements PropertySource {
    private static final Set<String> OF_THE_MODEL = Set.of(
            "project.groupId", "project.artifactId", "project.version", "project.build.finalName", "project.name");

    private final MavenSession session;
    private final MavenProject project;
    private final PluginParameterExpressionEvaluator evaluator;

    MavenProperties(MavenSession session, MavenProject project, MojoExecution execution) {
        this.session = session;
        this.project = project;
        this.evaluator = new PluginParameterExpressionEvaluator(session, execution);
    }

    @Override
    public Optional<String> value(String name) {
        try {
            Object found = evaluator.evaluate("${" + name + "}");
            boolean text = found instanceof String || found instanceof Number || found instanceof Boolean;
            return text && !("${" + name + "}").equals(found) ? Optional.of(found.toString()) : Optional.empty();
        } catch (ExpressionEvaluationException e) {
            return Optional.empty();
        }
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(OF_THE_MODEL);
        names.addAll(project.getProperties().stringPropertyNames());
        names.addAll(session.getUserProperties().stringPropertyNames());
        names.addAll(session.getSystemProperties().stringPropertyNames());
        return names;
    }
}
