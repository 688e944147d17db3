package io.github.ecsmaven.descriptor.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forms in which keys and tokens are handed out, and names of variables that hold them. */
public final class SecretPatterns {
    private static final String PRIVATE_KEY = "-----BEGIN [A-Z ]{0,40}PRIVATE KEY";
    private static final Map<String, Pattern> FORMS = forms();
    /** The same to their ends: a form tells a secret by its beginning. */
    private static final List<Pattern> WHOLE = FORMS.values().stream()
            .map(form -> Pattern.compile(form.pattern()
                    + (form.pattern().equals(PRIVATE_KEY) ? "[\\s\\S]*?(-----END[A-Z -]*|$)" : "[^\\s\"'`,;)}\\]]*")))
            .toList();

    private static final Pattern NAME = Pattern.compile(
            "(?i)(?!.*PUBLIC).*(PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|CREDENTIALS?|(^|[_-])(API|ACCESS|AUTH|PRIVATE|SECRET|"
                    + "ENCRYPTION|SIGNING|MASTER|LICENSE)[_-]?KEY|(?-i:[a-z]Key)|[_-]KEY)");
    /** Of a variable that is named like a secret and only says where or what it is. */
    private static final Pattern NO_SECRET = Pattern.compile(
            "(?i)|true|false|yes|no|none|null|[0-9]{1,5}|arn:.*|/.*|[a-z][a-z0-9+.-]*://[^@]*|.*\\$\\{.*");

    private SecretPatterns() {}

    /** What a text holds, where it has the form of something secret: {@code an AWS access key id}. */
    public static Optional<String> in(String text) {
        return FORMS.entrySet().stream()
                .filter(form -> form.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether a text holds something that has the form of a secret. */
    public static boolean occurIn(String text) {
        return in(text).isPresent();
    }

    /** A text with a mark in the place of each thing that has the form of a secret. */
    public static String masked(String text, String mask) {
        String masked = text;
        for (Pattern form : WHOLE) {
            masked = form.matcher(masked).replaceAll(Matcher.quoteReplacement(mask));
        }
        return masked;
    }

    /** Whether a variable has a name that things have which are secret. */
    static boolean isNamed(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a variable is named like a secret and has a value that could be one. */
    public static boolean isNamedAndFilled(String name, String value) {
        return NAME.matcher(name).matches() && !NO_SECRET.matcher(value.strip()).matches();
    }

    private static Map<String, Pattern> forms() {
        Map<String, Pattern> forms = new LinkedHashMap<>();
        forms.put("a private key", Pattern.compile(PRIVATE_KEY));
        forms.put("an AWS access key id", Pattern.compile("(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])"));
        forms.put(
                "a JSON web token",
                Pattern.compile("eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{10,2000}"));
        forms.put(
                "a GitHub token",
                Pattern.compile("(?<![A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})"));
        forms.put("a GitLab token", Pattern.compile("(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}"));
        forms.put("a Slack token", Pattern.compile("(?<![A-Za-z0-9])xox[abprs]-[A-Za-z0-9-]{10}"));
        forms.put("a Stripe key", Pattern.compile("(?<![A-Za-z0-9])[sr]k_live_[A-Za-z0-9]{16}"));
        forms.put(
                "a URL with a password",
                Pattern.compile("[a-z][a-z0-9+.-]{1,20}://[^\\s:/?#@$]{0,100}:[^\\s/?#@$]{1,100}@"));
        return Collections.unmodifiableMap(forms);
    }
}
