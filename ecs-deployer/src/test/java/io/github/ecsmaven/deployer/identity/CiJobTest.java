package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs as CI services describe them, with the traps of each. */
class CiJobTest {
    private static final String TRAVIS = "TRAVIS=true CI=true TRAVIS_REPO_SLUG=acme/shop TRAVIS_COMMIT=c0ffee"
            + " TRAVIS_BUILD_ID=81234 TRAVIS_JOB_ID=81236 ";
    private static final String GITHUB = "GITHUB_ACTIONS=true CI=true GITHUB_REPOSITORY=acme/shop GITHUB_SHA=c0ffee"
            + " GITHUB_RUN_ID=81234 GITHUB_JOB=deploy ";
    private static final String GITLAB = "GITLAB_CI=true CI=true CI_PROJECT_PATH=acme/shop CI_COMMIT_SHA=c0ffee"
            + " CI_PIPELINE_ID=81234 CI_JOB_ID=81236 ";
    private static final String CIRCLECI = "CIRCLECI=true CI=true CIRCLE_PROJECT_USERNAME=acme"
            + " CIRCLE_PROJECT_REPONAME=shop CIRCLE_SHA1=c0ffee CIRCLE_WORKFLOW_ID=81234 CIRCLE_BUILD_NUM=81236 ";
    private static final String BUILDKITE = "BUILDKITE=true CI=true BUILDKITE_REPO=git@git.example:acme/shop.git"
            + " BUILDKITE_COMMIT=c0ffee BUILDKITE_BUILD_NUMBER=81234 BUILDKITE_JOB_ID=81236 BUILDKITE_SOURCE=webhook ";
    private static final String JENKINS = "JENKINS_URL=https://ci.example/ GIT_URL=https://git.example/acme/shop.git"
            + " GIT_COMMIT=c0ffee BUILD_NUMBER=81234 JOB_NAME=shop/main ";
    private static final String BITBUCKET = "CI=true BITBUCKET_BUILD_NUMBER=81234 BITBUCKET_REPO_FULL_NAME=acme/shop"
            + " BITBUCKET_COMMIT=c0ffee BITBUCKET_STEP_UUID={81236} ";
    private static final String AZURE = "TF_BUILD=True BUILD_REPOSITORY_NAME=acme/shop BUILD_SOURCEVERSION=c0ffee"
            + " BUILD_BUILDID=81234 SYSTEM_JOBID=81236 ";

