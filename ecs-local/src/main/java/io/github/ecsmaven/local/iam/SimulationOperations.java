package io.github.ecsmaven.local.iam;

import io.github.ecsmaven.iam.ApplicablePolicies;
import io.github.ecsmaven.iam.Authorization;
import io.github.ecsmaven.iam.AuthorizationEvaluator;
import io.github.ecsmaven.iam.Condition;
import io.github.ecsmaven.iam.NamedPolicy;
import io.github.ecsmaven.iam.Policy;
import io.github.ecsmaven.iam.PolicyFinding;
import io.github.ecsmaven.iam.PolicyForm;
import io.github.ecsmaven.iam.PolicyKind;
import io.github.ecsmaven.iam.Principal;
import io.github.ecsmaven.iam.RequestContext;
import io.github.ecsmaven.iam.Statement;
import io.github.ecsmaven.iam.StatementExplanation;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.PolicySourceType;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/**
 * The policy simulator: what policies would say to actions on resources. As AWS's it knows no session policies and no trust
 * policies, and only those context keys that it is told.
 */
final class SimulationOperations {
    private static final Pattern ROLE = Pattern.compile("arn:[\\w-]+:iam::\\d{12}:role/(?:.*/)?([^/]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^},*?$]+?)\\s*\\}");

    private final IamState state;
    private final RolePolicies policies;

