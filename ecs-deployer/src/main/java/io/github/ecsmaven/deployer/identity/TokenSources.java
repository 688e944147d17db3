package io.github.ecsmaven.deployer.identity;

import io.github.ecsmaven.deployer.aws.Pacer;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses where the web identity token comes from. Reads and requests no token yet. */
public final class TokenSources {
    /** The variable by which every AWS SDK finds a token file. */
    public static final String TOKEN_FILE_VARIABLE = "AWS_WEB_IDENTITY_TOKEN_FILE";

    private static final List<String> STATIC_KEYS = List.of(StaticKeysOrigin.ID, StaticKeysOrigin.SECRET);
    private static final Set<String> OF_ANY_CI =
            Set.of("auto", "file", "env", "command", "http", "eks", "google", "spiffe");

    private final Environment environment;
    private final Path baseDirectory;
    private final Clock clock;
    private final TokenEndpoint endpoint;

    /**
     * @param baseDirectory what a relative {@code identity.webIdentity.file} is relative to, and where commands run
     * @param pacer waits between the tries of a request
     */
    public TokenSources(Environment environment, Path baseDirectory, Clock clock, Pacer pacer) {
        this.environment = environment;
        this.baseDirectory = baseDirectory;
        this.clock = clock;
        this.endpoint = new TokenEndpoint(pacer);
    }

    /**
     * The same as {@link #choose}, where there may be none.
     *
     * @throws UserException where the settings name a provider that does not exist
     */
    public Optional<WebIdentityTokenSource> find(WebIdentitySettings settings) {
        return find(search(settings));
    }

    /**
     * The source that the settings name. {@code auto} takes the first of: what the descriptor names (file, variable where
     * it is set, command, URL); the file of {@value #TOKEN_FILE_VARIABLE} where a step of the job wrote it; what the CI
     * of the job has; the file of {@value #TOKEN_FILE_VARIABLE} where it is the pod's.
     *
     * @throws UserException where there is none; it lists what was looked for and what the CI at hand needs
     */
    public WebIdentityTokenSource choose(WebIdentitySettings settings) {
        TokenSearch search = search(settings);
        return find(search).orElseThrow(() -> nothingFound(search));
    }

    private TokenSearch search(WebIdentitySettings settings) {
        return new TokenSearch(settings, environment, baseDirectory, endpoint, TokenExpectation.of(settings, clock));
    }

    private Optional<WebIdentityTokenSource> find(TokenSearch search) {
        String provider = search.settings().provider();
        return switch (provider) {
            case "auto" -> automatic(search, CiProvider.detect(environment));
            case "file" -> TokenFiles.named(search).or(() -> TokenFiles.ofEnvironment(search));
            case "env" -> variable(search);
            case "command" -> command(search);
            case "http" -> HttpTokens.find(search);
            case "eks" -> TokenFiles.ofEnvironment(search);
            case "google" -> GoogleTokens.find(search);
            case "spiffe" -> SpiffeTokens.find(search);
            default -> ofCi(issuing(provider), search);
        };
    }

