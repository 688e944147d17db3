package io.github.ecsmaven.deployer.identity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a job from the variables of its CI, each of which has traps of its own. */
final class CiVariables {
    private static final Pattern REPOSITORY_URL = Pattern.compile("[:/]([^/:]+/[^/:]+?)(?:\\.git)?/?$");
    private static final Pattern CIRCLE_PULL_REQUEST_BRANCH = Pattern.compile("pull/\\d+");

    private CiVariables() {}

    static CiJob read(CiProvider ci, Environment variables) {
        return switch (ci) {
            case TRAVIS -> travis(variables);
            case GITHUB -> github(variables);
            case GITLAB -> gitlab(variables);
            case CIRCLECI -> circleci(variables);
            case BUILDKITE -> buildkite(variables);
            case JENKINS -> jenkins(variables);
            case BITBUCKET -> bitbucket(variables);
            case AZURE -> azure(variables);
            case OTHER, NONE -> new CiJob(ci, null, null, null, null, null, null, null, false);
        };
    }

    /** TRAVIS_BRANCH is the tag on a tag build and the target branch on a pull request. */
    private static CiJob travis(Environment variables) {
        boolean pullRequest = variables
                .find("TRAVIS_PULL_REQUEST")
                .filter(number -> !number.equals("false"))
                .isPresent();
        String tag = variables.get("TRAVIS_TAG");
        String branch = variables.get(pullRequest ? "TRAVIS_PULL_REQUEST_BRANCH" : "TRAVIS_BRANCH");
        // In a pull request TRAVIS_COMMIT is a merge commit that exists for this build alone.
        String head = pullRequest ? variables.get("TRAVIS_PULL_REQUEST_SHA") : null;
        return new CiJob(
                CiProvider.TRAVIS,
                variables.get("TRAVIS_REPO_SLUG"),
                tag == null ? branch : null,
                tag,
                head != null ? head : variables.get("TRAVIS_COMMIT"),
                variables.get("TRAVIS_BUILD_ID"),
                variables.get("TRAVIS_JOB_ID"),
                variables.get("TRAVIS_EVENT_TYPE"),
                pullRequest);
    }

    /** On pull_request_target GITHUB_REF is the base branch, as if it had been pushed. */
    private static CiJob github(Environment variables) {
        Optional<String> event = variables.find("GITHUB_EVENT_NAME");
        boolean pullRequest =
                event.filter(name -> name.startsWith("pull_request")).isPresent();
        Optional<String> reference = variables.find("GITHUB_REF");
        return new CiJob(
                CiProvider.GITHUB,
                variables.get("GITHUB_REPOSITORY"),
                pullRequest ? variables.get("GITHUB_HEAD_REF") : below("refs/heads/", reference),
                below("refs/tags/", reference),
                variables.get("GITHUB_SHA"),
                variables.get("GITHUB_RUN_ID"),
                variables.get("GITHUB_JOB"),
                event.orElse(null),
                pullRequest);
    }

    /** CI_COMMIT_BRANCH is absent from tag and merge request pipelines. */
    private static CiJob gitlab(Environment variables) {
        boolean mergeRequest = variables.has("CI_MERGE_REQUEST_IID")
                || variables
                        .find("CI_PIPELINE_SOURCE")
                        .filter(source ->
                                source.equals("merge_request_event") || source.equals("external_pull_request_event"))
                        .isPresent();
        return new CiJob(
                CiProvider.GITLAB,
                variables.get("CI_PROJECT_PATH"),
                mergeRequest ? variables.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") : variables.get("CI_COMMIT_BRANCH"),
                variables.get("CI_COMMIT_TAG"),
                variables.get("CI_COMMIT_SHA"),
                variables.get("CI_PIPELINE_ID"),
                variables.get("CI_JOB_ID"),
                variables.get("CI_PIPELINE_SOURCE"),
                mergeRequest);
    }

