package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.DeploymentDescriptor.WebIdentitySettings;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The section {@code identity.webIdentity}. */
final class WebIdentitySection {
    private static final List<String> PROVIDERS = List.of(
            "auto",
            "file",
            "env",
            "command",
            "http",
            "eks",
            "github",
            "gitlab",
            "circleci",
            "buildkite",
            "jenkins",
            "bitbucket",
            "azure",
            "google",
            "spiffe");
    private static final Pattern SECRET_HEADER =
            Pattern.compile("(?i).*(authorization|token|secret|passw|credential|cookie|api-?key|access-?key).*");
    private static final Pattern URL = Pattern.compile(
            "(?i)(https://[\\w.~%\\-\\[\\]:]+|http://(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?)([/?#]\\S*)?");
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_]*}");

    private WebIdentitySection() {}

    static WebIdentitySettings read(Section section) {
        String named = section.text("provider");
        String provider = named == null ? "auto" : named;
        String variable = section.text("variable");
        List<String> command = section.texts("command");
        String url = section.text("url");
        checkProvider(section, provider);
        if ("env".equals(provider) && variable == null) {
            missing(section, provider, "variable", "Name the environment variable that holds the token");
        }
        if ("command".equals(provider) && command.isEmpty()) {
            missing(
                    section,
                    provider,
                    "command",
                    "List the program and its arguments: [\"./token.sh\", \"production\"]");
        }
        if ("http".equals(provider) && url == null) {
            missing(section, provider, "url", "Name the URL that answers with a token");
        }
        checkUrl(section, url);
        Map<String, String> headers = section.textsByName("headers");
        checkHeaders(section, headers);
        String pointer = section.text("tokenPointer");
        if (pointer != null && !pointer.startsWith("/")) {
            section.report(
                    ProblemId.INVALID_VALUE,
                    "tokenPointer",
                    "`" + pointer + "` is no JSON pointer",
                    "Write it as in RFC 6901: /value for the member `value`");
        }
        return new WebIdentitySettings(
                provider,
                section.text("audience"),
                section.text("issuer"),
                section.text("file"),
                variable,
                command,
                url,
                headers,
                pointer,
                section.text("serviceConnection"));
    }

    private static void checkProvider(Section section, String provider) {
        if ("travis".equals(provider)) {
            section.report(
                    ProblemId.INVALID_VALUE,
                    "provider",
                    "`travis` is no value for it: Travis CI issues no OIDC token",
                    "Take the token from an issuer of your own: file, env, command or http");
        } else if (!PROVIDERS.contains(provider)) {
            section.notOneOf("provider", provider, PROVIDERS);
        }
    }

    private static void missing(Section section, String provider, String member, String cure) {
        section.report(ProblemId.MISSING_FIELD, member, "The provider " + provider + " needs `" + member + "`", cure);
    }

    /** A credential may go there: over TLS, or not beyond this machine, and none is in the URL itself. */
    private static void checkUrl(Section section, @Nullable String url) {
        if (url != null && !URL.matcher(url.strip()).matches()) {
            section.report(
                    ProblemId.INVALID_VALUE,
                    "url",
                    "The URL is neither https nor of this machine, or has a user name in it",
                    "Write an https URL, or an http URL of this machine: http://127.0.0.1:8200/…");
        }
    }

    /** What is written here is printed by {@code ecs:render} and kept in the repository: no place for a secret. */
    private static void checkHeaders(Section section, Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (SECRET_HEADER.matcher(name).matches()
                    && !VARIABLE.matcher(value).find()) {
                section.report(
                        ProblemId.INVALID_VALUE,
                        KeyedPath.of("identity", "webIdentity", "headers").key(name),
                        "The header " + name + " is secret and does not belong in a descriptor",
                        "Name the environment variable that holds it in braces: \"Bearer {TOKEN_SERVICE_KEY}\"");
            }
        });
    }
}
