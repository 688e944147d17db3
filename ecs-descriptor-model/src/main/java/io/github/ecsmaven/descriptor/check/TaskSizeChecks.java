package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.rule.TaskSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** CPU and memory. Fargate's pairs: Amazon ECS Developer Guide, task definition parameters for Fargate, task size. */
final class TaskSizeChecks {
    private static final int LEAST_STORAGE_GIB = 21;
    private static final int MOST_STORAGE_GIB = 200;
    private static final List<FargateSize> FARGATE_SIZES = List.of(
            new FargateSize(256, 512, 1024, 512),
            new FargateSize(256, 2048, 2048, 1024),
            new FargateSize(512, 1024, 4096, 1024),
            new FargateSize(1024, 2048, 8192, 1024),
            new FargateSize(2048, 4096, 16384, 1024),
            new FargateSize(4096, 8192, 30720, 1024),
            new FargateSize(8192, 16384, 61440, 4096),
            new FargateSize(16384, 32768, 122880, 8192));

    /** Memory that goes with a number of CPU units: from, to and step in MiB. */
    private record FargateSize(long cpu, long least, long most, long step) {
        boolean allows(long memory) {
            return memory >= least && memory <= most && (memory - least) % step == 0;
        }

        String describe() {
            String range = least == most ? least + " MiB" : least + " to " + most + " MiB in steps of " + step;
            return range;
        }
    }

    private TaskSizeChecks() {}

    static List<Finding> notations(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        Located task = subject.task();
        task.text("cpu")
                .filter(text -> !text.isBlank() && TaskSize.cpuUnits(text).isEmpty())
                .ifPresent(text -> findings.add(new Finding(
                        ProblemId.INVALID_VALUE,
                        task.at("cpu"),
                        "`" + text + "` is no amount of CPU",
                        "Write CPU units such as 512, or vCPUs such as .5 vCPU")));
        task.text("memory")
                .filter(text -> !text.isBlank() && TaskSize.mebibytes(text).isEmpty())
                .ifPresent(text -> findings.add(new Finding(
                        ProblemId.INVALID_VALUE,
                        task.at("memory"),
                        "`" + text + "` is no amount of memory",
                        "Write MiB such as 1024, or GB such as 1 GB")));
        return findings;
    }

    static List<Finding> fargatePairs(Subject subject) {
        if (!subject.isForFargate()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Located task = subject.task();
        for (String member : List.of("cpu", "memory")) {
            if (!task.has(member)) {
                findings.add(new Finding(
                        ProblemId.INVALID_COMBINATION,
                        task.at(member),
                        "Fargate needs `" + member + "` for the whole task",
                        "Add `" + member + "` to `taskDefinition`, such as " + (member.equals("cpu") ? "256" : "512")));
            }
        }
        OptionalLong cpu = amount(task.text("cpu").map(TaskSize::cpuUnits));
        OptionalLong memory = amount(task.text("memory").map(TaskSize::mebibytes));
        if (cpu.isPresent() && memory.isPresent()) {
            pair(task, cpu.getAsLong(), memory.getAsLong()).ifPresent(findings::add);
        }
        return findings;
    }

    static List<Finding> containerMemory(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        boolean taskHasMemory = subject.task().has("memory");
        for (Located container : subject.containers()) {
            boolean own = container.has("memory") || container.has("memoryReservation");
            if (!own && !taskHasMemory && !subject.isForFargate()) {
                findings.add(new Finding(
                        ProblemId.INVALID_COMBINATION,
                        container.path(),
                        "The container has neither `memory` nor `memoryReservation`, and the task has no `memory`",
                        "Give one of the three"));
            }
            Optional<Long> hard = container.number("memory");
            Optional<Long> soft = container.number("memoryReservation");
            if (hard.isPresent() && soft.isPresent() && hard.get() < soft.get()) {
                findings.add(new Finding(
                        ProblemId.INVALID_COMBINATION,
                        container.at("memoryReservation"),
                        "`memoryReservation` " + soft.get() + " is larger than `memory` " + hard.get(),
                        "Reserve at most what the container may use"));
            }
        }
        return findings;
    }

    /** What the containers ask for must fit into the task. */
    static List<Finding> containersFit(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        long cpu = subject.containers().stream()
                .mapToLong(container -> container.number("cpu").orElse(0L))
                .sum();
        long memory = subject.containers().stream()
                .mapToLong(container -> container
                        .number("memoryReservation")
                        .or(() -> container.number("memory"))
                        .orElse(0L))
                .sum();
        Located task = subject.task();
        fits(task, "cpu", cpu, amount(task.text("cpu").map(TaskSize::cpuUnits)), "CPU units", findings);
        fits(task, "memory", memory, amount(task.text("memory").map(TaskSize::mebibytes)), "MiB", findings);
        return findings;
    }

    private static void fits(
            Located task, String member, long wanted, OptionalLong given, String unit, List<Finding> findings) {
        if (given.isPresent() && wanted > given.getAsLong()) {
            findings.add(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    task.at(member),
                    "The containers ask for " + wanted + " " + unit + ", the task has " + given.getAsLong(),
                    "Give the task more `" + member + "`, or the containers less"));
        }
    }

    static List<Finding> ephemeralStorage(Subject subject) {
        return subject.task().inside("ephemeralStorage").stream()
                .flatMap(storage -> storage
                        .number("sizeInGiB")
                        .filter(size -> size < LEAST_STORAGE_GIB || size > MOST_STORAGE_GIB)
                        .map(size -> new Finding(
                                ProblemId.INVALID_VALUE,
                                storage.at("sizeInGiB"),
                                "A task has 21 to 200 GiB of ephemeral storage, not " + size,
                                "Use 21 to 200, or remove `ephemeralStorage`: Fargate gives 20"))
                        .stream())
                .toList();
    }

    private static OptionalLong amount(Optional<OptionalLong> parsed) {
        return parsed.orElseGet(OptionalLong::empty);
    }

    private static Optional<Finding> pair(Located task, long cpu, long memory) {
        List<FargateSize> sizes =
                FARGATE_SIZES.stream().filter(size -> size.cpu == cpu).toList();
        if (sizes.isEmpty()) {
            String known = String.join(
                    ", ",
                    FARGATE_SIZES.stream()
                            .map(size -> Long.toString(size.cpu))
                            .distinct()
                            .toList());
            return Optional.of(new Finding(
                    ProblemId.INVALID_COMBINATION,
                    task.at("cpu"),
                    "Fargate has no tasks with " + cpu + " CPU units",
                    "Use one of " + known));
        }
        if (sizes.stream().anyMatch(size -> size.allows(memory))) {
            return Optional.empty();
        }
        String allowed =
                String.join(" or ", sizes.stream().map(FargateSize::describe).toList());
        return Optional.of(new Finding(
                ProblemId.INVALID_COMBINATION,
                task.at("memory"),
                String.format(Locale.ROOT, "Fargate has no tasks with %d CPU units and %d MiB", cpu, memory),
                "With " + cpu + " CPU units use " + allowed));
    }
}
