package io.github.ecsmaven.iam;

/** Who makes a request. */
public sealed interface Principal {

    /** For a message: what kind of principal, and which. */
    String text();

    /**
     * The holder of a web identity token or SAML assertion.
     *
     * @param providerArn the identity provider's ARN, or the name of one that AWS knows by itself
     */
    record Federated(String providerArn) implements Principal {
        @Override
        public String text() {
            return "Federated \"" + providerArn + "\"";
        }
    }

    /**
     * A user, role, role session or account.
     *
     * @param arn for example {@code arn:aws:sts::111122223333:assumed-role/NAME/SESSION}
     * @param account the account's twelve digits
     */
    record AwsArn(String arn, String account) implements Principal {
        @Override
        public String text() {
            return "AWS \"" + arn + "\"";
        }
    }

    /**
     * An AWS service.
     *
     * @param name for example {@code ecs-tasks.amazonaws.com}
     */
    record Service(String name) implements Principal {
        @Override
        public String text() {
            return "Service \"" + name + "\"";
        }
    }

    /** Somebody without credentials. */
    record Anonymous() implements Principal {
        @Override
        public String text() {
            return "an anonymous caller";
        }
    }
}
