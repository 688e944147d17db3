package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.local.wire.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/**
 * What STS checks before it looks at the token. Source of the limits and of the wording: the STS API's service model and
 * its answers.
 *
 * @param roleArn checked for length only; see {@link StsService}
 * @param sessionName 2 to 64 of {@code [\w+=,.@-]}
 * @param token 4 to 20000 characters
 * @param seconds 900 to 43200
 * @param policy JSON, 1 to 2048 characters
 */
record AssumeRoleParameters(
        String roleArn,
        String sessionName,
        String token,
        int seconds,
        @Nullable String policy) {
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");
    private static final int DEFAULT_SECONDS = 3600;

    /** @throws ApiException {@code ValidationError} with all that is wrong, or {@code MalformedPolicyDocument} */
    static AssumeRoleParameters of(AssumeRoleWithWebIdentityRequest request) {
        List<String> problems = new ArrayList<>();
        requireLength("roleArn", request.roleArn(), 20, 2048, problems);
        requireLength("roleSessionName", request.roleSessionName(), 2, 64, problems);
        String name = request.roleSessionName();
        if (name != null && !SESSION_NAME.matcher(name).matches()) {
            problems.add(failed(name, "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]*"));
        }
        requireTokenLength(request.webIdentityToken(), problems);
        int seconds = Objects.requireNonNullElse(request.durationSeconds(), DEFAULT_SECONDS);
        if (seconds < 900) {
            problems.add(
                    failed(Integer.toString(seconds), "durationSeconds", "have value greater than or equal to 900"));
        }
        if (seconds > 43200) {
            problems.add(
                    failed(Integer.toString(seconds), "durationSeconds", "have value less than or equal to 43200"));
        }
        if (request.policy() != null) {
            requireLength("policy", request.policy(), 1, 2048, problems);
        }
        if (!problems.isEmpty()) {
            throw invalid(problems.size() + " validation error" + (problems.size() == 1 ? "" : "s") + " detected: "
                    + String.join("; ", problems));
        }
        requireJson(request.policy());
        return new AssumeRoleParameters(
                request.roleArn(), request.roleSessionName(), request.webIdentityToken(), seconds, request.policy());
    }

    static ApiException invalid(String message) {
        return new ApiException("ValidationError", 400, message);
    }

    private static void requireLength(
            String member, @Nullable String value, int least, int most, List<String> problems) {
        if (value == null) {
            problems.add("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
        } else if (value.length() < least) {
            problems.add(failed(value, member, "have length greater than or equal to " + least));
        } else if (value.length() > most) {
            problems.add(failed(value, member, "have length less than or equal to " + most));
        }
    }

    /** A token is a secret: unlike other values it is not repeated. */
    private static void requireTokenLength(@Nullable String token, List<String> problems) {
        List<String> found = new ArrayList<>();
        requireLength("webIdentityToken", token, 4, 20000, found);
        found.stream()
                .map(problem -> token == null ? problem : problem.replace("'" + token + "'", "'***'"))
                .forEach(problems::add);
    }

    private static String failed(String value, String member, String constraint) {
        return "Value '" + value + "' at '" + member + "' failed to satisfy constraint: Member must " + constraint;
    }

    private static void requireJson(@Nullable String policy) {
        if (policy == null) {
            return;
        }
        try {
            if (JsonNode.parser().parse(policy).isObject()) {
                return;
            }
        } catch (RuntimeException | StackOverflowError malformed) {
            throw malformedPolicy();
        }
        throw malformedPolicy();
    }

    private static ApiException malformedPolicy() {
        return new ApiException("MalformedPolicyDocument", 400, "This policy contains invalid Json");
    }
}
