package io.github.ecsmaven.local.maven;

import io.github.ecsmaven.local.EcsLocal;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Stops the ecs-local that this module's build has started; its state stays. It ends with the build in any case. */
@Mojo(name = "stop", threadSafe = true)
public class StopMojo extends AbstractEcsLocalMojo {
    /**
     * Prints one line with the number of writes that ecs-local received, under this name.
     *
     * @since 0.1.0
     */
    @Parameter(property = "ecs-local.report")
    private @Nullable String report;

    /**
     * Names commands to try next, one line each.
     *
     * @since 0.1.0
     */
    @Parameter
    private @Nullable List<String> tryNext;

    @Override
    void run() {
        EcsLocal server = running().orElse(null);
        if (server == null) {
            getLog().info("ecs-local is not running");
            return;
        }
        long writes = server.writes();
        server.close();
        forget();
        if (report != null) {
            // A line for scripts: as it is, without the log's prefix.
            System.out.println(report + (writes > 0 ? ": deployed, writes=" : ": no changes, writes=") + writes);
        }
        if (tryNext != null && !tryNext.isEmpty()) {
            getLog().info("");
            getLog().info("Try next:");
            tryNext.forEach(command -> getLog().info("  " + command.strip()));
        }
    }
}
