package io.github.ecsmaven.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests for tests: one of everything, and what a test cares about changed. */
final class Requests {

    static final String ROLE = "arn:aws:iam::111122223333:role/deployer";
    static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/oidc.example";
    static final String ASSUME = "sts:AssumeRoleWithWebIdentity";

    private Requests() {}

    static RequestContext withKeys(Map<String, List<String>> keys) {
        return new RequestContext(ASSUME, ROLE, new Principal.Federated(PROVIDER), keys);
    }

    static RequestContext of(String action, String resource) {
        return new RequestContext(action, resource, new Principal.Anonymous(), Map.of());
    }

    static RequestContext from(Principal principal) {
        return new RequestContext(ASSUME, ROLE, principal, Map.of());
    }

    /** Keys as {@code name=value}; a name again gives it another value. */
    static RequestContext withKeys(String... assignments) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            List<String> value = List.of(assignment.substring(equals + 1));
            keys.merge(assignment.substring(0, equals), value, (left, right) -> {
                List<String> both = new ArrayList<>(left);
                both.addAll(right);
                return both;
            });
        }
        return withKeys(keys);
    }
}
