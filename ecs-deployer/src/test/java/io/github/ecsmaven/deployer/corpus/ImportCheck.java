package io.github.ecsmaven.deployer.corpus;

import io.github.ecsmaven.deployer.Deployer;
import io.github.ecsmaven.deployer.LocalAccount;
import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.plan.DeploymentPlan;
import io.github.ecsmaven.deployer.plan.Difference;
import io.github.ecsmaven.deployer.plan.Planner;
import io.github.ecsmaven.deployer.problem.DeployerException;
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
import org.jspecify.annotations.Nullable;

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
        try (LocalAccount account = LocalAccount.instant(own)) {
            if (file.isTemplate()) {
                boolean said = imported.notes().stream().anyMatch(note -> note.contains("{{"));
                check(file, "templates are said with their place", said ? List.of() : List.of("no note names one"));
                said(file.filledIn(), imported, ImportedFile.withoutReferences(imported.text()), account);
            } else {
                deployed(file, imported, account);
            }
        }
    }

    private void deployed(ImportedFile file, ImportedDescriptor imported, LocalAccount account) {
        DeploymentDescriptor descriptor = said(file, imported, imported.text(), account);
        if (descriptor == null) {
            return;
        }
        Deployer deployer = account.deployer(Deployer.Following.YES);
        try {
            deployer.deploy(startable(descriptor));
        } catch (DeployerException e) {
            boolean refused = !file.isAnswer()
                    && new LocalRefusals(account).of(file.wanted()).isPresent();
            check(
                    file,
                    "what ECS takes is taken when it is imported",
                    refused ? List.of() : List.of(String.valueOf(e.getMessage())));
            return;
        }
        DeploymentDescriptor input = with(
                descriptor,
                file.taskDefinition(),
                Optional.ofNullable(file.service()).map(ImportCheck::withoutOtherController));
        check(file, "deployed it gives back the input", differences(deployer.diff(input)));
    }

    /** With a number of tasks: a file may leave it to what scales the service, a new service needs one. */
    private static DeploymentDescriptor startable(DeploymentDescriptor descriptor) {
        Value.Structure service = descriptor.wantedService().orElse(Value.Structure.empty());
        if (service.members().isEmpty()
                || service.members().containsKey("desiredCount")
                || new Value.Text("DAEMON").equals(service.members().get("schedulingStrategy"))) {
            return descriptor;
        }
        Map<String, Value> members = new LinkedHashMap<>(service.members());
        members.put("desiredCount", Value.Numeral.of(1));
        return with(descriptor, descriptor.taskDefinition(), Optional.of(new Value.Structure(members)));
    }

    /** What was imported is read, written and read again, and compared with the file; null where it is not to be deployed. */
    private @Nullable DeploymentDescriptor said(
            ImportedFile file, ImportedDescriptor imported, String text, LocalAccount account) {
        DeploymentDescriptor descriptor;
        try {
            descriptor = account.read("imported", text);
        } catch (InvalidDescriptorException e) {
            check(file, "what ECS takes can be imported", refusedAlike(file, e.problems(), account));
            return null;
        }
        check(file, "written again it is the same", writtenAgain(account, text));
        Value.Structure task;
        Optional<Value.Structure> service;
        try {
            task = file.taskDefinition();
            service = Optional.ofNullable(file.service());
        } catch (ApiException e) {
            check(file, "what ECS cannot read is said", unreadable(file, imported, descriptor, account, e));
            return null;
        }
        if (service.filter(ImportCheck::hasOtherController).isPresent()) {
            boolean said = imported.notes().stream().anyMatch(note -> note.startsWith("deploymentController "));
            check(file, "a controller that is not supported is said", said ? List.of() : List.of("no note names it"));
            service = service.map(ImportCheck::withoutOtherController);
        }
        check(file, "it says what the input says", differing(with(descriptor, task, service), descriptor));
        return descriptor;
    }

    /** Where a value has another type than ECS takes, the import either leaves it out or reads it as a descriptor would. */
    private List<String> unreadable(
            ImportedFile file,
            ImportedDescriptor imported,
            DeploymentDescriptor descriptor,
            LocalAccount account,
            ApiException refusal) {
        if (imported.notes().stream().anyMatch(note -> note.contains("not carried over"))) {
            return List.of();
        }
        try {
            return differing(wanted(file, account), descriptor);
        } catch (InvalidDescriptorException e) {
            return List.of(refusal.getMessage());
        }
    }

    private static DeploymentDescriptor wanted(ImportedFile file, LocalAccount account) {
        return account.read(
                "wanted", file.wanted().descriptor(LocalAccount.REGION, LocalAccount.CLUSTER, LocalAccount.ROLE));
    }

    private List<String> refusedAlike(ImportedFile file, List<Problem> problems, LocalAccount account) {
        try {
            wanted(file, account);
        } catch (InvalidDescriptorException wanted) {
            Set<String> known = Set.copyOf(wanted.problems().stream()
                    .map(problem -> problem.id() + " " + problem.path())
                    .toList());
            return problems.stream()
                    .filter(problem -> !known.contains(problem.id() + " " + problem.path()))
                    .map(problem -> problem.path() + " is refused only when it is imported: " + problem.what())
                    .toList();
        }
        Optional<String> refusal = new LocalRefusals(account).of(file.wanted());
        return problems.stream()
                .filter(problem -> refusal.filter(said -> LocalRefusals.speaksOf(said, problem))
                        .isEmpty())
                .map(problem -> problem.path() + " is refused when it is imported: " + problem.what())
                .toList();
    }

    private void refused(ImportedFile file, List<Problem> problems) {
        boolean expected = problems.stream()
                .allMatch(problem ->
                        (problem.id() == ProblemId.INCOMPLETE_IMPORT || problem.id() == ProblemId.UNKNOWN_IMPORT_FORM)
                                        && file.isNothing()
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
        Value.Structure described = file.service();
        Optional<Value.Structure> service =
                Optional.ofNullable(file.liveService()).map(members -> withTagsOf(members, described));
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

    /** One that a descriptor cannot name: ecs:validate refuses it. */
    private static boolean hasOtherController(Value.Structure service) {
        return service.members().get("deploymentController") instanceof Value.Structure controller
                && !new Value.Text("ECS").equals(controller.members().get("type"));
    }

    private static Value.Structure withoutOtherController(Value.Structure service) {
        if (!hasOtherController(service)) {
            return service;
        }
        Map<String, Value> members = new LinkedHashMap<>(service.members());
        members.remove("deploymentController");
        return new Value.Structure(members);
    }

    /** The whole of it, as it is rendered where nothing is masked. */
    private List<String> writtenAgain(LocalAccount account, String text) {
        Value.Structure members = account.effective("imported", text).members();
        String rendered = new DescriptorWriter(rules).write(members, Comments.none());
        return account.effective("again", rendered).members().equals(members)
                ? List.of()
                : List.of("differs after being written again");
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

    private static Value.Structure withTagsOf(Value.Structure least, Value.@Nullable Structure whole) {
        Map<String, Value> members = new LinkedHashMap<>(least.members());
        Value tags = whole == null ? null : whole.members().get("tags");
        if (tags != null) {
            members.put("tags", tags);
        }
        return new Value.Structure(members);
    }

    private void check(ImportedFile file, String what, List<String> failures) {
        results.add(new Result(file.name(), failures.isEmpty() ? "" : what + ": " + String.join("; ", failures)));
    }
}
