package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.shape.ApiPages;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The page that tells users what {@code field-rules.tsv} says. */
final class FieldRulesPage {
    private static final String HEAD = """
            # Field rules

            What ECS does with each member of a task definition and a service, as far as comparing, merging and updating need to know it. This page is
            made from [field-rules.tsv](../ecs-descriptor-model/src/main/resources/io/github/ecsmaven/descriptor/rule/field-rules.tsv): change the table
            and write the page anew with

            ```
            mvn -pl ecs-descriptor-model -am test -Dtest=FieldRulesPageTest -DfieldRules.write -Dsurefire.failIfNoSpecifiedTests=false
            ```

            How to read it:

            - **list**: *ordered*: the order is part of the value. *set*: it is not. *by name*: nor here, and the elements are told apart by that member,
              which is also how paths name them: `containerDefinitions[app]`. A map's entries are told apart by their keys, whose case counts.
            - **default**: what AWS takes where the member is left out. A live value that equals it is no difference.
            - **equal**: values that are written differently and mean the same. Beyond these, `null`, `[]`, `{}` and nothing at all are equal everywhere.
            - **change**: what a change does to running tasks. *rolls tasks*: a new revision and its deployment. *deployment*: UpdateService starts one.
              *in place*: no deployment. *new tasks only*: no deployment, and tasks that run keep what they have. *replaces*: the service cannot be
              changed and must be created anew. A member without a word of its own has that of the one that it is in.
            - **removed by**: what takes a member of a live service away, where leaving it out would keep it. *no way known*: `ecs:diff` says so and
              nothing is sent.
            - **source**: the section of the collected measurements of ECS that says so; *API*: AWS's own description, linked.
            """;

    /** Headings and the paths below them; the longest that fits wins. */
    private static final Map<String, String> SECTIONS = sections();

    private static final Map<String, String> EFFECTS = Map.of(
            "rollsTasks", "rolls tasks",
            "startsDeployment", "deployment",
            "inPlace", "in place",
            "newTasksOnly", "new tasks only",
            "createOnly", "replaces");

    private static final Map<String, String> EQUAL = Map.of(
            "cpuUnits", "`1 vCPU` = `1024`",
            "mebibytes", "`1 GB` = `1024`",
            "caseInsensitive", "case does not count",
            "json", "the same JSON",
            "number", "`1` = `\"1\"`",
            "arnTail", "a name = the ARN that ends in it",
            "any", "not compared");

    private static final Map<String, String> TRAITS = Map.of(
            "separate", "compared apart, by key; those that begin with `aws:` are AWS's",
            "presence", "given at all, it differs from left out",
            "emptyIsAbsent", "`\"\"` = nothing",
            "whole", "always sent complete",
            "adopted", "left out: the live value is kept");

    private static final Map<String, String> RESETS =
            Map.of("defaults", "the default of each member", "untag", "UntagResource");

    private FieldRulesPage() {}

