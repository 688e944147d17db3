package io.github.ecsmaven.descriptor.value;

import java.util.Locale;

/**
 * How members of AWS's APIs are spelled in a descriptor: in camelCase as in ECS and ECR, also where a service such as
 * Application Auto Scaling begins its names with a capital letter.
 */
public final class ApiNames {
    private ApiNames() {}

    /** The spelling in a descriptor: {@code minCapacity} for {@code MinCapacity}, {@code roleARN} for {@code RoleARN}. */
    public static String camelCase(String apiName) {
        return apiName.isEmpty() ? apiName : apiName.substring(0, 1).toLowerCase(Locale.ROOT) + apiName.substring(1);
    }
}
