package io.github.ecsmaven.descriptor.interpolation;

import io.github.ecsmaven.descriptor.interpolation.Interpolated.Fault;
import io.github.ecsmaven.descriptor.interpolation.Interpolated.FaultKind;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fills in references to properties ({@code ${name}}, or with a default behind {@code :-}) from the build, leaves those with
 * a scheme as look-ups, and takes away the second dollar sign that escapes a reference. What a property holds is taken as
 * it is: a reference inside it is not followed.
 */
public final class Interpolator {
    /** What can be looked up outside of the build. */
    public static final Set<String> SCHEMES = Set.of("cfn", "ssm", "ssm-arn", "secret-arn", "terraform");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern SCHEMED = Pattern.compile("[a-z][a-z-]*:[^-].*");
    private static final String IMAGES = Reference.IMAGES + ".";
    private static final String ENVIRONMENT_VARIABLES = "env.";

    private final PropertySource properties;

    public Interpolator(PropertySource properties) {
        this.properties = properties;
    }

    /** Looks at each reference of a scalar. */
    public Interpolated interpolate(String text) {
        if (!text.contains("${")) {
            return new Interpolated(text, List.of(), false, List.of());
        }
        Scan scan = new Scan(text);
        scan.run();
        return new Interpolated(scan.out.toString(), scan.lookups, scan.isReference(), scan.faults);
    }

    /** One pass over one scalar. */
    private final class Scan {
        private final String text;
        private final StringBuilder out = new StringBuilder();
        private final List<Reference> lookups = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private int references;
        private int literals;

        Scan(String text) {
            this.text = text;
        }

        void run() {
            int at = 0;
            while (at < text.length()) {
                if (text.startsWith("$${", at)) {
                    at = literal("${", at, 3);
                } else if (text.startsWith("${", at)) {
                    at = reference(at);
                } else {
                    at = literal(text.substring(at, at + 1), at, 1);
                }
            }
        }

        boolean isReference() {
            return references == 1 && literals == 0;
        }

        private int literal(String piece, int at, int length) {
            out.append(piece);
            literals++;
            return at + length;
        }

        private int reference(int at) {
            references++;
            int end = text.indexOf('}', at);
            if (end < 0) {
                String rest = text.substring(at);
                malformed(rest, "`" + shortened(rest) + "` has no closing brace", "Close the reference with `}`");
                return text.length();
            }
            String inner = text.substring(at + 2, end);
            String written = text.substring(at, end + 1);
            if (inner.contains("${")) {
                malformed(
                        written,
                        "`" + shortened(written) + "` holds another reference",
                        "Write them one after the other");
            } else if (SCHEMED.matcher(inner).matches()) {
                lookup(inner, written);
            } else {
                local(inner, written);
            }
            return end + 1;
        }

        private void lookup(String inner, String written) {
            int colon = inner.indexOf(':');
            String scheme = inner.substring(0, colon);
            String name = inner.substring(colon + 1);
            if (!SCHEMES.contains(scheme)) {
                String known = String.join(", ", SCHEMES.stream().sorted().toList());
                malformed(
                        written,
                        "`" + written + "` asks for `" + scheme + "`, which is nothing that can be looked up",
                        Nearest.to(scheme, SCHEMES)
                                .map(near -> "Did you mean `${" + near + ":" + name + "}`?")
                                .orElse("Look-ups begin with one of: " + known));
            } else if (name.isBlank()) {
                malformed(written, "`" + written + "` does not say what to look up", "Name it behind the colon");
            } else {
                lookups.add(new Reference(scheme, name));
                out.append(written);
            }
        }

        private void local(String inner, String written) {
            int separator = inner.indexOf(":-");
            String name = separator < 0 ? inner : inner.substring(0, separator);
            if (!NAME.matcher(name).matches()) {
                String what = inner.isBlank() ? "names nothing" : "is no reference that this plugin knows";
                malformed(
                        written,
                        "`" + shortened(written) + "` " + what,
                        "Write `${name}`, `${name:-default}` or `${scheme:name}`");
                return;
            }
            if (name.startsWith(IMAGES)) {
                lookups.add(new Reference(Reference.IMAGES, name.substring(IMAGES.length())));
                out.append(written);
                return;
            }
            Optional<String> value = properties.value(name);
            if (value.isPresent()) {
                out.append(value.get());
            } else if (separator >= 0) {
                out.append(inner.substring(separator + 2));
            } else {
                undefined(name, written);
            }
        }

        private void undefined(String name, String written) {
            List<String> near = Nearest.several(name, properties.names());
            String cure;
            if (!near.isEmpty()) {
                cure = "Did you mean "
                        + String.join(
                                " or ",
                                near.stream().map(each -> "`${" + each + "}`").toList()) + "?";
            } else if (name.startsWith(ENVIRONMENT_VARIABLES)) {
                cure = "Set the environment variable " + name.substring(ENVIRONMENT_VARIABLES.length())
                        + ", or give a default: `${" + name + ":-…}`";
            } else {
                cure = "Define it with -D" + name + "=… or in the POM, or give a default: `${" + name + ":-…}`";
            }
            faults.add(new Fault(FaultKind.UNDEFINED, "$" + written, "`" + written + "` is not defined", cure));
        }

        private void malformed(String written, String what, String cure) {
            faults.add(new Fault(FaultKind.MALFORMED, "$" + shortened(written), what, cure));
        }
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
