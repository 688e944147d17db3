package io.github.ecsmaven.local.sts;

import io.github.ecsmaven.iam.Decision;
import io.github.ecsmaven.iam.MalformedPolicyException;
import io.github.ecsmaven.iam.Policy;
import io.github.ecsmaven.iam.PolicyEvaluator;
import io.github.ecsmaven.iam.Principal;
import io.github.ecsmaven.iam.RequestContext;

/** Decides by the policy language of IAM. */
public final class PolicyTrustEvaluator implements TrustEvaluator {
    @Override
    public TrustDecision decide(String trustPolicyJson, TrustRequest request) {
        try {
            Decision decision = PolicyEvaluator.evaluate(
                    Policy.parse(trustPolicyJson),
                    new RequestContext(
                            request.action(),
                            request.roleArn(),
                            new Principal.Federated(request.federatedPrincipal()),
                            request.conditionKeys()));
            return new TrustDecision(decision.allowed(), decision.explanation());
        } catch (MalformedPolicyException e) {
            return new TrustDecision(false, "the trust policy cannot be read: " + e.getMessage());
        }
    }
}