    static Stream<Arguments> jobs() {
        return Stream.of(
                job(
                        "Travis push",
                        TRAVIS + "TRAVIS_BRANCH=main TRAVIS_PULL_REQUEST=false TRAVIS_TAG=" + " TRAVIS_EVENT_TYPE=push",
                        "branch main of acme/shop at c0ffee on push"),
                job(
                        "Travis tag: TRAVIS_BRANCH is the tag",
                        TRAVIS + "TRAVIS_BRANCH=v1.2 TRAVIS_PULL_REQUEST=false"
                                + " TRAVIS_TAG=v1.2 TRAVIS_EVENT_TYPE=push",
                        "tag v1.2 of acme/shop at c0ffee on push"),
                job(
                        "Travis pull request: TRAVIS_BRANCH is the target",
                        TRAVIS + "TRAVIS_BRANCH=main"
                                + " TRAVIS_PULL_REQUEST=7 TRAVIS_PULL_REQUEST_BRANCH=fix TRAVIS_PULL_REQUEST_SHA=beef"
                                + " TRAVIS_EVENT_TYPE=pull_request",
                        "branch fix of acme/shop at beef on pull_request, pull request"),
                job(
                        "Travis cron",
                        TRAVIS + "TRAVIS_BRANCH=main TRAVIS_PULL_REQUEST=false TRAVIS_EVENT_TYPE=cron",
                        "branch main of acme/shop at c0ffee on cron"),
                job(
                        "GitHub push",
                        GITHUB + "GITHUB_REF=refs/heads/release/1 GITHUB_EVENT_NAME=push",
                        "branch release/1 of acme/shop at c0ffee on push"),
                job(
                        "GitHub tag",
                        GITHUB + "GITHUB_REF=refs/tags/v1.2 GITHUB_EVENT_NAME=push",
                        "tag v1.2 of acme/shop at c0ffee on push"),
                job(
                        "GitHub pull request",
                        GITHUB + "GITHUB_REF=refs/pull/7/merge GITHUB_HEAD_REF=fix" + " GITHUB_EVENT_NAME=pull_request",
                        "branch fix of acme/shop at c0ffee on pull_request, pull request"),
                job(
                        "GitHub pull_request_target: the reference is the base",
                        GITHUB + "GITHUB_REF=refs/heads/main"
                                + " GITHUB_HEAD_REF=fix GITHUB_EVENT_NAME=pull_request_target",
                        "branch fix of acme/shop at c0ffee on pull_request_target, pull request"),
                job(
                        "GitLab push",
                        GITLAB + "CI_COMMIT_BRANCH=main CI_PIPELINE_SOURCE=push",
                        "branch main of acme/shop at c0ffee on push"),
                job(
                        "GitLab tag",
                        GITLAB + "CI_COMMIT_TAG=v1.2 CI_PIPELINE_SOURCE=push",
                        "tag v1.2 of acme/shop at c0ffee on push"),
                job(
                        "GitLab merge request",
                        GITLAB + "CI_MERGE_REQUEST_IID=7 CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=fix"
                                + " CI_PIPELINE_SOURCE=merge_request_event",
                        "branch fix of acme/shop at c0ffee on merge_request_event, pull request"),
                job("CircleCI branch", CIRCLECI + "CIRCLE_BRANCH=main", "branch main of acme/shop at c0ffee"),
                job("CircleCI tag", CIRCLECI + "CIRCLE_TAG=v1.2", "tag v1.2 of acme/shop at c0ffee"),
                job(
                        "CircleCI branch with an open pull request",
                        CIRCLECI + "CIRCLE_BRANCH=fix" + " CIRCLE_PULL_REQUEST=https://git.example/acme/shop/pull/7",
                        "branch fix of acme/shop at c0ffee, pull request"),
                job(
                        "CircleCI fork",
                        CIRCLECI + "CIRCLE_BRANCH=pull/7",
                        "branch pull/7 of acme/shop at c0ffee, pull request"),
                job(
                        "Buildkite push",
                        BUILDKITE + "BUILDKITE_BRANCH=main BUILDKITE_PULL_REQUEST=false",
                        "branch main of acme/shop at c0ffee on push"),
                job(
                        "Buildkite tag: BUILDKITE_BRANCH is the tag",
                        BUILDKITE + "BUILDKITE_BRANCH=v1.2" + " BUILDKITE_TAG=v1.2 BUILDKITE_PULL_REQUEST=false",
                        "tag v1.2 of acme/shop at c0ffee on push"),
                job(
                        "Buildkite pull request",
                        BUILDKITE + "BUILDKITE_BRANCH=fix BUILDKITE_PULL_REQUEST=7",
                        "branch fix of acme/shop at c0ffee on pull_request, pull request"),
                job("Jenkins branch", JENKINS + "BRANCH_NAME=main", "branch main of acme/shop at c0ffee"),
                job("Jenkins tag", JENKINS + "BRANCH_NAME=v1.2 TAG_NAME=v1.2", "tag v1.2 of acme/shop at c0ffee"),
                job(
                        "Jenkins change",
                        JENKINS + "BRANCH_NAME=PR-7 CHANGE_ID=7 CHANGE_BRANCH=fix",
                        "branch fix of acme/shop at c0ffee, pull request"),
                job("Bitbucket branch", BITBUCKET + "BITBUCKET_BRANCH=main", "branch main of acme/shop at c0ffee"),
                job(
                        "Bitbucket pull request",
                        BITBUCKET + "BITBUCKET_BRANCH=fix BITBUCKET_PR_ID=7",
                        "branch fix of acme/shop at c0ffee on pull_request, pull request"),
                job(
                        "Azure branch",
                        AZURE + "BUILD_SOURCEBRANCH=refs/heads/main BUILD_REASON=IndividualCI",
                        "branch main of acme/shop at c0ffee on IndividualCI"),
                job(
                        "Azure pull request",
                        AZURE + "BUILD_SOURCEBRANCH=refs/pull/7/merge BUILD_REASON=PullRequest"
                                + " SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/fix",
                        "branch fix of acme/shop at c0ffee on PullRequest, pull request"),
                job("another CI", "CI=true", "nothing of null at null"),
                job("a person's machine", "HOME=/home/dev", "nothing of null at null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void aJobIsReadFromItsVariables(String name, String variables, String expected) {
        assertThat(describe(CiJob.detect(environment(variables)))).as(name).isEqualTo(expected);
    }

    @Test
    void onAPersonsMachineGitTells() {
        CiJob local = CiJob.detect(environment("")).withGit("main", "c0ffee");

        assertThat(local.isInCi()).isFalse();
        assertThat(local.findBranch()).contains("main");
        assertThat(local.findCommit()).contains("c0ffee");
    }

    @Test
    void gitNeverOverridesTheCi() {
        CiJob tagged = CiJob.detect(environment(TRAVIS + "TRAVIS_BRANCH=v1 TRAVIS_TAG=v1"))
                .withGit("main", "other");

        assertThat(tagged.findBranch()).isEmpty();
        assertThat(tagged.findTag()).contains("v1");
        assertThat(tagged.findCommit()).contains("c0ffee");
        assertThat(tagged.isInCi()).isTrue();
    }

    static Stream<Arguments> sessionNames() {
        return Stream.of(
                Arguments.of(TRAVIS, "travis.81234.81236"),
                Arguments.of(GITHUB + "GITHUB_JOB=deploy/prod:eu", "github.81234.deploy-prod-eu"),
                Arguments.of("CI=true", "ci.9ix"),
                Arguments.of("", "local.9ix"));
    }

    @ParameterizedTest
    @MethodSource("sessionNames")
    void aSessionIsNamedAfterCiBuildAndJob(String variables, String expected) {
        assertThat(SessionNames.of(CiJob.detect(environment(variables)), Instant.ofEpochSecond(12345)))
                .isEqualTo(expected);
    }

    @Test
    void aLongNameIsCutButStaysUnlikeItsNeighbour() {
        String first = nameOf("job-" + "x".repeat(80) + "1");
        String second = nameOf("job-" + "x".repeat(80) + "2");

        assertThat(first).hasSize(64).matches("[\\w+=,.@-]{2,64}").isNotEqualTo(second);
    }

    private static String nameOf(String job) {
        return SessionNames.of(CiJob.detect(environment(TRAVIS + "TRAVIS_JOB_ID=" + job)), Instant.EPOCH);
    }

    private static Arguments job(String name, String variables, String expected) {
        return Arguments.of(name, variables, expected);
    }

    private static Environment environment(String text) {
        Map<String, String> variables = new HashMap<>();
        Arrays.stream(text.split(" "))
                .filter(pair -> pair.contains("="))
                .forEach(pair ->
                        variables.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
        return new Environment(variables::get);
    }

    private static String describe(CiJob job) {
        String reference = job.findTag()
                .map(tag -> "tag " + tag)
                .or(() -> job.findBranch().map(branch -> "branch " + branch))
                .orElse("nothing");
        return reference + " of " + job.repository() + " at " + job.commit()
                + job.findEvent().map(event -> " on " + event).orElse("") + (job.pullRequest() ? ", pull request" : "");
    }
}