    /**
     * CircleCI builds branches, never merges, and names no event: a branch that a pull request is open for counts as one,
     * because nothing tells it from the pull request's own build.
     */
    private static CiJob circleci(Environment variables) {
        Optional<String> owner = variables.find("CIRCLE_PROJECT_USERNAME");
        Optional<String> name = variables.find("CIRCLE_PROJECT_REPONAME");
        boolean pullRequest = variables.has("CIRCLE_PULL_REQUEST")
                || variables.has("CIRCLE_PR_NUMBER")
                || variables
                        .find("CIRCLE_BRANCH")
                        .filter(branch ->
                                CIRCLE_PULL_REQUEST_BRANCH.matcher(branch).matches())
                        .isPresent();
        return new CiJob(
                CiProvider.CIRCLECI,
                owner.isPresent() && name.isPresent() ? owner.get() + "/" + name.get() : null,
                variables.get("CIRCLE_BRANCH"),
                variables.get("CIRCLE_TAG"),
                variables.get("CIRCLE_SHA1"),
                variables.get("CIRCLE_WORKFLOW_ID"),
                variables.get("CIRCLE_BUILD_NUM"),
                null,
                pullRequest);
    }

    /** BUILDKITE_BRANCH is the tag on a tag build; a webhook is a push, unless it is a pull request. */
    private static CiJob buildkite(Environment variables) {
        boolean pullRequest = variables
                .find("BUILDKITE_PULL_REQUEST")
                .filter(number -> !number.equals("false"))
                .isPresent();
        String tag = variables.get("BUILDKITE_TAG");
        Optional<String> source = variables.find("BUILDKITE_SOURCE");
        return new CiJob(
                CiProvider.BUILDKITE,
                variables.find("BUILDKITE_REPO").map(CiVariables::ownerAndName).orElse(null),
                tag == null ? variables.get("BUILDKITE_BRANCH") : null,
                tag,
                variables.get("BUILDKITE_COMMIT"),
                variables.get("BUILDKITE_BUILD_NUMBER"),
                variables.get("BUILDKITE_JOB_ID"),
                pullRequest
                        ? "pull_request"
                        : source.map(name -> name.equals("webhook") ? "push" : name)
                                .orElse(null),
                pullRequest);
    }

    /** BRANCH_NAME is the tag on a tag build and {@code PR-1} on a change request. */
    private static CiJob jenkins(Environment variables) {
        boolean change = variables.has("CHANGE_ID");
        String tag = variables.get("TAG_NAME");
        String branch = variables.get(change ? "CHANGE_BRANCH" : "BRANCH_NAME");
        return new CiJob(
                CiProvider.JENKINS,
                variables.find("GIT_URL").map(CiVariables::ownerAndName).orElse(null),
                tag == null ? branch : null,
                tag,
                variables.get("GIT_COMMIT"),
                variables.get("BUILD_NUMBER"),
                variables.get("JOB_NAME"),
                null,
                change);
    }

    private static CiJob bitbucket(Environment variables) {
        boolean pullRequest = variables.has("BITBUCKET_PR_ID");
        return new CiJob(
                CiProvider.BITBUCKET,
                variables.get("BITBUCKET_REPO_FULL_NAME"),
                variables.get("BITBUCKET_BRANCH"),
                variables.get("BITBUCKET_TAG"),
                variables.get("BITBUCKET_COMMIT"),
                variables.get("BITBUCKET_BUILD_NUMBER"),
                variables.get("BITBUCKET_STEP_UUID"),
                pullRequest ? "pull_request" : null,
                pullRequest);
    }

    /** BUILD_SOURCEBRANCH is {@code refs/pull/1/merge} on a pull request. */
    private static CiJob azure(Environment variables) {
        boolean pullRequest = variables
                .find("BUILD_REASON")
                .filter(reason -> reason.equals("PullRequest"))
                .isPresent();
        Optional<String> reference =
                variables.find(pullRequest ? "SYSTEM_PULLREQUEST_SOURCEBRANCH" : "BUILD_SOURCEBRANCH");
        return new CiJob(
                CiProvider.AZURE,
                variables.get("BUILD_REPOSITORY_NAME"),
                below("refs/heads/", reference),
                below("refs/tags/", reference),
                variables.get("BUILD_SOURCEVERSION"),
                variables.get("BUILD_BUILDID"),
                variables.get("SYSTEM_JOBID"),
                variables.get("BUILD_REASON"),
                pullRequest);
    }

    private static @Nullable String below(String prefix, Optional<String> reference) {
        return reference
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .orElse(null);
    }

    private static String ownerAndName(String url) {
        Matcher matcher = REPOSITORY_URL.matcher(url);
        return matcher.find() ? matcher.group(1) : url;
    }
}
