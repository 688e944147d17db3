package io.github.ecsmaven.descriptor.interpolation;

import io.github.ecsmaven.descriptor.interpolation.Interpolated.Fault;
import io.github.ecsmaven.descriptor.interpolation.Interpolated.FaultKind;
import io.github.ecsmaven.descriptor.interpolation.Interpolated.FilledIn;
import io.github.ecsmaven.descriptor.suggestion.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills in references to properties ({@code ${name}}, or with a default behind {@code :-}) from the build and those with a
 * scheme from the answers of their look-ups, as far as there are any, and takes away the second dollar sign that escapes a
 * reference. What a property or an answer holds is taken as it is: a reference inside it is not followed.
 */
public final class Interpolator {
    /** What can be looked up outside of the build. */
    public static final Set<String> SCHEMES = Set.of("cfn", "ssm", "ssm-arn", "secret-arn", "terraform");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern SCHEMED = Pattern.compile("[a-z][a-z-]*:[^-].*", Pattern.DOTALL);
    private static final Pattern STACK_OUTPUT = Pattern.compile("\\S+\\.[A-Za-z0-9]+");
    private static final Pattern FILE_OUTPUT = Pattern.compile("[^#]+#[A-Za-z0-9_-]+");
    private static final String DEFAULT = ":-";
    private static final String IMAGES = Reference.IMAGES + ".";
    private static final String ENVIRONMENT_VARIABLES = "env.";

    private final PropertySource properties;
    private final @Nullable LookupAnswers answers;

    /** One that leaves look-ups as they are. */
    public Interpolator(PropertySource properties) {
        this(properties, null);
    }

    /** @param answers of every look-up; null: look-ups are left as they are */
    public Interpolator(PropertySource properties, @Nullable LookupAnswers answers) {
        this.properties = properties;
        this.answers = answers;
    }

    /** Looks at each reference of a scalar. */
    public Interpolated interpolate(String text) {
        if (!text.contains("${")) {
            return new Interpolated(text, List.of(), false, List.of(), FilledIn.NOTHING);
        }
        Scan scan = new Scan(text);
        scan.run();
        return scan.result();
    }

    /** One pass over one scalar. */
    private final class Scan {
        private final String text;
        private final StringBuilder out = new StringBuilder();
        private final List<Reference> lookups = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final List<Reference> answered = new ArrayList<>();
        private final List<String> secrets = new ArrayList<>();
        private @Nullable List<String> elements;
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

        Interpolated result() {
            boolean isReference = references == 1 && literals == 0;
            if (elements != null && !isReference) {
                faults.add(new Fault(
                        FaultKind.UNUSABLE,
                        "",
                        "`" + answered.get(0) + "` is a list, which cannot be a part of a text",
                        "Use an output that is one value, or the list alone where a list is wanted"));
            }
            return new Interpolated(
                    out.toString(), lookups, isReference, faults, new FilledIn(answered, secrets, elements));
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
            String asked = inner.substring(colon + 1);
            int separator = asked.indexOf(DEFAULT);
            Reference reference = new Reference(scheme, separator < 0 ? asked : asked.substring(0, separator));
            if (!SCHEMES.contains(scheme)) {
                String known = String.join(", ", SCHEMES.stream().sorted().toList());
                malformed(
                        written,
                        "`" + shortened(written) + "` asks for `" + scheme
                                + "`, which is nothing that can be looked up",
                        Nearest.to(scheme, SCHEMES)
                                .map(near -> "Did you mean `${" + near + ":" + shortened(asked) + "}`?")
                                .orElse("Look-ups begin with one of: " + known));
            } else if (hasForm(reference, written)) {
                if (answers == null) {
                    lookups.add(reference);
                    out.append(written);
                } else {
                    fill(reference, separator < 0 ? null : asked.substring(separator + DEFAULT.length()), written);
                }
            }
        }

        private boolean hasForm(Reference reference, String written) {
            boolean known = true;
            String form = "${" + reference.scheme() + ":NAME}";
            if (reference.scheme().equals("cfn")) {
                known = STACK_OUTPUT.matcher(reference.name()).matches();
                form = "${cfn:STACK.OUTPUT}";
            } else if (reference.scheme().equals("terraform")) {
                known = FILE_OUTPUT.matcher(reference.name()).matches();
                form = "${terraform:FILE#OUTPUT}";
            }
            if (reference.name().isBlank() || !known) {
                malformed(
                        written,
                        "`" + shortened(written) + "` does not say what to look up",
                        "Name it behind the colon: `" + form + "`");
                return false;
            }
            return true;
        }

        private void fill(Reference reference, @Nullable String fallback, String written) {
            LookupAnswer answer = Objects.requireNonNull(answers).of(reference);
            if (answer instanceof LookupAnswer.One one) {
                answered.add(reference);
                out.append(one.text());
                keep(one.sensitivity(), List.of(one.text()));
            } else if (answer instanceof LookupAnswer.Several several) {
                answered.add(reference);
                elements = several.elements();
                keep(several.sensitivity(), several.elements());
            } else if (answer instanceof LookupAnswer.Missing missing) {
                if (fallback != null) {
                    out.append(fallback);
                } else {
                    refused(FaultKind.NOT_FOUND, written, missing.what(), missing.cure());
                }
            } else if (answer instanceof LookupAnswer.Denied denied) {
                refused(FaultKind.DENIED, written, denied.what(), denied.cure());
            } else if (answer instanceof LookupAnswer.Unusable unusable) {
                refused(FaultKind.UNUSABLE, written, unusable.what(), unusable.cure());
            } else {
                throw new IllegalStateException("unknown answer " + answer);
            }
        }

        private void keep(LookupAnswer.Sensitivity sensitivity, List<String> values) {
            if (sensitivity == LookupAnswer.Sensitivity.SECRET) {
                secrets.addAll(values);
            }
        }

        private void refused(FaultKind kind, String written, String what, String cure) {
            faults.add(new Fault(kind, "$" + shortened(written), what, cure));
        }

        private void local(String inner, String written) {
            int separator = inner.indexOf(DEFAULT);
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
            } else if (name.startsWith("ci.") || name.startsWith("git.")) {
                String teller = name.startsWith("ci.") ? "The CI of this build" : "The git checkout";
                cure = teller + " does not tell it. Define it with -D" + name + "=…, or give a default: `${" + name
                        + ":-…}`";
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