    /** A line for the report where the environment holds keys and nobody allows them: they are not used. */
    public Optional<String> unusedStaticKeys() {
        List<String> present = STATIC_KEYS.stream().filter(environment::has).toList();
        return present.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" and ", present) + (present.size() == 1 ? " is" : " are")
                        + " set and not used: deployments use a role session made from an OIDC token, or at a desk from an"
                        + " AWS profile that is named. Remove the keys.");
    }

    /** Lines for the report where {@code auto} had a choice that a reader may not expect. */
    public List<String> notices(WebIdentitySettings settings) {
        if (!settings.provider().equals("auto")) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        List<CiProvider> marked = CiProvider.marked(environment);
        if (marked.size() > 1) {
            lines.add("The variables of several CIs are set: "
                    + marked.stream().map(CiProvider::title).collect(Collectors.joining(", ")) + ". "
                    + marked.get(0).title() + " is taken; identity.webIdentity.provider names another.");
        }
        if (!marked.isEmpty()
                && TokenFiles.isOfPod(environment)
                && choose(settings) instanceof TokenFile file
                && file.path()
                        .equals(Path.of(environment
                                .find(TOKEN_FILE_VARIABLE)
                                .orElseThrow()
                                .strip()))) {
            lines.add("The token of " + file.description() + " is that of the pod that "
                    + marked.get(0).title() + " runs this job in, not the job's: every job that runs there has it.");
        }
        return lines;
    }

    private Optional<WebIdentityTokenSource> automatic(TokenSearch search, CiProvider ci) {
        return TokenFiles.named(search)
                .or(() -> variable(search))
                .or(() -> command(search))
                .or(() -> HttpTokens.find(search))
                .or(() -> TokenFiles.ofJob(search))
                .or(() -> ofCi(ci, search))
                .or(() -> TokenFiles.ofPod(search));
    }

    /** A variable that is named and not set is passed over by {@code auto} alone. */
    private static Optional<WebIdentityTokenSource> variable(TokenSearch search) {
        String name = search.settings().variable();
        if (name == null) {
            search.miss("identity.webIdentity.variable is not set");
            return Optional.empty();
        }
        if (search.settings().provider().equals("env")) {
            return Optional.of(new TokenEnvironmentVariable(
                    name, search.settings().requestedAudience(), search.environment(), search.expected()));
        }
        return search.tokenIn(name);
    }

    private static Optional<WebIdentityTokenSource> command(TokenSearch search) {
        if (search.settings().command().isEmpty()) {
            search.miss("identity.webIdentity.command is not set");
            return Optional.empty();
        }
        return Optional.of(new TokenCommand(
                new TokenCommand.Settings(
                        search.settings().command(),
                        search.directory(),
                        "identity.webIdentity.command",
                        "Run the same command in a step of the job: it must print a token and nothing else on standard"
                                + " output, and end with status 0.",
                        TokenCommand.Output.TOKEN),
                search.expected()));
    }

    private static Optional<WebIdentityTokenSource> ofCi(CiProvider ci, TokenSearch search) {
        return switch (ci) {
            case GITHUB -> GitHubTokens.find(search);
            case GITLAB -> GitLabTokens.find(search);
            case CIRCLECI -> CircleCiTokens.find(search);
            case BUILDKITE -> BuildkiteTokens.find(search);
            case BITBUCKET -> BitbucketTokens.find(search);
            case AZURE -> AzureTokens.find(search);
            case JENKINS -> JenkinsTokens.find(search);
            // Travis CI issues none; of what is not known nothing can be said.
            case TRAVIS, OTHER, NONE -> Optional.empty();
        };
    }

    private static CiProvider issuing(String name) {
        return switch (name) {
            case "github" -> CiProvider.GITHUB;
            case "gitlab" -> CiProvider.GITLAB;
            case "circleci" -> CiProvider.CIRCLECI;
            case "buildkite" -> CiProvider.BUILDKITE;
            case "bitbucket" -> CiProvider.BITBUCKET;
            case "azure" -> CiProvider.AZURE;
            case "jenkins" -> CiProvider.JENKINS;
            default ->
                throw new UserException(new Explanation(
                        "There is no web identity provider \"" + name + "\".",
                        "identity.webIdentity.provider",
                        name.equals("travis") ? "Travis CI issues no OIDC token." : "",
                        "Write auto, file, env, command, http, eks, github, gitlab, circleci, buildkite, jenkins,"
                                + " bitbucket, azure, google or spiffe."));
        };
    }

    private UserException nothingFound(TokenSearch search) {
        CiProvider ci = CiProvider.detect(environment);
        String provider = search.settings().provider();
        CiProvider wanted = OF_ANY_CI.contains(provider) ? ci : issuing(provider);
        String unused = Stream.of(unusedStaticKeys().map(TokenSources::allowable), unusedProfile(ci))
                .flatMap(Optional::stream)
                .map(line -> "\n" + line)
                .collect(Collectors.joining());
        return new UserException(new Explanation(
                "No web identity token was found, so there is nothing to deploy with.",
                "identity.webIdentity, provider " + provider,
                "Looked for, in this order: " + String.join("; ", search.misses()) + ". The job runs on " + ci.title()
                        + "." + unused,
                wanted.tokenHint(search.settings().requestedAudience())));
    }

    private static String allowable(String unused) {
        return unused + " Only -Decs.allowStaticKeys=true lets them assume the role; docs/identity/desk.md says when.";
    }

    /** A profile that a person has for other tools is not taken silently: it may be of another account. */
    private Optional<String> unusedProfile(CiProvider ci) {
        return ci == CiProvider.NONE
                ? environment
                        .find("AWS_PROFILE")
                        .map(name -> "AWS_PROFILE is " + name.strip()
                                + " and not used: a profile is used where it is named, with -Decs.profile="
                                + name.strip() + ".")
                : Optional.empty();
    }
}
