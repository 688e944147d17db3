package io.github.ecsmaven.local.corpus;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Members that AWS began to show at some time. An older answer does not have them; where the new one has just the default,
 * there is nothing to compare.
 */
final class LaterMembers {
    private static final List<Row> ROWS = List.of(
            row("schedulingStrategy", "REPLICA", "2018-06-01", "8.3: 22 of 30; recorded without it in January 2018"),
            row("propagateTags", "NONE", "2018-11-15", "8.3: 22 of 30; recorded without it in January 2018"),
            row("enableECSManagedTags", "false", "2018-11-15", "8.3: 22 of 30; recorded without it in January 2018"),
            row(
                    "deploymentConfiguration.deploymentCircuitBreaker.enable",
                    "false",
                    "2020-11-01",
                    "8.3: 8 without a breaker block, the last one recorded in February 2019"),
            row(
                    "deploymentConfiguration.deploymentCircuitBreaker.rollback",
                    "false",
                    "2020-11-01",
                    "8.3: 8 without a breaker block, the last one recorded in February 2019"),
            row("deploymentController.type", "ECS", "2022-01-01", "8.3: from 2022 on"),
            row("enableExecuteCommand", "false", "2022-01-01", "8.3: from 2022 on"),
            row("healthCheckGracePeriodSeconds", "0", "2022-01-01", "8.3: from 2022 on"),
            row("availabilityZoneRebalancing", "ENABLED", "2025-01-01", "8.3: 2025 only"),
            row("availabilityZoneRebalancing", "DISABLED", "2025-01-01", "8.3: 2025 only"),
            row("deploymentConfiguration.strategy", "ROLLING", "2025-07-01", "8.3: 1 of 2025"),
            row("deploymentConfiguration.bakeTimeInMinutes", "0", "2025-07-01", "8.3: 1 of 2025"),
            row(
                    "deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask",
                    "true",
                    "2026-07-01",
                    "R0f: July 2026, L CRD #653"),
            row(
                    "deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.type",
                    "BOUNDED_PERCENT",
                    "2026-07-01",
                    "R0f: July 2026, L CRD #653"),
            row(
                    "deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.value",
                    "5E+1",
                    "2026-07-01",
                    "R0f: July 2026, L CRD #653"));

    private LaterMembers() {}

    /**
     * One member.
     *
     * @param path without keys
     * @param value the default, as text
     * @param since the day from which answers have it
     * @param source a section of ecs-behaviour
     */
    record Row(String path, String value, LocalDate since, String source) {}

    private static Row row(String path, String value, String since, String source) {
        return new Row(path, value, LocalDate.parse(since), source);
    }

    /** The row for a member that an answer of that date lacks. */
    static Optional<Row> find(String path, Object value, LocalDate date) {
        String plain = Leaves.plain(path);
        return ROWS.stream()
                .filter(row ->
                        row.path().equals(plain) && row.value().equals(value.toString()) && date.isBefore(row.since()))
                .findFirst();
    }
}
