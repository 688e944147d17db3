package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.iam.PolicyForm;
import io.github.ecsmaven.local.iam.PolicyDocuments;
import io.github.ecsmaven.local.wire.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/**
 * What STS checks before it looks at the token or the caller. Source of the limits and of the wording: the STS API's service
 * model and its answers.
 *
 * @param roleArn checked for length only; see {@link StsService}
 * @param sessionName 2 to 64 of {@code [\w+=,.@-]}
 * @param seconds 900 to 43200
 * @param policy an inline session policy of 1 to 2048 characters, if any
 * @param policyArns managed session policies, at most 10
 */
record AssumeRoleParameters(
        String roleArn,
        String sessionName,
        int seconds,
        @Nullable String policy,
        List<String> policyArns) {
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");
    private static final int DEFAULT_SECONDS = 3600;
    private static final int MOST_POLICIES = 10;

    AssumeRoleParameters {
        policyArns = List.copyOf(policyArns);
    }

    /** @throws ApiException {@code ValidationError} with all that is wrong, or {@code MalformedPolicyDocument} */
    static AssumeRoleParameters of(AssumeRoleWithWebIdentityRequest request) {
        List<String> problems = new ArrayList<>();
        requireNames(request.roleArn(), request.roleSessionName(), problems);
        requireTokenLength(request.webIdentityToken(), problems);
        int seconds = seconds(request.durationSeconds(), problems);
        return checked(
                request.roleArn(),
                request.roleSessionName(),
                seconds,
                request.policy(),
                request.policyArns(),
                problems);
    }

    /** @throws ApiException {@code ValidationError} with all that is wrong, or {@code MalformedPolicyDocument} */
    static AssumeRoleParameters of(AssumeRoleRequest request) {
        List<String> problems = new ArrayList<>();
        requireNames(request.roleArn(), request.roleSessionName(), problems);
        int seconds = seconds(request.durationSeconds(), problems);
        return checked(
                request.roleArn(),
                request.roleSessionName(),
                seconds,
                request.policy(),
                request.policyArns(),
                problems);
    }

    private static AssumeRoleParameters checked(
            String roleArn,
            String sessionName,
            int seconds,
            @Nullable String policy,
            List<PolicyDescriptorType> policyArns,
            List<String> problems) {
        if (policy != null) {
            requireLength("policy", policy, 1, 2048, problems);
        }
        if (policyArns.size() > MOST_POLICIES) {
            problems.add(failed("…", "policyArns", "have length less than or equal to " + MOST_POLICIES));
        }
        if (!problems.isEmpty()) {
            throw invalid(problems.size() + " validation error" + (problems.size() == 1 ? "" : "s") + " detected: "
                    + String.join("; ", problems));
        }
        if (policy != null) {
            requireJson(policy);
            PolicyDocuments.check(policy, PolicyForm.IDENTITY);
        }
        return new AssumeRoleParameters(
                roleArn,
                sessionName,
                seconds,
                policy,
                policyArns.stream()
                        .map(PolicyDescriptorType::arn)
                        .map(String::valueOf)
                        .toList());
    }

    private static void requireNames(@Nullable String roleArn, @Nullable String name, List<String> problems) {
        requireLength("roleArn", roleArn, 20, 2048, problems);
        requireLength("roleSessionName", name, 2, 64, problems);
        if (name != null && !SESSION_NAME.matcher(name).matches()) {
            problems.add(failed(name, "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]*"));
        }
    }

    private static int seconds(@Nullable Integer given, List<String> problems) {
        int seconds = Objects.requireNonNullElse(given, DEFAULT_SECONDS);
        if (seconds < 900) {
            problems.add(
                    failed(Integer.toString(seconds), "durationSeconds", "have value greater than or equal to 900"));
        }
        if (seconds > 43200) {
            problems.add(
                    failed(Integer.toString(seconds), "durationSeconds", "have value less than or equal to 43200"));
        }
        return seconds;
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

    private static void requireJson(String policy) {
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
