package io.github.ecsmaven.maven;

import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Parameters as they arrive: Maven lets a blank one through. */
final class Parameters {
    private static final Duration LONGEST = Duration.ofDays(366);

    private Parameters() {}

    static void requireNotBlank(String property, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw new UserException(new Explanation(
                    "The parameter " + property + " is blank",
                    "-D" + property + "= on the command line, or the plugin's <configuration>",
                    "a blank value is no value; often a CI variable that is not set",
                    "give it a value, or leave it out"));
        }
    }

    static @Nullable URI url(String property, @Nullable String value) {
        requireNotBlank(property, value);
        if (value == null) {
            return null;
        }
        try {
            URI url = new URI(value.strip());
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw noUrl(property, value);
        }
        throw noUrl(property, value);
    }

    static @Nullable Path file(String property, @Nullable String value, Path base) {
        requireNotBlank(property, value);
        return value == null ? null : base.resolve(value);
    }

    static Duration duration(String property, String value) {
        requireNotBlank(property, value);
        try {
            Duration duration = Duration.parse(value.strip());
            if (!duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw noDuration(property, value);
        }
        throw noDuration(property, value);
    }

    private static UserException noDuration(String property, String value) {
        return new UserException(new Explanation(
                "The parameter " + property + " is no duration of up to a year: \"" + value + "\"",
                "",
                "an ISO 8601 duration is needed",
                "write it as -D" + property + "=PT24H"));
    }

    private static UserException noUrl(String property, String value) {
        return new UserException(new Explanation(
                "The parameter " + property + " is not a URL: \"" + value + "\"",
                "",
                "a scheme and a host are needed",
                "write it as -D" + property + "=http://127.0.0.1:4566"));
    }
}
