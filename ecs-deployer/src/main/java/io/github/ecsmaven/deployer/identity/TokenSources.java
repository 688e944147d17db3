package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses where the web identity token comes from. Reads no token yet. */
public final class TokenSources {
    /** The variable by which every AWS SDK finds a token file. */
    public static final String TOKEN_FILE_VARIABLE = "AWS_WEB_IDENTITY_TOKEN_FILE";

    private static final List<String> STATIC_KEYS = List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

    private final Environment environment;
    private final Path baseDirectory;
    private final Clock clock;

    /** @param baseDirectory what a relative {@code identity.webIdentity.file} is relative to */
    public TokenSources(Environment environment, Path baseDirectory, Clock clock) {
        this.environment = environment;
        this.baseDirectory = baseDirectory;
        this.clock = clock;
    }

    /**
     * The source that the settings name. {@code auto} takes the first of: the file of the settings, the file of
     * {@value #TOKEN_FILE_VARIABLE}, the variable of the settings.
     *
     * @throws UserException where there is none; it lists what was looked for and what the CI at hand needs
     */
    public WebIdentityTokenSource choose(WebIdentitySettings settings) {
        List<String> looked = new ArrayList<>();
        return switch (settings.provider()) {
            case "auto" ->
                file(settings, looked)
                        .or(() -> variable(settings, looked))
                        .orElseThrow(() -> nothingFound(settings, looked));
            case "file" -> file(settings, looked).orElseThrow(() -> nothingFound(settings, looked));
            case "env" -> variable(settings, looked).orElseThrow(() -> nothingFound(settings, looked));
            default ->
                throw new UserException(new Explanation(
                        "There is no web identity provider \"" + settings.provider() + "\".",
                        "identity.webIdentity.provider",
                        "",
                        "Write auto, file or env."));
        };
    }

    /** A line for the report where the environment holds long-lived keys: they are never used. */
    public Optional<String> unusedStaticKeys() {
        List<String> present = STATIC_KEYS.stream().filter(environment::has).toList();
        return present.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" and ", present) + (present.size() == 1 ? " is" : " are")
                        + " set and not used: deployments use a role session made from an OIDC token. Remove the keys"
                        + " from this job.");
    }

    private Optional<WebIdentityTokenSource> file(WebIdentitySettings settings, List<String> looked) {
        if (settings.file() != null) {
            return Optional.of(
                    new TokenFile(baseDirectory.resolve(settings.file()), "identity.webIdentity.file", clock));
        }
        looked.add("identity.webIdentity.file is not set");
        Optional<String> path = environment.find(TOKEN_FILE_VARIABLE);
        if (path.isPresent()) {
            return Optional.of(new TokenFile(Path.of(path.get().strip()), TOKEN_FILE_VARIABLE, clock));
        }
        looked.add("the environment variable " + TOKEN_FILE_VARIABLE + " is not set");
        return Optional.empty();
    }

    private Optional<WebIdentityTokenSource> variable(WebIdentitySettings settings, List<String> looked) {
        if (settings.variable() != null) {
            return Optional.of(
                    new TokenEnvironmentVariable(settings.variable(), settings.audience(), environment, clock));
        }
        looked.add("identity.webIdentity.variable is not set");
        return Optional.empty();
    }

    private UserException nothingFound(WebIdentitySettings settings, List<String> looked) {
        CiProvider ci = CiProvider.detect(environment);
        String keys = unusedStaticKeys().map(line -> "\n" + line).orElse("");
        return new UserException(new Explanation(
                "No web identity token was found, so there is nothing to deploy with.",
                "identity.webIdentity, provider " + settings.provider(),
                "Looked for, in this order: " + String.join("; ", looked) + ". The job runs on " + ci.title() + "."
                        + keys,
                ci.tokenHint(settings.audience())));
    }
}
