package io.github.ecsmaven.descriptor.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forms in which keys and tokens are handed out, and names of variables that hold them. */
public final class SecretPatterns {
    /** To the end of a word: a form tells a secret by its beginning. */
    private static final String REST = "[^\\s\"'`,;)}\\]]*";

    private static final String USER_AND_PASSWORD = "[^\\s:/?#@$]{0,100}:[^\\s/?#@$]{1,100}@";

    private static final List<Form> FORMS = List.of(
            new Form(
                    "a private key",
                    "-----BEGIN [A-Z ]{0,40}PRIVATE KEY",
                    "[\\s\\S]*?(-----END[A-Z -]*|$)",
                    "PRIVATE KEY"),
            new Form(
                    "an AWS access key id",
                    "(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])",
                    REST,
                    "AKIA",
                    "ASIA"),
            // From the first letter of a run, so that each is read once however often `eyJ` is in it.
            new Form(
                    "a JSON web token",
                    "(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*?eyJ[A-Za-z0-9_-]{10})[A-Za-z0-9_-]++"
                            + "\\.eyJ[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]{10}",
                    REST,
                    ".eyJ"),
            new Form(
                    "a GitHub token",
                    "(?<![A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})",
                    REST,
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_",
                    "github_pat_"),
            new Form("a GitLab token", "(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}", REST, "glpat-"),
            new Form("a Slack token", "(?<![A-Za-z0-9])xox[abprs]-[A-Za-z0-9-]{10}", REST, "xox"),
            new Form("a Stripe key", "(?<![A-Za-z0-9])[sr]k_live_[A-Za-z0-9]{16}", REST, "k_live_"),
            // Looked for from its middle: from the scheme each letter of a text would begin one.
            new Form(
                    "a URL with a password",
                    Pattern.compile("://(?<=[a-z][a-z0-9+.-]{1,20}://)" + USER_AND_PASSWORD),
                    Pattern.compile("[a-z][a-z0-9+.-]{1,20}://" + USER_AND_PASSWORD + REST),
                    List.of("://")));

    private static final Pattern NAME = Pattern.compile(
            "(?i)(?!.*PUBLIC).*(PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|CREDENTIALS?|(^|[_-])(API|ACCESS|AUTH|PRIVATE|SECRET|"
                    + "ENCRYPTION|SIGNING|MASTER|LICENSE)[_-]?KEY|(?-i:[a-z]Key)|[_-]KEY)");
    /** Of a variable that is named like a secret and only says where or what it is. */
    private static final Pattern NO_SECRET = Pattern.compile(
            "(?i)|true|false|yes|no|none|null|[0-9]{1,5}|arn:.*|/.*|[a-z][a-z0-9+.-]*://[^@]*|.*\\$\\{.*");

    private SecretPatterns() {}

    /** What a text holds, where it has the form of something secret: {@code an AWS access key id}. */
    public static Optional<String> in(String text) {
        return FORMS.stream()
                .filter(form ->
                        form.mayBeIn(text) && form.beginning().matcher(text).find())
                .map(Form::name)
                .findFirst();
    }

    /** Whether a text holds something that has the form of a secret. */
    public static boolean occurIn(String text) {
        return in(text).isPresent();
    }

    /** A text with a mark in the place of each thing that has the form of a secret. */
    public static String masked(String text, String mask) {
        String masked = text;
        for (Form form : FORMS) {
            if (form.mayBeIn(masked)) {
                masked = form.whole().matcher(masked).replaceAll(Matcher.quoteReplacement(mask));
            }
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

    /**
     * A form.
     *
     * @param beginning by which it is told
     * @param whole all of it
     * @param marks one of which every text has that has the form: looked for first, because most texts have none
     */
    private record Form(String name, Pattern beginning, Pattern whole, List<String> marks) {
        Form(String name, String beginning, String rest, String... marks) {
            this(name, Pattern.compile(beginning), Pattern.compile(beginning + rest), List.of(marks));
        }

        boolean mayBeIn(String text) {
            return marks.stream().anyMatch(text::contains);
        }
    }
}
