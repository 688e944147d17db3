package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.iam.MalformedPolicyException;
import io.github.ecsmaven.iam.Policy;
import io.github.ecsmaven.iam.PolicyForm;
import io.github.ecsmaven.local.wire.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads policy documents; those that are read again and again are remembered. */
public final class PolicyDocuments {
    private static final int MOST = 200;

    private final Map<String, Policy> remembered = new LinkedHashMap<>();

    /**
     * The policy of a document that was checked when it came.
     *
     * @throws MalformedPolicyException when it was not
     */
    public Policy read(String document) {
        Policy known = remembered.get(document);
        if (known != null) {
            return known;
        }
        Policy read = Policy.parse(document);
        if (remembered.size() >= MOST) {
            remembered.clear();
        }
        remembered.put(document, read);
        return read;
    }

    /**
     * Checks a document that comes with a call.
     *
     * @throws ApiException {@code MalformedPolicyDocument}
     */
    public static void check(String document, PolicyForm form) {
        Policy policy;
        try {
            policy = Policy.parse(document);
        } catch (MalformedPolicyException malformed) {
            throw new ApiException(
                    "MalformedPolicyDocument", 400, "Syntax errors in policy. " + malformed.getMessage());
        } catch (StackOverflowError tooDeep) {
            throw new ApiException("MalformedPolicyDocument", 400, "This policy contains invalid Json");
        }
        form.problem(policy).ifPresent(problem -> {
            throw new ApiException("MalformedPolicyDocument", 400, problem);
        });
    }
}
