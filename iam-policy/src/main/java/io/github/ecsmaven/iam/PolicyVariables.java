package io.github.ecsmaven.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the request's values where a policy's text says <code>${key}</code> or <code>${key, 'default'}</code>, and the characters
 * themselves for <code>${*}</code>, <code>${?}</code> and <code>${$}</code>. Policies of the first version have no variables: there
 * the text stands for itself. A value that comes from the request has no wildcards. Source: IAM User Guide, policy variables.
 */
final class PolicyVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^},]+?)\\s*(?:,\\s*'([^']*)'\\s*)?\\}");

    private final boolean enabled;
    private final RequestContext request;

    private PolicyVariables(boolean enabled, RequestContext request) {
        this.enabled = enabled;
        this.request = request;
    }

    static PolicyVariables of(Policy policy, RequestContext request) {
        return new PolicyVariables(policy.hasVariables(), request);
    }

    /** The text with the values in place, empty when a variable has none: then it equals nothing. */
    Optional<String> text(String policyText) {
        StringBuilder text = new StringBuilder();
        boolean complete = expand(policyText, text::append, text::append);
        return complete ? Optional.of(text.toString()) : Optional.empty();
    }

    /** The same for a text whose wildcards count. */
    Optional<WildcardPattern> pattern(String policyText) {
        WildcardPattern.Builder pattern = new WildcardPattern.Builder();
        boolean complete = expand(policyText, pattern::addPattern, pattern::addLiteral);
        return complete ? Optional.of(pattern.build()) : Optional.empty();
    }

    private boolean expand(String policyText, Consumer<String> written, Consumer<String> substituted) {
        if (!enabled) {
            written.accept(policyText);
            return true;
        }
        Matcher variable = VARIABLE.matcher(policyText);
        int end = 0;
        while (variable.find()) {
            written.accept(policyText.substring(end, variable.start()));
            String value = value(variable.group(1), variable.group(2));
            if (value == null) {
                return false;
            }
            substituted.accept(value);
            end = variable.end();
        }
        written.accept(policyText.substring(end));
        return true;
    }

    private @Nullable String value(String name, @Nullable String defaultValue) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return name;
        }
        List<String> values = request.values(name);
        if (values.isEmpty()) {
            return defaultValue;
        }
        // A key with several values cannot be a variable.
        return values.size() == 1 ? values.get(0) : null;
    }
}
