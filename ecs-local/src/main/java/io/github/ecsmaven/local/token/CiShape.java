package io.github.ecsmaven.local.token;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens of CI systems, each with the issuer, the subject, the audience and the claims that its documentation gives. All of
 * them are signed by ecs-local's own key, which plays every issuer.
 */
public enum CiShape {
    /** GitHub Actions, with the subject of a branch. */
    GITHUB_ACTIONS("https://token.actions.githubusercontent.com", "sts.amazonaws.com", Duration.ofMinutes(5)),
    /** GitLab.com; a self-managed one has its own URL for issuer. */
    GITLAB("https://gitlab.com", "sts.amazonaws.com", Duration.ofMinutes(5)),
    /** CircleCI: the issuer and the audience hold the organization's id. */
    CIRCLECI("https://oidc.circleci.com/org/" + Ids.ORGANIZATION, Ids.ORGANIZATION, Duration.ofHours(1)),
    /** Buildkite, with the subject of a branch. */
    BUILDKITE("https://agent.buildkite.com", "sts.amazonaws.com", Duration.ofMinutes(5)),
    /** The OpenID Connect Provider plugin of a Jenkins. */
    JENKINS("https://jenkins.example/oidc", "sts.amazonaws.com", Duration.ofHours(1)),
    /** Bitbucket Pipelines: the subject ends with the step, which is another in each run. */
    BITBUCKET(
            "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
            "ari:cloud:bitbucket::workspace/" + Ids.ORGANIZATION,
            Duration.ofHours(1)),
    /** Azure Pipelines: the audience is fixed. */
    AZURE_PIPELINES(
            "https://vstoken.dev.azure.com/" + Ids.ORGANIZATION, "api://AzureADTokenExchange", Duration.ofMinutes(10)),
    /** A service account of Google Cloud. */
    GOOGLE("https://accounts.google.com", "sts.amazonaws.com", Duration.ofHours(1)),
    /** Any other issuer: nothing but what every token has. */
    GENERIC("https://oidc.example", "sts.amazonaws.com", Duration.ofMinutes(5));

    /** Identifiers of nobody. */
    private static final class Ids {
        static final String ORGANIZATION = "3f2b1c4d-0000-4000-8000-000000000001";
        static final String PROJECT = "3f2b1c4d-0000-4000-8000-000000000002";
        static final String USER = "3f2b1c4d-0000-4000-8000-000000000003";
        static final String STEP = "3f2b1c4d-0000-4000-8000-000000000004";
        static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

        private Ids() {}
    }

    private final String issuer;
    private final String audience;
    private final Duration lifetime;

    CiShape(String issuer, String audience, Duration lifetime) {
        this.issuer = issuer;
        this.audience = audience;
        this.lifetime = lifetime;
    }

    /** What its tokens say in {@code iss}, and what an OIDC provider must be made for. */
    public String issuer() {
        return issuer;
    }

    /** What its tokens say in {@code aud} unless they are asked for another audience. */
    public String audience() {
        return audience;
    }

    /**
     * A token of a job on a branch.
     *
     * @param project {@code acme/shop}; for Google, the service account
     * @param branch {@code main}
     */
    public TokenRequest of(String project, String branch) {
        return new TokenRequest(subject(project, branch), audience, lifetime, claims(project, branch))
                .withIssuer(issuer);
    }

    private String subject(String project, String branch) {
        String owner = owner(project);
        String name = project.substring(project.indexOf('/') + 1);
        return switch (this) {
            case GITHUB_ACTIONS -> "repo:" + project + ":ref:refs/heads/" + branch;
            case GITLAB -> "project_path:" + project + ":ref_type:branch:ref:" + branch;
            case CIRCLECI -> "org/" + Ids.ORGANIZATION + "/project/" + Ids.PROJECT + "/user/" + Ids.USER;
            case BUILDKITE ->
                "organization:" + owner + ":pipeline:" + name + ":ref:refs/heads/" + branch + ":commit:" + Ids.COMMIT
                        + ":step:deploy";
            case JENKINS -> "https://jenkins.example/job/" + project.replace("/", "/job/") + "/";
            case BITBUCKET -> "{" + Ids.PROJECT + "}:{" + Ids.STEP + "}";
            case AZURE_PIPELINES -> "p://" + project + "/deploy";
            case GOOGLE, GENERIC -> project;
        };
    }

