package io.github.ecsmaven.iam;

/** What a policy says about a request. */
public sealed interface Decision {

    /** Whether the request is allowed. */
    boolean allowed();

    /** What each statement had to say. */
    Explanation reasons();

    /** The reason for a person to read: one line for the decision and, when nothing matched, one for each statement. */
    String explanation();

    /**
     * A statement allows it and none denies it.
     *
     * @param statement the first one that allows it
     * @param reasons what each statement had to say
     */
    record Allowed(Statement statement, Explanation reasons) implements Decision {
        @Override
        public boolean allowed() {
            return true;
        }

        @Override
        public String explanation() {
            return reasons.nameOf(statement) + " allows " + reasons.request().action();
        }
    }

    /** It is not allowed. */
    sealed interface Denied extends Decision {
        @Override
        default boolean allowed() {
            return false;
        }
    }

    /**
     * A statement denies it, whatever others allow.
     *
     * @param statement the first one that denies it
     * @param reasons what each statement had to say
     */
    record ExplicitlyDenied(Statement statement, Explanation reasons) implements Denied {
        @Override
        public String explanation() {
            return reasons.nameOf(statement) + " denies " + reasons.request().action()
                    + ", and a deny wins over any allow";
        }
    }

    /**
     * No statement allows it.
     *
     * @param reasons what each statement had to say, the one that came closest first
     */
    record ImplicitlyDenied(Explanation reasons) implements Denied {
        @Override
        public String explanation() {
            return reasons.text();
        }
    }
}
