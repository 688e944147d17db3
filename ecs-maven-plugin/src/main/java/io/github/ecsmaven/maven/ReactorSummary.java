package io.github.ecsmaven.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * What came of all modules of a build, told by the last of them. Modules may be built side by side, so each leaves its part
 * in the context that Maven keeps for a plugin and a module.
 */
final class ReactorSummary {
    private static final String PART = "ecs:diff";

    private final MavenSession session;
    private final PluginDescriptor plugin;

    ReactorSummary(MavenSession session, PluginDescriptor plugin) {
        this.session = session;
        this.plugin = plugin;
    }

    /**
     * Adds a module's part.
     *
     * @param parts what came of it, by deployment
     * @return lines to print: none until the last module, and none where there is but one deployment
     */
    List<String> add(MavenProject project, Map<String, String> parts) {
        synchronized (session) {
            List<MavenProject> modules = Objects.requireNonNullElse(session.getProjects(), List.of());
            session.getPluginContext(plugin, project).put(PART, parts);
            List<String> lines = new ArrayList<>();
            for (MavenProject module : modules) {
                if (!(session.getPluginContext(plugin, module).get(PART) instanceof Map<?, ?> of)) {
                    return List.of();
                }
                of.forEach((name, outcome) -> lines.add("  " + name + "  " + outcome));
            }
            if (lines.size() < 2) {
                return List.of();
            }
            lines.add(0, "");
            lines.add(1, "ecs:diff of " + (lines.size() - 1) + " deployments");
            return lines;
        }
    }
}
