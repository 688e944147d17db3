package io.github.ecsmaven.iam;

import java.util.List;

/** What all the policies that apply to a request come to. */
public sealed interface Authorization {

    /** The request. */
    RequestContext request();

    /** What each policy says, in the order identity, boundary, session, resource. */
    List<PolicyFinding> findings();

    /** Whether the request is allowed. */
    default boolean allowed() {
        return this instanceof Allowed;
    }

    /** The reason for a person: which policy, which statement, which condition, what it expects and what the request has. */
    String explanation();

    /**
     * Every kind of policy that must allow it does, and none denies it.
     *
     * @param request the request
     * @param findings what each policy says
     * @param by a policy that grants it: the identity's, or the resource's
     */
    record Allowed(RequestContext request, List<PolicyFinding> findings, PolicyFinding by) implements Authorization {
        /** Copies the list. */
        public Allowed {
            findings = List.copyOf(findings);
        }

        @Override
        public String explanation() {
            return by.text();
        }
    }

    /** It is not allowed. */
    sealed interface Denied extends Authorization {

        /** The kind of policy that AWS names as the cause. */
        PolicyKind kind();

        /** AWS's words after who may not do what: {@code because no session policy allows the ecs:UpdateService action}. */
        String because();

        /**
         * AWS's message.
         *
         * @param principalArn who asks, as the message names them: the ARN of the role session
         */
        default String message(String principalArn) {
            return "User: " + principalArn + " is not authorized to perform: "
                    + request().action() + " on resource: " + request().resource() + " " + because();
        }
    }

    /**
     * A policy denies it, whatever others allow.
     *
     * @param request the request
     * @param findings what each policy says
     * @param by the policy that denies it
     */
    record ExplicitlyDenied(RequestContext request, List<PolicyFinding> findings, PolicyFinding by) implements Denied {
        /** Copies the list. */
        public ExplicitlyDenied {
            findings = List.copyOf(findings);
        }

        @Override
        public PolicyKind kind() {
            return by.kind();
        }

        @Override
        public String because() {
            return "with an explicit deny in " + by.kind().withArticle();
        }

        @Override
        public String explanation() {
            return by.text();
        }
    }

    /**
     * A kind of policy that must allow it does not.
     *
     * @param request the request
     * @param findings what each policy says
     * @param kind the first kind that does not
     */
    record ImplicitlyDenied(RequestContext request, List<PolicyFinding> findings, PolicyKind kind) implements Denied {
        /** Copies the list. */
        public ImplicitlyDenied {
            findings = List.copyOf(findings);
        }

        @Override
        public String because() {
            return "because no " + kind.text() + " allows the " + request.action() + " action";
        }

        @Override
        public String explanation() {
            List<PolicyFinding> ofThatKind =
                    findings.stream().filter(finding -> finding.kind() == kind).toList();
            return ofThatKind.isEmpty()
                    ? "there is no " + kind.text() + ", and one must allow " + request.action()
                    : PolicyFinding.texts(ofThatKind);
        }
    }
}
