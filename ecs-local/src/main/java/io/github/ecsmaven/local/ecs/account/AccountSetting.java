package io.github.ecsmaven.local.ecs.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.SettingName;
import software.amazon.awssdk.services.ecs.model.SettingType;

/**
 * An account setting. Source of names and values: "Account settings" in the ECS developer guide.
 *
 * @param setting its name
 * @param values what it takes; the first is what a new account has
 */
record AccountSetting(SettingName setting, List<String> values) {
    /** All of them, in the order in which they are listed. */
    static final List<AccountSetting> ALL = List.of(
            of(SettingName.SERVICE_LONG_ARN_FORMAT, "enabled", "disabled"),
            of(SettingName.TASK_LONG_ARN_FORMAT, "enabled", "disabled"),
            of(SettingName.CONTAINER_INSTANCE_LONG_ARN_FORMAT, "enabled", "disabled"),
            of(SettingName.AWSVPC_TRUNKING, "disabled", "enabled"),
            of(SettingName.CONTAINER_INSIGHTS, "disabled", "enabled", "enhanced"),
            of(SettingName.FARGATE_FIPS_MODE, "disabled", "enabled"),
            of(SettingName.TAG_RESOURCE_AUTHORIZATION, "on", "off"),
            of(SettingName.FARGATE_TASK_RETIREMENT_WAIT_PERIOD, "7", "0", "14"),
            of(SettingName.GUARD_DUTY_ACTIVATE, "off"),
            of(SettingName.DEFAULT_LOG_DRIVER_MODE, "non-blocking", "blocking"),
            of(SettingName.FARGATE_EVENT_WINDOWS, "disabled", "enabled"));

    private static AccountSetting of(SettingName name, String... values) {
        return new AccountSetting(name, List.of(values));
    }

    static Optional<AccountSetting> named(SettingName name) {
        return ALL.stream().filter(candidate -> candidate.setting == name).findFirst();
    }

    String usual() {
        return values.get(0);
    }

    boolean takes(String value) {
        return values.contains(value);
    }

    /** GuardDuty's own is managed by that service and can only be read. */
    SettingType type() {
        return setting == SettingName.GUARD_DUTY_ACTIVATE ? SettingType.AWS_MANAGED : SettingType.USER;
    }
}
