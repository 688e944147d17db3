package io.github.ecsmaven.descriptor.imported;

import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.descriptor.source.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code {{ … }}} of a foreign file, and the reference that says the same here.
 *
 * @param raw as written, braces included
 * @param position where
 */
record Template(String raw, SourcePosition position) {
    private static final Pattern ARGUMENT = Pattern.compile("`([^`]*)`|\\\\?\"([^\"\\\\]*)\\\\?\"|'([^']*)'");
    private static final Set<String> CONTROL =
            Set.of("if", "else", "end", "range", "with", "define", "block", "template", "break", "continue");
    /** Source: "Customize log driver output" in Docker's documentation. */
    private static final Set<String> OF_DOCKER =
            Set.of(".ID", ".FullID", ".Name", ".ImageID", ".ImageFullID", ".ImageName", ".DaemonName");

    private static final Pattern PLAIN_DEFAULT = Pattern.compile("[^{}$]*");

    /** How well a reference stands for the template. */
    enum Meaning {
        THE_SAME,
        /** A property of a name made from the template: it is to be defined, or replaced. */
        A_NAME_ONLY
    }

    /** What stands in the place of a template. */
    record Translation(Reference reference, Meaning meaning) {}

    /** Whether it decides what the file holds, so that there is no file to read before it is rendered. */
    boolean isControl() {
        return CONTROL.contains(function()) || function().startsWith("/*");
    }

    /** Whether it is a mark that Docker fills in in the tag of a log. */
    boolean isForDocker() {
        return OF_DOCKER.contains(inner());
    }

    Translation translation() {
        List<String> arguments = arguments();
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        int count = arguments.size();
        if (function().equals("must_env") && count == 1) {
            return same("", "env." + first);
        }
        if (function().equals("env") && count == 1) {
            return same("", "env." + first + ":-");
        }
        if (function().equals("env")
                && count == 2
                && PLAIN_DEFAULT.matcher(arguments.get(1)).matches()) {
            return same("", "env." + first + ":-" + arguments.get(1));
        }
        if (function().equals("ssm") && count == 1) {
            return same("ssm", first);
        }
        if (function().equals("secretsmanager_arn") && count == 1) {
            return same("secret-arn", first);
        }
        String name = inner().replaceAll("[^A-Za-z0-9_-]+", ".").replaceAll("^[.-]+|[.-]+$", "");
        return new Translation(new Reference("", name.isEmpty() ? "template" : name), Meaning.A_NAME_ONLY);
    }

    private static Translation same(String scheme, String name) {
        return new Translation(new Reference(scheme, name), Meaning.THE_SAME);
    }

    private String inner() {
        return raw.substring(2, raw.length() - 2).replaceAll("^-|-$", "").strip();
    }

    private String function() {
        return inner().split("\\s", 2)[0];
    }

    /** The quoted arguments; none where there is anything else, as in a pipe. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        String rest = inner().substring(function().length());
        Matcher matcher = ARGUMENT.matcher(rest);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    arguments.add(matcher.group(group));
                }
            }
        }
        return matcher.reset().replaceAll("").isBlank() ? arguments : List.of();
    }
}
