package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobPropertiesTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "fedcba9876543210fedcba9876543210fedcba98";

    @TempDir
    private Path directory;

    @Test
    void whatTheCiTellsHasAName() {
        PropertySource properties = properties(
                Map.of(),
                "TRAVIS=true TRAVIS_REPO_SLUG=acme/shop TRAVIS_BRANCH=main TRAVIS_PULL_REQUEST=false TRAVIS_COMMIT="
                        + COMMIT + " TRAVIS_BUILD_ID=81234 TRAVIS_BUILD_NUMBER=12 TRAVIS_JOB_ID=81236"
                        + " TRAVIS_BUILD_WEB_URL=https://ci.example/81234 TRAVIS_EVENT_TYPE=push");

        assertThat(properties.value("ci.name")).hasValue("travis");
        assertThat(properties.value("ci.repository")).hasValue("acme/shop");
        assertThat(properties.value("ci.branch")).hasValue("main");
        assertThat(properties.value("ci.tag")).isEmpty();
        assertThat(properties.value("ci.commit")).hasValue(COMMIT);
        assertThat(properties.value("ci.shortCommit")).hasValue("01234567");
        assertThat(properties.value("ci.event")).hasValue("push");
        assertThat(properties.value("ci.pullRequest")).hasValue("false");
        assertThat(properties.value("ci.buildId")).hasValue("81234");
        assertThat(properties.value("ci.buildNumber")).hasValue("12");
        assertThat(properties.value("ci.buildUrl")).hasValue("https://ci.example/81234");
        assertThat(properties.value("ci.jobId")).hasValue("81236");
        assertThat(properties.names()).contains("ci.branch", "ci.buildUrl").doesNotContain("ci.tag");
    }

    static Stream<Arguments> builds() {
        return Stream.of(
                arguments(
                        "GITHUB_ACTIONS=true GITHUB_RUN_NUMBER=3 GITHUB_SERVER_URL=https://git.example"
                                + " GITHUB_REPOSITORY=acme/shop GITHUB_RUN_ID=77",
                        "3 https://git.example/acme/shop/actions/runs/77"),
                arguments("GITHUB_ACTIONS=true GITHUB_RUN_NUMBER=3", "3 -"),
                arguments("GITLAB_CI=true CI_PIPELINE_IID=4 CI_PIPELINE_URL=https://p/4", "4 https://p/4"),
                arguments("CIRCLECI=true CIRCLE_BUILD_NUM=5 CIRCLE_BUILD_URL=https://p/5", "5 https://p/5"),
                arguments("BUILDKITE=true BUILDKITE_BUILD_NUMBER=6 BUILDKITE_BUILD_URL=https://p/6", "6 https://p/6"),
                arguments(
                        "BITBUCKET_BUILD_NUMBER=7 BITBUCKET_GIT_HTTP_ORIGIN=https://b/acme/shop",
                        "7 https://b/acme/shop/pipelines/results/7"),
                arguments(
                        "TF_BUILD=True BUILD_BUILDNUMBER=20261123.1 SYSTEM_COLLECTIONURI=https://d/acme/"
                                + " SYSTEM_TEAMPROJECTID=p BUILD_BUILDID=8",
                        "20261123.1 https://d/acme/p/_build/results?buildId=8"),
                arguments("JENKINS_URL=https://j BUILD_NUMBER=9 BUILD_URL=https://j/9", "9 https://j/9"),
                arguments("CI=true BUILD_NUMBER=9", "- -"),
                arguments("", "- -"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("builds")
    void aBuildHasANumberAndAPage(String variables, String expected) {
        CiBuild build = CiBuild.detect(environment(variables));

        assertThat(build.findNumber().orElse("-") + " " + build.findUrl().orElse("-"))
                .isEqualTo(expected);
    }

    @Test
    void outsideOfACiOnlyItsAbsenceIsKnown() {
        PropertySource properties = properties(Map.of(), "");

        assertThat(properties.value("ci.name")).hasValue("local");
        assertThat(properties.value("ci.pullRequest")).isEmpty();
        assertThat(properties.value("git.branch")).isEmpty();
        assertThat(properties.value("git.commit")).isEmpty();
    }

    @Test
    void aPropertyOfTheBuildIsTakenFirst() throws IOException {
        checkout("ref: refs/heads/main");
        PropertySource properties = properties(Map.of("git.branch", "of the build"), "");

        assertThat(properties.value("git.branch")).hasValue("of the build");
        assertThat(properties.value("project.version")).isEmpty();
    }

    @Test
    void aBranchHasAFileOfItsOwnOrALineAmongMany() throws IOException {
        Path git = checkout("ref: refs/heads/feature/a");
        Files.writeString(
                git.resolve("packed-refs"),
                "# pack-refs\n" + OTHER + " refs/heads/a\n" + COMMIT + " refs/heads/feature/a\n");
        assertThat(properties(Map.of(), "").value("git.branch")).hasValue("feature/a");
        assertThat(properties(Map.of(), "").value("git.commit")).hasValue(COMMIT);

        Files.createDirectories(git.resolve("refs/heads/feature"));
        Files.writeString(git.resolve("refs/heads/feature/a"), OTHER + "\n");
        assertThat(properties(Map.of(), "").value("git.commit")).hasValue(OTHER);
        assertThat(properties(Map.of(), "").value("git.shortCommit")).hasValue("fedcba98");
    }

    @Test
    void aCommitCheckedOutByItsIdHasNoBranch() throws IOException {
        checkout(COMMIT + "\n");

        assertThat(properties(Map.of(), "").value("git.commit")).hasValue(COMMIT);
        assertThat(properties(Map.of(), "").value("git.branch")).isEmpty();
    }

    @Test
    void aLinkedWorktreeSharesItsBranches() throws IOException {
        Path shared = Files.createDirectories(directory.resolve("main/.git"));
        Path linked = Files.createDirectories(shared.resolve("worktrees/other"));
        Files.writeString(linked.resolve("HEAD"), "ref: refs/heads/topic\n");
        Files.writeString(linked.resolve("commondir"), "../..\n");
        Files.createDirectories(shared.resolve("refs/heads"));
        Files.writeString(shared.resolve("refs/heads/topic"), COMMIT + "\n");
        Path other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(other.resolve(".git"), "gitdir: " + linked + "\n");

        assertThat(new GitCheckout(other).branch()).hasValue("topic");
        assertThat(new GitCheckout(other).commit()).hasValue(COMMIT);
    }

    @Test
    void whatIsNoCommitIsNone() throws IOException {
        checkout("ref: refs/heads/.invalid");

        assertThat(new GitCheckout(directory).commit()).isEmpty();
        assertThat(new GitCheckout(directory).branch()).isEmpty();
    }

    private Path checkout(String head) throws IOException {
        Path git = Files.createDirectories(directory.resolve(".git"));
        Files.writeString(git.resolve("HEAD"), head);
        return git;
    }

    private PropertySource properties(Map<String, String> build, String variables) {
        PropertySource given = new PropertySource() {
            @Override
            public Optional<String> value(String name) {
                return Optional.ofNullable(build.get(name));
            }

            @Override
            public Set<String> names() {
                return build.keySet();
            }
        };
        return new JobProperties(given, environment(variables), directory);
    }

    private static Environment environment(String variables) {
        Map<String, String> map = new HashMap<>();
        for (String pair : variables.split(" ")) {
            if (!pair.isEmpty()) {
                map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return new Environment(map::get);
    }
}