    SimulationOperations(IamState state) {
        this.state = state;
        this.policies = new RolePolicies(state);
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.read(
                        "SimulatePrincipalPolicy", SimulatePrincipalPolicyRequest::builder, this::simulatePrincipal),
                Operation.read("SimulateCustomPolicy", SimulateCustomPolicyRequest::builder, this::simulateCustom));
    }

    private SimulatePrincipalPolicyResponse simulatePrincipal(
            SimulatePrincipalPolicyRequest request, CallContext call) {
        String source = IamErrors.require(request.policySourceArn(), "policySourceArn", Pattern.compile("arn:.+"));
        Matcher name = ROLE.matcher(source);
        IamRole role = (name.matches() ? state.role(name.group(1)) : Optional.<IamRole>empty())
                .filter(found -> found.arn(state.account()).equals(source))
                .orElseThrow(() -> IamErrors.noSuchEntity("The policy source " + source + " cannot be found."));
        ApplicablePolicies applicable = policies.of(role);
        List<NamedPolicy> identity = new ArrayList<>(applicable.identity());
        identity.addAll(given("PolicyInputList", request.policyInputList()));
        List<NamedPolicy> boundary =
                given("PermissionsBoundaryPolicyInputList", request.permissionsBoundaryPolicyInputList());
        ApplicablePolicies all = ApplicablePolicies.ofIdentity(identity)
                .withBoundary(boundary.isEmpty() ? applicable.boundary() : boundary.get(0));
        return SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(results(
                        all,
                        new Questions(
                                request.actionNames(),
                                request.resourceArns(),
                                new Principal.AwsArn(source, state.account()),
                                entries(request.contextEntries()))))
                .isTruncated(false)
                .build();
    }

    private SimulateCustomPolicyResponse simulateCustom(SimulateCustomPolicyRequest request, CallContext call) {
        List<NamedPolicy> boundary =
                given("PermissionsBoundaryPolicyInputList", request.permissionsBoundaryPolicyInputList());
        ApplicablePolicies all = ApplicablePolicies.ofIdentity(given("PolicyInputList", request.policyInputList()))
                .withBoundary(boundary.isEmpty() ? null : boundary.get(0));
        return SimulateCustomPolicyResponse.builder()
                .evaluationResults(results(
                        all,
                        new Questions(
                                request.actionNames(),
                                request.resourceArns(),
                                new Principal.AwsArn(call.callerArn(), state.account()),
                                entries(request.contextEntries()))))
                .isTruncated(false)
                .build();
    }

    private record Questions(
            List<String> actions, List<String> resources, Principal principal, Map<String, List<String>> context) {}

    private static List<EvaluationResult> results(ApplicablePolicies policies, Questions questions) {
        if (questions.actions().isEmpty()) {
            throw IamErrors.invalid("1 validation error detected: Value null at 'actionNames' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        List<String> resources = questions.resources().isEmpty() ? List.of("*") : questions.resources();
        List<EvaluationResult> results = new ArrayList<>();
        for (String action : questions.actions()) {
            if (action.indexOf(':') < 0) {
                throw IamErrors.invalidInput("Invalid action: " + action);
            }
            for (String resource : resources) {
                RequestContext request =
                        new RequestContext(action, resource, questions.principal(), questions.context());
                results.add(result(policies, AuthorizationEvaluator.evaluate(policies, request)));
            }
        }
        return results;
    }

    private static EvaluationResult result(ApplicablePolicies policies, Authorization authorization) {
        PolicyEvaluationDecisionType decision = authorization.allowed()
                ? PolicyEvaluationDecisionType.ALLOWED
                : authorization instanceof Authorization.ExplicitlyDenied
                        ? PolicyEvaluationDecisionType.EXPLICIT_DENY
                        : PolicyEvaluationDecisionType.IMPLICIT_DENY;
        return EvaluationResult.builder()
                .evalActionName(authorization.request().action())
                .evalResourceName(authorization.request().resource())
                .evalDecision(decision)
                .matchedStatements(authorization.findings().stream()
                        .filter(finding -> finding.kind() == PolicyKind.IDENTITY)
                        .flatMap(SimulationOperations::matched)
                        .toList())
                .missingContextValues(missing(policies, authorization.request()))
                .permissionsBoundaryDecisionDetail(boundary(authorization))
                .build();
    }

    private static @Nullable PermissionsBoundaryDecisionDetail boundary(Authorization authorization) {
        return authorization.findings().stream()
                .filter(finding -> finding.kind() == PolicyKind.BOUNDARY)
                .findFirst()
                .map(finding -> PermissionsBoundaryDecisionDetail.builder()
                        .allowedByPermissionsBoundary(finding.decision().allowed())
                        .build())
                .orElse(null);
    }

    private static Stream<software.amazon.awssdk.services.iam.model.Statement> matched(PolicyFinding finding) {
        return finding.decision().reasons().statements().stream()
                .filter(StatementExplanation::matched)
                .map(statement -> software.amazon.awssdk.services.iam.model.Statement.builder()
                        .sourcePolicyId(finding.policy().name())
                        .sourcePolicyType(
                                finding.policy().name().contains("InputList")
                                        ? PolicySourceType.NONE
                                        : PolicySourceType.ROLE)
                        .build());
    }

    /** The keys that the policies ask for and nobody has said anything about. */
    private static List<String> missing(ApplicablePolicies policies, RequestContext request) {
        TreeSet<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.concat(policies.identity().stream(), policies.findBoundary().stream())
                .map(NamedPolicy::policy)
                .map(Policy::statements)
                .flatMap(List::stream)
                .forEach(statement -> keys.addAll(keys(statement)));
        keys.removeIf(key -> !request.values(key).isEmpty());
        return List.copyOf(keys);
    }

    private static List<String> keys(Statement statement) {
        List<String> keys = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Condition condition : statement.conditions()) {
            keys.add(condition.key());
            texts.addAll(condition.values());
        }
        if (statement.resources() != null) {
            texts.addAll(statement.resources().patterns());
        }
        for (String text : texts) {
            Matcher variable = VARIABLE.matcher(text);
            while (variable.find()) {
                keys.add(variable.group(1));
            }
        }
        return keys;
    }

    private static List<NamedPolicy> given(String member, List<String> documents) {
        List<NamedPolicy> policies = new ArrayList<>();
        for (String document : documents) {
            PolicyDocuments.check(document, PolicyForm.IDENTITY);
            policies.add(new NamedPolicy(member + "." + (policies.size() + 1), Policy.parse(document)));
        }
        return policies;
    }

    private static Map<String, List<String>> entries(List<ContextEntry> entries) {
        Map<String, List<String>> context = new TreeMap<>();
        entries.forEach(entry -> context.put(entry.contextKeyName(), entry.contextKeyValues()));
        return context;
    }
}
