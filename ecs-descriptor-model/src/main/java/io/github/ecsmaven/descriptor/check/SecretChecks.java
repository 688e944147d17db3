package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import io.github.ecsmaven.descriptor.rule.SecretPatterns;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Secrets that are written where everybody can read them: whoever may describe a task definition sees its variables. Told
 * from names and forms, so these are warnings; no message holds the value.
 */
final class SecretChecks {
    private static final String CURE = "Keep it in Secrets Manager or Parameter Store and name it in `secrets`: "
            + "`- { name: …, valueFrom: ARN }`";
    /** An ARN, or the name of a parameter of the same Region. */
    private static final Pattern REFERENCE = Pattern.compile("arn:aws[a-z-]*:.{1,2048}|[A-Za-z0-9_./-]+");

    private SecretChecks() {}

    static List<Finding> environment(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            for (Located variable : subject.elements(container, "environment")) {
                String name = variable.text("name").orElse("");
                variable.text("value").ifPresent(value -> {
                    if (SecretPatterns.occurIn(value)) {
                        form(variable.at("value"), value, findings);
                    } else if (SecretPatterns.isNamedAndFilled(name, value)) {
                        findings.add(new Finding(
                                ProblemId.PLAIN_SECRET,
                                variable.at("value"),
                                "`" + name + "` is named like a secret, and its value is written in clear",
                                CURE));
                    }
                });
            }
        }
        return findings;
    }

    static List<Finding> elsewhere(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            for (String member : List.of("command", "entryPoint")) {
                container.texts(member).stream()
                        .filter(SecretPatterns::occurIn)
                        .findFirst()
                        .ifPresent(text -> form(container.at(member), text, findings));
            }
            container
                    .entries("dockerLabels")
                    .forEach((key, text) -> form(container.at("dockerLabels").member(key), text, findings));
            container
                    .inside("logConfiguration")
                    .ifPresent(log -> log.entries("options")
                            .forEach((key, text) -> form(log.at("options").member(key), text, findings)));
        }
        return findings;
    }

    static List<Finding> references(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            List<Located> secrets = new ArrayList<>(subject.elements(container, "secrets"));
            container
                    .inside("logConfiguration")
                    .ifPresent(log -> secrets.addAll(subject.elements(log, "secretOptions")));
            for (Located secret : secrets) {
                String from = secret.text("valueFrom").orElse("");
                if (SecretPatterns.occurIn(from)) {
                    form(secret.at("valueFrom"), from, findings);
                } else if (!from.isBlank() && !REFERENCE.matcher(from).matches()) {
                    findings.add(new Finding(
                            ProblemId.PLAIN_SECRET,
                            secret.at("valueFrom"),
                            "`valueFrom` is neither an ARN nor the name of a parameter; it may be the secret itself",
                            "Write the ARN of the secret, or the ARN or name of the parameter, that holds the value"));
                }
            }
        }
        return findings;
    }

    private static void form(KeyedPath path, String text, List<Finding> findings) {
        SecretPatterns.in(text)
                .ifPresent(form -> findings.add(
                        new Finding(ProblemId.PLAIN_SECRET, path, "This holds " + form + ", in clear", CURE)));
    }
}