    private static String owner(String project) {
        int slash = project.indexOf('/');
        return slash < 0 ? project : project.substring(0, slash);
    }

    private Map<String, Object> claims(String project, String branch) {
        return switch (this) {
            case GITHUB_ACTIONS -> gitHub(project, branch);
            case GITLAB -> gitLab(project, branch);
            case CIRCLECI ->
                Map.of(
                        "oidc.circleci.com/project-id",
                        Ids.PROJECT,
                        "oidc.circleci.com/context-ids",
                        List.of(Ids.STEP),
                        "oidc.circleci.com/vcs-origin",
                        "github.com/" + project,
                        "oidc.circleci.com/vcs-ref",
                        "refs/heads/" + branch,
                        "oidc.circleci.com/ssh-rerun",
                        false);
            case BUILDKITE -> buildkite(project, branch);
            case JENKINS -> Map.of("build_number", 7);
            case BITBUCKET ->
                Map.of(
                        "repositoryUuid", "{" + Ids.PROJECT + "}",
                        "stepUuid", "{" + Ids.STEP + "}",
                        "pipelineUuid", "{" + Ids.USER + "}",
                        "workspaceUuid", "{" + Ids.ORGANIZATION + "}",
                        "branchName", branch);
            case AZURE_PIPELINES ->
                Map.of(
                        "org_id",
                        Ids.ORGANIZATION,
                        "prj_id",
                        Ids.PROJECT,
                        "def_id",
                        "12",
                        "rpo_id",
                        "https://dev.azure.com/" + project,
                        "rpo_uri",
                        "https://dev.azure.com/" + project,
                        "rpo_ver",
                        Ids.COMMIT,
                        "rpo_ref",
                        "refs/heads/" + branch,
                        "run_id",
                        "34");
            case GOOGLE ->
                Map.of("azp", project, "email", project + "@example.iam.gserviceaccount.com", "email_verified", true);
            case GENERIC -> Map.of();
        };
    }

    private static Map<String, Object> gitHub(String project, String branch) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("repository", project);
        claims.put("repository_id", "123456");
        claims.put("repository_owner", owner(project));
        claims.put("repository_owner_id", "654321");
        claims.put("repository_visibility", "private");
        claims.put("ref", "refs/heads/" + branch);
        claims.put("ref_type", "branch");
        claims.put("ref_protected", "true");
        claims.put("sha", Ids.COMMIT);
        claims.put("run_id", "987654321");
        claims.put("run_number", "42");
        claims.put("run_attempt", "1");
        claims.put("check_run_id", "555");
        claims.put("event_name", "push");
        claims.put("actor", "somebody");
        claims.put("actor_id", "111");
        claims.put("workflow", "deploy");
        claims.put("workflow_ref", project + "/.github/workflows/deploy.yml@refs/heads/" + branch);
        claims.put("job_workflow_ref", project + "/.github/workflows/deploy.yml@refs/heads/" + branch);
        claims.put("runner_environment", "github-hosted");
        claims.put("head_ref", "");
        claims.put("base_ref", "");
        return claims;
    }

    private static Map<String, Object> gitLab(String project, String branch) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("namespace_id", "72");
        claims.put("namespace_path", owner(project));
        claims.put("project_id", "20");
        claims.put("project_path", project);
        claims.put("user_id", "1");
        claims.put("user_login", "somebody");
        claims.put("user_email", "somebody@example.com");
        claims.put("user_access_level", "developer");
        claims.put("pipeline_id", "574");
        claims.put("pipeline_source", "push");
        claims.put("job_id", "302");
        claims.put("ref", branch);
        claims.put("ref_type", "branch");
        claims.put("ref_path", "refs/heads/" + branch);
        claims.put("ref_protected", "true");
        claims.put("runner_id", 1);
        claims.put("runner_environment", "gitlab-hosted");
        claims.put("sha", Ids.COMMIT);
        return claims;
    }

    private static Map<String, Object> buildkite(String project, String branch) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("organization_slug", owner(project));
        claims.put("organization_id", Ids.ORGANIZATION);
        claims.put("pipeline_slug", project.substring(project.indexOf('/') + 1));
        claims.put("pipeline_id", Ids.PROJECT);
        claims.put("build_number", 42);
        claims.put("build_branch", branch);
        claims.put("build_commit", Ids.COMMIT);
        claims.put("step_key", "deploy");
        claims.put("job_id", Ids.STEP);
        claims.put("agent_id", Ids.USER);
        return claims;
    }
}
