package io.github.ecsmaven.local.maven;

import io.github.ecsmaven.local.EcsLocal;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Starts ecs-local, AWS on loopback, for the goals that follow in this module's build: sets {@code ecs.endpoint} and
 * {@code ecs.webIdentityTokenFile}, and mints the token that a CI would. Continues from the state that an earlier run left.
 * It ends with the build.
 */
@Mojo(name = "start", threadSafe = true)
public class StartMojo extends AbstractServingMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    void run() throws MojoFailureException {
        Optional<EcsLocal> running = running();
        if (running.isPresent()) {
            getLog().info("ecs-local is running at " + running.get().endpoint());
            return;
        }
        EcsLocal server = start(settings -> settings.withLog(line -> getLog().debug(line)));
        remember(server);
        TokenFile token = new TokenFile(directory().resolve("token"), server, token());
        token.renew();
        project.getProperties().setProperty("ecs.endpoint", server.endpoint().toString());
        project.getProperties()
                .setProperty("ecs.webIdentityTokenFile", token.path().toString());
        getLog().info("ecs-local (not AWS) at " + server.endpoint() + ", state in " + directory());
        getLog().info("token minted for " + token().subject() + ", as a CI would");
    }
}
