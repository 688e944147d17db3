package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Difference;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.imported.ImportedDescriptor;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import io.github.ecsmaven.descriptor.problem.Problem;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.rule.Canonical;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.WithoutDefaults;
import io.github.ecsmaven.descriptor.value.Value;
import io.github.ecsmaven.descriptor.writing.Comments;
import io.github.ecsmaven.descriptor.writing.DescriptorWriter;
import io.github.ecsmaven.local.wire.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** One file: imported, read, written and read again, deployed, compared. */
final class ImportCheck {
    private static final String ACCOUNT = "000000000000";

    private final FieldRules rules = FieldRules.load();
    private final Canonical canonical = new Canonical(rules);
    private final Path directory;
    private final List<Result> results = new ArrayList<>();

    ImportCheck(Path directory) {
        this.directory = directory;
    }

    /**
     * One comparison.
     *
     * @param failure empty where it holds
     */
    record Result(String file, String failure) {
        boolean isFailure() {
            return !failure.isEmpty();
        }
    }

    List<Result> results() {
        return List.copyOf(results);
    }

    /** Import, read, write, read: equal; deployed, it gives back the input. */
    void imported(ImportedFile file) throws IOException {
        Path own = Files.createTempDirectory(directory, "import");
        ImportedDescriptor imported;
        try {
            imported = file.imported(own);
        } catch (InvalidDescriptorException e) {
            refused(file, e.problems());
            return;
        }
        if (file.isTemplate()) {
            boolean said = imported.notes().stream().anyMatch(note -> note.contains("{{"));
            check(file, "templates are said with their place", said ? List.of() : List.of("no note names a template"));
            return;
        }
        try (LocalAccount account = LocalAccount.instant(own)) {
            deployed(file, imported, account);
        }
    }

    private void deployed(ImportedFile file, ImportedDescriptor imported, LocalAccount account) {
        DeploymentDescriptor descriptor;
        try {
            descriptor = account.read("imported", imported.text());
        } catch (InvalidDescriptorException e) {
            check(file, "what ECS takes can be imported", refusedAlike(file, e.problems(), account));
            return;
        }
        DeploymentDescriptor again = account.read("again", rendered(descriptor));
        check(
                file,
                "written again it is the same",
                again.taskDefinition().equals(descriptor.taskDefinition())
                                && again.wantedService().equals(descriptor.wantedService())
                        ? List.of()
                        : List.of("differs after being written again"));
        Value.Structure task;
        Optional<Value.Structure> service;
        try {
            task = file.taskDefinition();
            service = Optional.ofNullable(file.service());
        } catch (ApiException e) {
            boolean said = imported.notes().stream().anyMatch(note -> note.contains("not carried over"));
            check(file, "what ECS cannot read is said", said ? List.of() : List.of(e.getMessage()));
            return;
        }
        DeploymentDescriptor complete = with(descriptor, task, service);
        check(file, "it says what the input says", differing(complete, descriptor));
        Deployer deployer = account.deployer(Deployer.Following.YES);
        deployer.deploy(descriptor);
        DeploymentDescriptor input = with(descriptor, task, service.map(ImportCheck::withoutController));
        check(file, "deployed it gives back the input", differences(deployer.diff(input)));
    }

    private List<String> refusedAlike(ImportedFile file, List<Problem> problems, LocalAccount account) {
        try {
            account.read(
                    "wanted", file.wanted().descriptor(LocalAccount.REGION, LocalAccount.CLUSTER, LocalAccount.ROLE));
        } catch (InvalidDescriptorException wanted) {
            Set<String> known = Set.copyOf(wanted.problems().stream()
                    .map(problem -> problem.id() + " " + problem.path())
                    .toList());
            return problems.stream()
                    .filter(problem -> !known.contains(problem.id() + " " + problem.path()))
                    .map(problem -> problem.path() + " is refused only when it is imported: " + problem.what())
                    .toList();
        }
        return problems.stream()
                .map(problem -> problem.path() + " is refused when it is imported: " + problem.what())
                .toList();
    }

    private void refused(ImportedFile file, List<Problem> problems) {
        boolean expected = problems.stream()
                .allMatch(problem -> problem.id() == ProblemId.INCOMPLETE_IMPORT && file.isNothing()
                        || problem.id() == ProblemId.TEMPLATE_SYNTAX && file.isTemplate());
        check(
                file,
                "it can be imported",
                expected ? List.of() : List.of(problems.get(0).what()));
    }

