package io.github.ecsmaven.descriptor.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Forms in which keys and tokens are handed out, and names of variables that hold them. */
public final class SecretPatterns {
    private static final List<Form> FORMS = forms();

    private static final Pattern NAME = Pattern.compile(
            "(?i)(?!.*PUBLIC).*(PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|CREDENTIALS?|(^|[_-])(API|ACCESS|AUTH|PRIVATE|SECRET|"
                    + "ENCRYPTION|SIGNING|MASTER|LICENSE)[_-]?KEY|(?-i:[a-z]Key)|[_-]KEY)");
    /** Of a variable that is named like a secret and only says where or what it is. */
    private static final Pattern NO_SECRET = Pattern.compile(
            "(?i)|true|false|yes|no|none|null|[0-9]{1,5}|arn:.*|/.*|[a-z][a-z0-9+.-]*://[^@]*|.*\\$\\{.*");

    private SecretPatterns() {}

    /** What a text holds, where it has the form of something secret: {@code an AWS access key id}. */
    public static Optional<String> in(String text) {
        for (Form form : FORMS) {
            if (form.isIn(text)) {
                return Optional.of(form.name());
            }
        }
        return Optional.empty();
    }

    /** Whether a text holds something that has the form of a secret. */
    public static boolean occurIn(String text) {
        return in(text).isPresent();
    }

    /** Whether a variable is named like a secret and has a value that could be one. */
    static boolean isNamedAndFilled(String name, String value) {
        return NAME.matcher(name).matches() && !NO_SECRET.matcher(value.strip()).matches();
    }

    private static List<Form> forms() {
        return List.of(
                form("a private key", "-----BEGIN [A-Z ]{0,40}PRIVATE KEY", "-----BEGIN "),
                form("an AWS access key id", "(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])", "AKIA", "ASIA"),
                // From the first letter of a run, so that each is read once however often `eyJ` is in it.
                form(
                        "a JSON web token",
                        "(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*?eyJ[A-Za-z0-9_-]{10})[A-Za-z0-9_-]++"
                                + "\\.eyJ[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]{10}",
                        ".eyJ"),
                form(
                        "a GitHub token",
                        "(?<![A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})",
                        "ghp_",
                        "gho_",
                        "ghu_",
                        "ghs_",
                        "ghr_",
                        "github_pat_"),
                form("a GitLab token", "(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}", "glpat-"),
                form("a Slack token", "(?<![A-Za-z0-9])xox[abprs]-[A-Za-z0-9-]{10}", "xox"),
                form("a Stripe key", "(?<![A-Za-z0-9])[sr]k_live_[A-Za-z0-9]{16}", "k_live_"),
                form(
                        "a URL with a password",
                        "://(?<=[a-z][a-z0-9+.-]{1,20}://)[^\\s:/?#@$]{1,100}:[^\\s/?#@$]{1,100}@",
                        "://"));
    }

    private static Form form(String name, String pattern, String... marks) {
        return new Form(name, Pattern.compile(pattern), List.of(marks));
    }

    /**
     * A form.
     *
     * @param name what it is, {@code a GitHub token}
     * @param marks one of these is in every text that has the form. Looking for them first takes a hundredth of the time, and
     *     hardly any text has one
     */
    private record Form(String name, Pattern pattern, List<String> marks) {
        boolean isIn(String text) {
            for (String mark : marks) {
                if (text.contains(mark)) {
                    return pattern.matcher(text).find();
                }
            }
            return false;
        }
    }
}
