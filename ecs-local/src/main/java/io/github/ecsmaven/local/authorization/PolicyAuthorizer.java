package io.github.ecsmaven.local.authorization;

import io.github.ecsmaven.facts.IamFacts;
import io.github.ecsmaven.iam.ApplicablePolicies;
import io.github.ecsmaven.iam.Authorization;
import io.github.ecsmaven.iam.AuthorizationEvaluator;
import io.github.ecsmaven.iam.MalformedPolicyException;
import io.github.ecsmaven.iam.RequestContext;
import io.github.ecsmaven.local.resource.AccountResources;
import io.github.ecsmaven.local.sts.SessionPermissions;
import io.github.ecsmaven.local.wire.CallAuthorizer;
import io.github.ecsmaven.local.wire.CallContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Decides about every call by the policies of the caller's role, its boundary and the session's own. The answer says what AWS
 * says; the log says which policy, which statement and which condition it was.
 */
public final class PolicyAuthorizer implements CallAuthorizer {
    private final CallNeeds needs;
    private final SessionPermissions permissions;
    private final Consumer<String> log;

    /**
     * @param facts which resources and condition keys each action has
     * @param permissions what callers can do
     * @param resources what the services know of what calls name
     * @param log takes the reason of each refusal
     */
    public PolicyAuthorizer(
            IamFacts facts, SessionPermissions permissions, AccountResources resources, Consumer<String> log) {
        this.needs = new CallNeeds(facts, resources);
        this.permissions = permissions;
        this.log = log;
    }

    /** STS decides about its own calls: who one is needs no permission, and trust policies have a say in the others. */
    @Override
    public Optional<String> refusal(String service, String operation, SdkPojo request, CallContext call) {
        if (service.equals("sts")) {
            return Optional.empty();
        }
        List<NeededPermission> needed = needs.of(service, operation, new RequestMembers(request), call);
        try {
            ApplicablePolicies policies = permissions.of(call);
            Map<String, List<String>> always = permissions.conditionKeys(call);
            return needed.stream()
                    .flatMap(each -> refusal(each, policies, always, call).stream())
                    .findFirst();
        } catch (MalformedPolicyException e) {
            log.accept("a policy of " + call.callerArn() + " cannot be read: " + e.getMessage());
            return Optional.of(
                    "User: " + call.callerArn() + " is not authorized to perform: " + service + ":" + operation);
        }
    }

    private Optional<String> refusal(
            NeededPermission needed, ApplicablePolicies policies, Map<String, List<String>> always, CallContext call) {
        Map<String, List<String>> keys = new LinkedHashMap<>(always);
        keys.putAll(needed.keys());
        Authorization authorization = AuthorizationEvaluator.evaluate(
                policies,
                new RequestContext(needed.action(), needed.resource(), SessionPermissions.principal(call), keys));
        if (authorization instanceof Authorization.Denied denied) {
            log.accept("not authorized: " + needed.action() + " on " + needed.resource() + ": " + denied.explanation()
                    + "; the request had " + needed.keys());
            return Optional.of(denied.message(call.callerArn()));
        }
        return Optional.empty();
    }
}
