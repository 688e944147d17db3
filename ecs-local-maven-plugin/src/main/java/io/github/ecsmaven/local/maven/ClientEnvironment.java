package io.github.ecsmaven.local.maven;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What clients must be told to talk to ecs-local, in the words of a POSIX shell.
 *
 * @param endpoint of all services
 * @param roleArn of the role to assume
 * @param token the file with the token to assume it with
 */
record ClientEnvironment(URI endpoint, String roleArn, Path token) {
    /** ecs-local has no Regions of its own: it answers for each alike. */
    private static final String REGION = "eu-west-1";

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=,-]+");

    /** For the AWS CLI and the AWS SDKs. */
    List<String> exports() {
        return List.of(
                export("AWS_ENDPOINT_URL", endpoint.toString()),
                export("AWS_REGION", REGION),
                export("AWS_ROLE_ARN", roleArn),
                export("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString()));
    }

    /** For the goals of ecs-maven-plugin. */
    String mavenOptions() {
        return quoted("-Decs.endpoint=" + endpoint) + " " + quoted("-Decs.webIdentityTokenFile=" + token);
    }

    private static String export(String name, String value) {
        return "export " + name + "=" + quoted(value);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