    /** Imported and compared with the very answer: as it is, without defaults, in another order. */
    void live(ImportedFile file, LocalAccount account, long seed) throws IOException {
        Path own = Files.createTempDirectory(directory, "live");
        DeploymentDescriptor descriptor;
        try {
            descriptor = account.read("imported", file.imported(own).text());
        } catch (InvalidDescriptorException e) {
            refused(file, e.problems());
            return;
        }
        WithoutDefaults least = new WithoutDefaults(rules, path -> false);
        Value.Structure task = file.taskDefinition();
        Optional<Value.Structure> service = Optional.ofNullable(file.service());
        check(file, "no difference to the answer", plan(descriptor, task, service));
        check(
                file,
                "no difference to the answer without its defaults",
                plan(
                        descriptor,
                        withTagsOf(least.taskDefinition(task), task),
                        service.map(whole -> withTagsOf(least.service(whole), whole))));
        Shuffle shuffle = new Shuffle(rules, new Random(seed));
        check(
                file,
                "no difference to the answer in another order",
                plan(
                        descriptor,
                        shuffle.of(task, "taskDefinition"),
                        service.map(whole -> shuffle.of(whole, "service"))));
    }

    private List<String> plan(
            DeploymentDescriptor descriptor, Value.Structure task, Optional<Value.Structure> service) {
        String arn = "arn:aws:ecs:" + LocalAccount.REGION + ":" + ACCOUNT + ":task-definition/live:1";
        LiveState live = new LiveState(
                new LiveState.LiveTaskDefinition(arn, task, Canonical.tags(task)),
                service.map(members -> new LiveState.LiveService(
                                arn.replace("task-definition", "service"),
                                LiveState.Status.ACTIVE,
                                members,
                                arn,
                                Canonical.tags(members),
                                Set.of(),
                                null))
                        .orElse(null));
        return differences(new Planner(rules).plan(descriptor, live, ACCOUNT));
    }

    private static List<String> differences(DeploymentPlan plan) {
        return Stream.concat(
                        plan.changes().stream()
                                .flatMap(change -> change.differences().leaves())
                                .map(Difference.Leaf::path)
                                .map(path -> "differs at " + path),
                        plan.refusals().stream().map(refusal -> "refused at " + refusal.path()))
                .toList();
    }

    private List<String> differing(DeploymentDescriptor input, DeploymentDescriptor imported) {
        List<String> failures = new ArrayList<>();
        if (!canonical
                .canonicalTaskDefinition(input.taskDefinition())
                .equals(canonical.canonicalTaskDefinition(imported.taskDefinition()))) {
            failures.add("the task definition differs from the input");
        }
        Canonical.ServiceContext context =
                new Canonical.ServiceContext(input.wantedService().orElse(Value.Structure.empty()));
        Optional<Value.Structure> one =
                input.wantedService().map(members -> canonical.canonicalService(members, context));
        Optional<Value.Structure> other =
                imported.wantedService().map(members -> canonical.canonicalService(members, context));
        if (!one.equals(other)) {
            one.map(Value.Structure::members).orElse(Map.of()).forEach((name, value) -> {
                if (!value.equals(
                        other.map(Value.Structure::members).orElse(Map.of()).get(name))) {
                    failures.add("service." + name + " is not carried over: " + value);
                }
            });
        }
        return failures;
    }

    /** Whether the controller is carried over has been checked by then. */
    private static Value.Structure withoutController(Value.Structure service) {
        Map<String, Value> members = new LinkedHashMap<>(service.members());
        members.remove("deploymentController");
        return new Value.Structure(members);
    }

    private String rendered(DeploymentDescriptor descriptor) {
        Map<String, Value> document = new LinkedHashMap<>();
        document.put("version", Value.Numeral.of(1));
        document.put("region", new Value.Text(descriptor.region()));
        document.put("taskDefinition", descriptor.taskDefinition());
        descriptor.wantedService().ifPresent(service -> document.put("service", service));
        return new DescriptorWriter(rules).write(new Value.Structure(document), Comments.none());
    }

    private static DeploymentDescriptor with(
            DeploymentDescriptor descriptor, Value.Structure taskDefinition, Optional<Value.Structure> service) {
        return new DeploymentDescriptor(
                descriptor.name(),
                descriptor.environments(),
                descriptor.environment(),
                descriptor.region(),
                descriptor.cluster(),
                descriptor.deploy(),
                descriptor.identity(),
                taskDefinition,
                service.orElse(null),
                descriptor.rollout(),
                descriptor.tags(),
                descriptor.ignore(),
                descriptor.sources());
    }

    private static Value.Structure withTagsOf(Value.Structure least, Value.Structure whole) {
        Map<String, Value> members = new LinkedHashMap<>(least.members());
        Value tags = whole.members().get("tags");
        if (tags != null) {
            members.put("tags", tags);
        }
        return new Value.Structure(members);
    }

    private void check(ImportedFile file, String what, List<String> failures) {
        results.add(new Result(file.name(), failures.isEmpty() ? "" : what + ": " + String.join("; ", failures)));
    }
}
