package io.github.ecsmaven.deployer.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a CI calls the build that runs, for people.
 *
 * @param number as people count builds; null where the CI does not say
 * @param url of its page; null where the CI does not say
 */
public record CiBuild(@Nullable String number, @Nullable String url) {
    /** The build that this environment describes. */
    public static CiBuild detect(Environment environment) {
        return switch (CiProvider.detect(environment)) {
            case TRAVIS -> new CiBuild(environment.get("TRAVIS_BUILD_NUMBER"), environment.get("TRAVIS_BUILD_WEB_URL"));
            case GITHUB ->
                new CiBuild(
                        environment.get("GITHUB_RUN_NUMBER"),
                        joined(
                                environment,
                                "GITHUB_SERVER_URL",
                                "/",
                                "GITHUB_REPOSITORY",
                                "/actions/runs/",
                                "GITHUB_RUN_ID"));
            case GITLAB -> new CiBuild(environment.get("CI_PIPELINE_IID"), environment.get("CI_PIPELINE_URL"));
            case CIRCLECI -> new CiBuild(environment.get("CIRCLE_BUILD_NUM"), environment.get("CIRCLE_BUILD_URL"));
            case BUILDKITE ->
                new CiBuild(environment.get("BUILDKITE_BUILD_NUMBER"), environment.get("BUILDKITE_BUILD_URL"));
            case BITBUCKET ->
                new CiBuild(
                        environment.get("BITBUCKET_BUILD_NUMBER"),
                        joined(
                                environment,
                                "BITBUCKET_GIT_HTTP_ORIGIN",
                                "/pipelines/results/",
                                "BITBUCKET_BUILD_NUMBER"));
            case AZURE ->
                new CiBuild(
                        environment.get("BUILD_BUILDNUMBER"),
                        joined(
                                environment,
                                "SYSTEM_COLLECTIONURI",
                                "",
                                "SYSTEM_TEAMPROJECTID",
                                "/_build/results?buildId=",
                                "BUILD_BUILDID"));
            case JENKINS -> new CiBuild(environment.get("BUILD_NUMBER"), environment.get("BUILD_URL"));
            case OTHER, NONE -> new CiBuild(null, null);
        };
    }

    /** The number. */
    public Optional<String> findNumber() {
        return Optional.ofNullable(number);
    }

    /** The URL. */
    public Optional<String> findUrl() {
        return Optional.ofNullable(url);
    }

    /** Variables with text between them; null where one of them is absent. */
    private static @Nullable String joined(Environment environment, String... variablesAndTexts) {
        StringBuilder url = new StringBuilder();
        for (int index = 0; index < variablesAndTexts.length; index++) {
            String part = variablesAndTexts[index];
            String piece = index % 2 == 0 ? environment.get(part) : part;
            if (piece == null) {
                return null;
            }
            url.append(piece);
        }
        return url.toString();
    }
}