    /** One line of the table. */
    record Row(
            String path,
            String when,
            String list,
            String standard,
            String equal,
            String traits,
            String effect,
            String reset,
            String source) {
        static Row parse(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8]);
        }
    }

    static List<Row> rows() {
        try (InputStream in = Objects.requireNonNull(FieldRulesPage.class.getResourceAsStream("field-rules.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text() {
        Map<String, List<List<Row>>> bySection = new LinkedHashMap<>();
        SECTIONS.keySet().forEach(prefix -> bySection.put(prefix, new ArrayList<>()));
        Map<String, List<Row>> byPath =
                rows().stream().collect(Collectors.groupingBy(Row::path, LinkedHashMap::new, Collectors.toList()));
        List<String> computed = new ArrayList<>();
        byPath.forEach((path, rows) -> {
            if (rows.get(0).traits().equals("output")) {
                computed.add(path);
            } else {
                bySection.get(section(path)).add(rows);
            }
        });
        StringBuilder text = new StringBuilder(HEAD);
        bySection.forEach((prefix, members) -> section(text, prefix, members));
        text.append(
                        "\n## Computed by AWS\n\nReported by describe calls, never wanted and never compared. In a descriptor they are ")
                .append("unknown keys.\n\n");
        computed.forEach(path -> text.append("- `").append(path).append("`\n"));
        return text.toString();
    }

    private static String section(String path) {
        String found = "";
        for (String prefix : SECTIONS.keySet()) {
            boolean inside = path.equals(prefix) || path.startsWith(prefix + ".") || path.startsWith(prefix + "[]");
            if (inside && prefix.length() > found.length()) {
                found = prefix;
            }
        }
        return found;
    }

    private static void section(StringBuilder text, String prefix, List<List<Row>> members) {
        text.append("\n## ")
                .append(SECTIONS.get(prefix))
                .append("\n\nBelow `")
                .append(prefix)
                .append("`");
        ApiPages.load()
                .of(path(prefix + ".any"))
                .ifPresent(page -> text.append(": [AWS's page](").append(page).append(')'));
        text.append(".\n\n| member | list | default | equal | change | removed by | source |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        members.stream()
                .sorted((one, other) -> one.get(0).path().compareTo(other.get(0).path()))
                .forEach(rows -> line(text, prefix, rows));
    }

    private static void line(StringBuilder text, String prefix, List<Row> rows) {
        String path = rows.get(0).path();
        String name = path.equals(prefix)
                ? "(itself)"
                : "`" + path.substring(prefix.length()).replaceFirst("^(\\[\\])?\\.", "") + "`";
        text.append("| ").append(name);
        text.append(" | ").append(joined(rows, row -> list(row.list())));
        text.append(" | ").append(joined(rows, FieldRulesPage::standard));
        text.append(" | ").append(joined(rows, FieldRulesPage::equal));
        text.append(" | ").append(joined(rows, row -> EFFECTS.getOrDefault(row.effect(), "")));
        text.append(" | ").append(reset(rows));
        text.append(" | ").append(source(path, rows)).append(" |\n");
    }

    private static String joined(List<Row> rows, java.util.function.Function<Row, String> cell) {
        return rows.stream()
                .map(cell)
                .filter(each -> !each.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String list(String code) {
        if (code.equals("-")) {
            return "";
        }
        return code.startsWith("keyed:")
                ? "by "
                        + Arrays.stream(code.substring("keyed:".length()).split(","))
                                .map(part -> "`" + part.replace("|", "` or `") + "`")
                                .collect(Collectors.joining(" and "))
                : code;
    }

    private static String standard(Row row) {
        if (row.standard().equals("-")) {
            return "";
        }
        String values = Arrays.stream(row.standard().split("\\|"))
                .map(value -> value.startsWith("@") ? "the `" + value.substring(1) + "`" : "`" + value + "`")
                .collect(Collectors.joining(" = "));
        return values + condition(row.when());
    }

    private static String equal(Row row) {
        List<String> words = new ArrayList<>();
        for (String part : row.equal().equals("-") ? new String[0] : row.equal().split(",")) {
            words.add(EQUAL.getOrDefault(part, "`" + part.replace("=", "` = `") + "`"));
        }
        for (String trait :
                row.traits().equals("-") ? new String[0] : row.traits().split(",")) {
            words.add(TRAITS.get(trait));
        }
        return words.isEmpty() ? "" : String.join(", ", words) + condition(row.when());
    }

    private static String condition(String when) {
        if (when.equals("-")) {
            return "";
        }
        return " where "
                + Arrays.stream(when.split("&")).map(FieldRulesPage::term).collect(Collectors.joining(" and "));
    }

    private static String term(String term) {
        int equals = term.indexOf('=');
        if (equals < 0) {
            return "`" + term + "` is given";
        }
        boolean not = term.charAt(equals - 1) == '!';
        String member = term.substring(0, not ? equals - 1 : equals);
        return "`" + member + "` is " + (not ? "not " : "") + "`"
                + term.substring(equals + 1).replace("|", "` or `") + "`";
    }

    private static String reset(List<Row> rows) {
        String found = joined(
                rows, row -> row.reset().equals("-") ? "" : RESETS.getOrDefault(row.reset(), "`" + row.reset() + "`"));
        String path = rows.get(0).path();
        boolean member = path.matches("service\\.\\w+");
        boolean changeable = rows.stream().noneMatch(row -> row.effect().equals("createOnly"));
        return found.isEmpty() && member && changeable ? "no way known" : found;
    }

    private static String source(String path, List<Row> rows) {
        return joined(rows, Row::source)
                .replace(
                        "API",
                        ApiPages.load()
                                .of(path(path))
                                .map(page -> "[API](" + page + ")")
                                .orElse("API"));
    }

    private static KeyedPath path(String rulePath) {
        KeyedPath path = KeyedPath.root();
        for (String part : rulePath.split("\\.")) {
            path = path.member(part.replace("[]", ""));
            path = part.endsWith("[]") ? path.index(0) : path;
        }
        return path;
    }

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("taskDefinition", "Task definition");
        sections.put("taskDefinition.containerDefinitions", "Containers");
        sections.put("taskDefinition.volumes", "Volumes");
        sections.put("service", "Service");
        sections.put("service.deploymentConfiguration", "How a service is deployed");
        sections.put("service.serviceConnectConfiguration", "Service Connect");
        sections.put("service.volumeConfigurations", "Volumes configured at launch");
        sections.put("autoScaling", "Auto scaling");
        sections.put("repositories", "Repositories");
        sections.put("logGroups", "Log groups");
        return sections;
    }
}
