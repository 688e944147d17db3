package io.github.ecsmaven.deployer.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The job that deploys, as its environment variables describe it. They describe, they do not authenticate: nothing here
 * decides what the job may do in AWS.
 *
 * @param ci where it runs
 * @param repository {@code owner/name}; null where the CI does not say
 * @param branch the branch that was pushed; of a pull request its source branch; null on a tag and where unknown
 * @param tag the tag that was pushed; null elsewhere
 * @param commit what was checked out; of a pull request its head, where the CI tells that
 * @param buildId of the build, pipeline or workflow
 * @param jobId of the job inside it
 * @param event {@code push}, {@code pull_request}, as the CI names it
 * @param pullRequest whether it builds a pull request, a merge request, or a branch that one is open for
 */
public record CiJob(
        CiProvider ci,
        @Nullable String repository,
        @Nullable String branch,
        @Nullable String tag,
        @Nullable String commit,
        @Nullable String buildId,
        @Nullable String jobId,
        @Nullable String event,
        boolean pullRequest) {
    /** The job that this environment describes; on a person's machine everything but {@link #ci} is unknown. */
    public static CiJob detect(Environment environment) {
        return CiVariables.read(CiProvider.detect(environment), environment);
    }

    /** This job with what git says, where the CI said nothing: on a person's machine. */
    public CiJob withGit(@Nullable String gitBranch, @Nullable String gitCommit) {
        boolean known = branch != null || tag != null;
        return new CiJob(
                ci,
                repository,
                known ? branch : gitBranch,
                tag,
                commit != null ? commit : gitCommit,
                buildId,
                jobId,
                event,
                pullRequest);
    }

    /** Whether a CI runs it. */
    public boolean isInCi() {
        return ci != CiProvider.NONE;
    }

    /** The branch. */
    public Optional<String> findBranch() {
        return Optional.ofNullable(branch);
    }

    /** The tag. */
    public Optional<String> findTag() {
        return Optional.ofNullable(tag);
    }

    /** The commit. */
    public Optional<String> findCommit() {
        return Optional.ofNullable(commit);
    }

    /** The event. */
    public Optional<String> findEvent() {
        return Optional.ofNullable(event);
    }
}
