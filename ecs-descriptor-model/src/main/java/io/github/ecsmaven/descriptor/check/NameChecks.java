package io.github.ecsmaven.descriptor.check;

import io.github.ecsmaven.descriptor.check.Subject.Located;
import io.github.ecsmaven.descriptor.problem.ProblemId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names: which characters they may have, and that they are not empty. */
final class NameChecks {
    /** RegisterTaskDefinition, {@code family}; CreateService, {@code serviceName}; ContainerDefinition, {@code name}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private NameChecks() {}

    static List<Finding> alphabets(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        alphabet(subject.task(), "family", findings);
        subject.service().ifPresent(service -> alphabet(service, "serviceName", findings));
        subject.containers().forEach(container -> alphabet(container, "name", findings));
        return findings;
    }

    /** Since August 2024 ECS answers "Role is not valid" to an empty role. */
    static List<Finding> blankRoles(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        blank(subject.task(), "taskRoleArn", findings);
        blank(subject.task(), "executionRoleArn", findings);
        return findings;
    }

    static List<Finding> blankTexts(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Located container : subject.containers()) {
            blank(container, "image", findings);
            for (Located variable : subject.elements(container, "environment")) {
                blank(variable, "name", findings);
            }
        }
        return findings;
    }

    static List<Finding> tagKeys(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        List<Located> owners = new ArrayList<>(List.of(subject.task()));
        subject.service().ifPresent(owners::add);
        for (Located owner : owners) {
            for (Located tag : subject.elements(owner, "tags")) {
                tag.text("key")
                        .flatMap(TagKeys::objection)
                        .ifPresent(objection -> findings.add(
                                new Finding(ProblemId.INVALID_VALUE, tag.at("key"), objection, "Use another key")));
            }
        }
        return findings;
    }

    private static void alphabet(Located owner, String member, List<Finding> findings) {
        String name = owner.text(member).orElse(null);
        if (name == null) {
            return;
        }
        if (name.isBlank()) {
            blank(owner, member, findings);
        } else if (!NAME.matcher(name).matches()) {
            findings.add(new Finding(
                    ProblemId.INVALID_VALUE,
                    owner.at(member),
                    "`" + name + "` is not a name for " + member,
                    "Use at most 255 letters, digits, hyphens and underscores"));
        }
    }

    private static void blank(Located owner, String member, List<Finding> findings) {
        if (owner.text(member).filter(String::isBlank).isPresent()) {
            findings.add(new Finding(
                    ProblemId.BLANK_VALUE,
                    owner.at(member),
                    "`" + member + "` is empty",
                    "Give it a value, or remove it"));
        }
    }
}
