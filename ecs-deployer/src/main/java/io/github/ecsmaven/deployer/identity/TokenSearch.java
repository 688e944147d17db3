package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A search for a token source: what it has to go by, and what it has looked for in vain. */
final class TokenSearch {
    private final WebIdentitySettings settings;
    private final Environment environment;
    private final Path directory;
    private final TokenEndpoint endpoint;
    private final TokenExpectation expected;
    private final List<String> misses = new ArrayList<>();

    /**
     * @param directory what relative paths are relative to, and where commands run
     * @param expected what the descriptor says that the token must say
     */
    TokenSearch(
            WebIdentitySettings settings,
            Environment environment,
            Path directory,
            TokenEndpoint endpoint,
            TokenExpectation expected) {
        this.settings = settings;
        this.environment = environment;
        this.directory = directory;
        this.endpoint = endpoint;
        this.expected = expected;
    }

    WebIdentitySettings settings() {
        return settings;
    }

    Environment environment() {
        return environment;
    }

    Path directory() {
        return directory;
    }

    TokenEndpoint endpoint() {
        return endpoint;
    }

    /** Of a token that was issued for whatever audience the job says. */
    TokenExpectation expected() {
        return expected;
    }

    /** Of a token that is requested for {@link WebIdentitySettings#requestedAudience()}. */
    TokenExpectation requested() {
        return expected.requested(settings.requestedAudience());
    }

    /** The value of a variable; where there is none that is noted. */
    Optional<String> variable(String name) {
        Optional<String> value = environment.find(name);
        if (value.isEmpty()) {
            miss("the environment variable " + name + " is not set");
        }
        return value;
    }

    /** A token in a variable, where it is set. */
    Optional<WebIdentityTokenSource> tokenIn(String name) {
        return variable(name)
                .map(value -> new TokenEnvironmentVariable(name, settings.requestedAudience(), environment, expected));
    }

    /** Notes what was looked for in vain. */
    void miss(String what) {
        misses.add(what);
    }

    /** What was looked for in vain, in this order. */
    List<String> misses() {
        return List.copyOf(misses);
    }
}
