package io.github.ecsmaven.deployer.identity;

/** A continuous integration service, how it is told from others, and what it needs to give a job an OIDC token. */
public enum CiProvider {
    TRAVIS(
            "travis",
            "Travis CI",
            "TRAVIS",
            "Travis CI issues no OIDC token, under no setting. Let a token issuer of your own write a token to a file and"
                    + " set AWS_WEB_IDENTITY_TOKEN_FILE, or put it into a variable that identity.webIdentity.variable"
                    + " names."),
    GITHUB(
            "github",
            "GitHub Actions",
            "GITHUB_ACTIONS",
            "GitHub Actions: give the job permissions: { id-token: write }, fetch the token from"
                    + " $ACTIONS_ID_TOKEN_REQUEST_URL&audience=AUDIENCE into a file, and set"
                    + " AWS_WEB_IDENTITY_TOKEN_FILE."),
    GITLAB(
            "gitlab",
            "GitLab CI",
            "GITLAB_CI",
            "GitLab CI: add id_tokens: { AWS_ID_TOKEN: { aud: AUDIENCE } } to the job and set"
                    + " identity.webIdentity.variable: AWS_ID_TOKEN."),
    CIRCLECI(
            "circleci",
            "CircleCI",
            "CIRCLECI",
            "CircleCI: set identity.webIdentity.variable: CIRCLE_OIDC_TOKEN_V2 (its audience is the organization's id; for"
                    + " another write the output of \"circleci run oidc get --claims\" to a file). The job needs a"
                    + " context."),
    BUILDKITE(
            "buildkite",
            "Buildkite",
            "BUILDKITE",
            "Buildkite: write the output of \"buildkite-agent oidc request-token --audience AUDIENCE\" to a file and set"
                    + " AWS_WEB_IDENTITY_TOKEN_FILE."),
    BITBUCKET(
            "bitbucket",
            "Bitbucket Pipelines",
            "BITBUCKET_BUILD_NUMBER",
            "Bitbucket Pipelines: add oidc: true to the step and set identity.webIdentity.variable:"
                    + " BITBUCKET_STEP_OIDC_TOKEN."),
    AZURE(
            "azure",
            "Azure DevOps",
            "TF_BUILD",
            "Azure DevOps: request a token from $SYSTEM_OIDCREQUESTURI with $SYSTEM_ACCESSTOKEN, write its oidcToken to"
                    + " a file and set AWS_WEB_IDENTITY_TOKEN_FILE."),
    JENKINS(
            "jenkins",
            "Jenkins",
            "JENKINS_URL",
            "Jenkins: bind a credential of the OpenID Connect Provider plugin as a file to AWS_WEB_IDENTITY_TOKEN_FILE"
                    + " with withCredentials."),
    /** A CI that sets {@code CI} and is not known here. */
    OTHER(
            "ci",
            "this CI",
            "CI",
            "Let the CI write its OIDC token to a file and set AWS_WEB_IDENTITY_TOKEN_FILE, or put it into a variable"
                    + " that identity.webIdentity.variable names."),
    /** A person's machine. */
    NONE(
            "local",
            "no CI",
            "",
            "Write a token to a file and set AWS_WEB_IDENTITY_TOKEN_FILE or" + " identity.webIdentity.file.");

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
        for (CiProvider provider : values()) {
            if (!provider.mark.isEmpty()
                    && environment
                            .find(provider.mark)
                            .filter(CiProvider::affirms)
                            .isPresent()) {
                return provider;
            }
        }
        return NONE;
    }

    private static boolean affirms(String value) {
        return !value.equalsIgnoreCase("false");
    }

    /** One lower-case word, the first part of a session name. */
    public String id() {
        return id;
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
