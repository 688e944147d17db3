package io.github.ecsmaven.iam;

import java.util.Arrays;
import java.util.Optional;

/**
 * One entry of a {@code Principal} or {@code NotPrincipal} element.
 *
 * @param type which kind of principal it names
 * @param value an ARN, an account, the name of a service or provider, or {@code *}
 */
public record PrincipalPattern(Type type, String value) {

    /** The kinds of entry, as a document writes them. */
    public enum Type {
        /** The bare {@code *}: everyone. */
        ANYONE("*"),
        AWS("AWS"),
        FEDERATED("Federated"),
        SERVICE("Service"),
        CANONICAL_USER("CanonicalUser");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** As a policy document writes it. */
        public String text() {
            return text;
        }

        static Optional<Type> of(String text) {
            return Arrays.stream(values())
                    .filter(type -> type != ANYONE && type.text.equals(text))
                    .findFirst();
        }
    }

    /** Everyone, the anonymous included. */
    public static PrincipalPattern anyone() {
        return new PrincipalPattern(Type.ANYONE, "*");
    }

    /** The holders of a token of an identity provider, by the provider's ARN. */
    public static PrincipalPattern federated(String providerArn) {
        return new PrincipalPattern(Type.FEDERATED, providerArn);
    }

    /** An account, user, role or role session, by ARN or account number. */
    public static PrincipalPattern aws(String arnOrAccount) {
        return new PrincipalPattern(Type.AWS, arnOrAccount);
    }

    /** An AWS service, for example {@code ecs-tasks.amazonaws.com}. */
    public static PrincipalPattern service(String name) {
        return new PrincipalPattern(Type.SERVICE, name);
    }

    /** For a message: the kind and the value. */
    public String text() {
        return type == Type.ANYONE ? "anyone" : type.text() + " \"" + value + "\"";
    }
}
