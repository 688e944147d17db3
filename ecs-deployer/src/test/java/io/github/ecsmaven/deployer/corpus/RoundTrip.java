package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One file: descriptor, deploy to ecs-local, diff. */
final class RoundTrip {
    private final LocalAccount account;
    private final LocalRefusals refusals;

    RoundTrip(LocalAccount account) {
        this.account = account;
        this.refusals = new LocalRefusals(account);
    }

    /** The class that a file ends in. */
    enum Class {
        ACCEPTED,
        REFUSED,
        TEMPLATE
    }

    /** @param failures what did not hold; empty where the check passed */
    record Outcome(Path file, Class kind, List<String> notes, List<String> failures) {
        boolean isFailure() {
            return !failures.isEmpty();
        }

        List<String> lines() {
            String name = file.getParent().getFileName() + "/" + file.getFileName();
            return java.util.stream.Stream.concat(
                            notes.stream().map(note -> "corpus classes " + name + " " + note),
                            failures.stream().map(failure -> "corpus round-trips FAILED " + name + " " + failure))
                    .toList();
        }
    }

    Outcome of(Path path, WantedFile.Kind kind) {
        try {
            WantedFile file = WantedFile.read(path, kind);
            return file.isTemplate() ? template(file) : wanted(file);
        } catch (IOException | RuntimeException e) {
            return new Outcome(path, Class.ACCEPTED, List.of(), List.of(firstLine(e.toString())));
        }
    }

    private Outcome template(WantedFile file) throws IOException {
        try {
            account.read(file.baseName(), file.text());
            return new Outcome(file.path(), Class.TEMPLATE, List.of(), List.of("a template was read as a descriptor"));
        } catch (InvalidDescriptorException e) {
            Optional<Problem> found = e.problems().stream()
                    .filter(problem -> problem.id() == ProblemId.TEMPLATE_SYNTAX
                            && problem.position().isPresent())
                    .findFirst();
            return new Outcome(
                    file.path(),
                    Class.TEMPLATE,
                    found
                            .map(problem -> "template at "
                                    + problem.position().orElseThrow().line() + ":"
                                    + problem.position().orElseThrow().column())
                            .stream()
                            .toList(),
                    found.isPresent() ? List.of() : List.of("not reported as a template"));
        }
    }

    private Outcome wanted(WantedFile file) throws IOException {
        DeploymentDescriptor descriptor;
        try {
            descriptor = account.read(
                    file.baseName(), file.descriptor(LocalAccount.REGION, LocalAccount.CLUSTER, LocalAccount.ROLE));
        } catch (InvalidDescriptorException e) {
            return refused(file, e.problems());
        }
        Deployer deployer = account.deployer(Deployer.Following.YES);
        deployer.deploy(descriptor);
        DeploymentPlan plan = deployer.diff(descriptor);
        List<String> failures = plan.changes().stream()
                .flatMap(change -> change.differences().leaves())
                .map(leaf -> "differs at " + leaf.path())
                .toList();
        return new Outcome(file.path(), Class.ACCEPTED, List.of(), failures);
    }

    private Outcome refused(WantedFile file, List<Problem> problems) {
        Optional<String> refusal = refusals.of(file);
        Problem first = problems.get(0);
        String note = "refused " + first.id().code() + " " + first.path();
        if (refusal.isEmpty()) {
            return new Outcome(
                    file.path(),
                    Class.REFUSED,
                    List.of(note),
                    List.of("ecs-local takes it: " + firstLine(first.what())));
        }
        boolean sameMember = problems.stream().anyMatch(problem -> LocalRefusals.speaksOf(refusal.get(), problem));
        return new Outcome(
                file.path(),
                Class.REFUSED,
                List.of(note),
                sameMember
                        ? List.of()
                        : List.of("refused for another member by ecs-local: " + firstLine(refusal.get())));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
