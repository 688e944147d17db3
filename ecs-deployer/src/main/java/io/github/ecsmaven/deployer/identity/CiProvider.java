package io.github.ecsmaven.deployer.identity;

import java.util.List;
import java.util.stream.Stream;

/** A continuous integration service, how it is told from others, and what it needs to give a job an OIDC token. */
public enum CiProvider {
    TRAVIS(
            "travis",
            "Travis CI",
            "TRAVIS",
            "Travis CI issues no OIDC token, under no setting. Let a token issuer of your own give one: in a file"
                    + " (identity.webIdentity.file or AWS_WEB_IDENTITY_TOKEN_FILE), in a variable"
                    + " (identity.webIdentity.variable), from a program (command) or from a URL (url)."),
    GITHUB("github", "GitHub Actions", "GITHUB_ACTIONS", """
            Give the job, or the whole workflow, the permission:
              permissions:
                id-token: write
                contents: read
            Permissions that are not named are taken away, so name those that the job needs besides. A reusable workflow \
            has what its caller has at most. Workflows of pull requests from forks never get a token. A container that a \
            step starts itself must be given ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN."""),
    GITLAB("gitlab", "GitLab CI", "GITLAB_CI", """
            Let the job ask for a token:
              id_tokens: { AWS_ID_TOKEN: { aud: AUDIENCE } }
            A variable of another name is named with identity.webIdentity.variable."""),
    CIRCLECI(
            "circleci",
            "CircleCI",
            "CIRCLECI",
            "CircleCI sets CIRCLE_OIDC_TOKEN_V2 in jobs that use a context, and in builds of forks only where secrets are"
                    + " passed to them. For another audience than the organization's id, and to get new tokens during a"
                    + " long rollout, write identity.webIdentity.audience."),
    BUILDKITE(
            "buildkite",
            "Buildkite",
            "BUILDKITE",
            "Let \"buildkite-agent oidc request-token --audience AUDIENCE\" work where Maven runs. In a container of the"
                    + " docker plugins: mount-buildkite-agent: true, and environment:"
                    + " [BUILDKITE_AGENT_ACCESS_TOKEN]."),
    BITBUCKET(
            "bitbucket",
            "Bitbucket Pipelines",
            "BITBUCKET_BUILD_NUMBER",
            "Add oidc: true to the step: it then has BITBUCKET_STEP_OIDC_TOKEN."),
    AZURE("azure", "Azure Pipelines", "TF_BUILD", """
            Hand the job's access token to the step:
              env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }
            SYSTEM_OIDCREQUESTURI is set by the agent, in Azure DevOps Services."""),
    JENKINS("jenkins", "Jenkins", "JENKINS_URL", """
            With the OpenID Connect Provider plugin, bind an "OpenID Connect id token as file" credential:
              withCredentials([file(credentialsId: 'aws-id-token', variable: 'AWS_WEB_IDENTITY_TOKEN_FILE')]) { … }
            One that is bound as text is named with identity.webIdentity.variable."""),
    /** A CI that sets {@code CI} and is not known here. */
    OTHER(
            "ci",
            "this CI",
            "CI",
            "Let the CI write its OIDC token to a file and set AWS_WEB_IDENTITY_TOKEN_FILE, or say in"
                    + " identity.webIdentity where the token is: variable, command or url."),
    /** A person's machine. */
    NONE(
            "local",
            "no CI",
            "",
            "At a desk, name one of your AWS profiles: -Decs.profile=NAME. Or write a token to a file and set"
                    + " AWS_WEB_IDENTITY_TOKEN_FILE or identity.webIdentity.file.");

    private final String id;
    private final String title;
    private final String mark;
    private final String tokenHint;

    CiProvider(String id, String title, String mark, String tokenHint) {
        this.id = id;
        this.title = title;
        this.mark = mark;
        this.tokenHint = tokenHint;
    }

    /** The CI that runs this build, by the variable that it alone sets. */
    public static CiProvider detect(Environment environment) {
        List<CiProvider> marked = marked(environment);
        if (!marked.isEmpty()) {
            return marked.get(0);
        }
        return OTHER.isMarked(environment) ? OTHER : NONE;
    }

    /** The known CIs whose variable is set, the one that is taken first; usually one, or none. */
    static List<CiProvider> marked(Environment environment) {
        return Stream.of(values())
                .filter(provider -> provider != OTHER && provider.isMarked(environment))
                .toList();
    }

    private boolean isMarked(Environment environment) {
        return !mark.isEmpty()
                && environment.find(mark).filter(CiProvider::affirms).isPresent();
    }

    private static boolean affirms(String value) {
        return !value.equalsIgnoreCase("false");
    }

    /** One lower-case word, the first part of a session name. */
    public String id() {
        return id;
    }

    /** The variable that it is known by; empty for no CI. */
    String mark() {
        return mark;
    }

    /** Its name, for people. */
    public String title() {
        return title;
    }

    /** What a job has to do to get a token for the audience. */
    String tokenHint(String audience) {
        return tokenHint.replace("AUDIENCE", audience);
    }
}
