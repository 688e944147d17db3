package io.github.ecsmaven.local.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.EcsLocalSettings;
import io.github.ecsmaven.local.sts.Role;
import io.github.ecsmaven.local.token.TokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * boto3 and the aws command, as they are installed, against ecs-local: each answer that they get has the shape that AWS's
 * has. A difference without an explanation fails, and so does an explanation without its difference.
 */
@Tag("clients")
class ClientsTest {
    private static final String SUBJECT = "repo:example/shop:ref:refs/heads/main";
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{
              "Effect":"Allow",
              "Action":"sts:AssumeRoleWithWebIdentity",
              "Principal":{"Federated":"arn:aws:iam::000000000000:oidc-provider/oidc.ecs-local.invalid"},
              "Condition":{"StringEquals":{
                "oidc.ecs-local.invalid:aud":"sts.amazonaws.com","oidc.ecs-local.invalid:sub":"SUBJECT"}}}]}
            """.replace("SUBJECT", SUBJECT);

    @TempDir
    private Path directory;

    @Test
    void whatClientsAreAnsweredHasTheShapeOfWhatAwsAnswers() throws IOException, InterruptedException {
        PythonEnvironment.Result result =
                PythonEnvironment.install(Path.of(System.getProperty("clients.directory", "target")));
        if (result instanceof PythonEnvironment.Failed failed) {
            System.out.println("clients: SKIPPED " + failed.reason());
            assertThat(Boolean.getBoolean("clients.required"))
                    .as(failed.reason())
                    .isFalse();
            abort(failed.reason());
        }
        PythonEnvironment python = ((PythonEnvironment.Installed) result).environment();
        Path kept = directory.resolve("answers.jsonl");
        PythonEnvironment.Run run = drive(python, kept);
        List<Answer> answers = Files.exists(kept) ? Answer.read(kept) : List.of();
        AnswerComparison comparison = comparison(python, answers);
        List<String> failures = judge(answers, comparison);
        failures.addAll(undetected(answers, comparison));
        assertThat(run.succeeded())
                .as("the clients got what they asked for: " + run.output())
                .isTrue();
        assertThat(failures).isEmpty();
    }

    private PythonEnvironment.Run drive(PythonEnvironment python, Path kept) throws IOException, InterruptedException {
        Path script = copied("drive.py");
        copied("wire.py");
        EcsLocalSettings settings = EcsLocalSettings.defaults(directory.resolve("state"))
                .withRoles(List.of(new Role("deployer", TRUST, Duration.ofHours(1))))
                .withData(copied("account.json"));
        try (EcsLocal local = EcsLocal.start(settings)) {
            TokenRequest request = new TokenRequest(SUBJECT, "sts.amazonaws.com", Duration.ofHours(1), Map.of());
            Path token = Files.writeString(directory.resolve("token"), local.mint(request));
            String nothing = directory.resolve("nothing").toString();
            Map<String, String> variables = Map.ofEntries(
                    Map.entry("AWS_ENDPOINT_URL", local.endpoint().toString()),
                    Map.entry("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString()),
                    Map.entry("AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/deployer"),
                    Map.entry("AWS_ROLE_SESSION_NAME", "clients"),
                    Map.entry("AWS_REGION", "eu-west-1"),
                    Map.entry("AWS_DEFAULT_REGION", "eu-west-1"),
                    Map.entry("AWS_CONFIG_FILE", nothing),
                    Map.entry("AWS_SHARED_CREDENTIALS_FILE", nothing),
                    Map.entry("AWS_EC2_METADATA_DISABLED", "true"),
                    Map.entry("HOME", directory.toString()));
            List<String> arguments =
                    List.of(script.toString(), python.program("aws").toString(), kept.toString());
            return python.run(arguments, variables, Duration.ofMinutes(8));
        }
    }

    private Path copied(String resource) throws IOException {
        return Files.writeString(directory.resolve(resource), Tables.text(resource));
    }

    private static AnswerComparison comparison(PythonEnvironment python, List<Answer> answers) throws IOException {
        Map<String, ServiceModel> models = new TreeMap<>();
        for (Answer answer : answers) {
            if (!models.containsKey(answer.service())) {
                models.put(answer.service(), python.model(answer.service()));
            }
        }
        return new AnswerComparison(models, RecordedShapes.committed(), DocumentedShapes.committed());
    }

    /** Prints each difference once, then the line; what is left is what fails. */
    private static List<String> judge(List<Answer> answers, AnswerComparison comparison) throws IOException {
        Map<String, String> differences = new TreeMap<>();
        for (Answer answer : answers) {
            comparison
                    .differences(answer)
                    .forEach(difference -> differences.putIfAbsent(
                            difference.key(),
                            difference.found() + ", in " + answer.operation() + " to " + answer.client()));
        }
        Explanations explanations = Explanations.committed();
        Map<String, String> explained = explanations.explained(differences.keySet());
        explained.forEach((key, reason) -> System.out.println("clients explained " + key + ": " + reason));
        List<String> failures = new ArrayList<>();
        differences.forEach((key, found) -> {
            if (!explained.containsKey(key)) {
                failures.add("unexplained " + key + " " + found);
            }
        });
        int unexplained = failures.size();
        explanations
                .needless(differences.keySet())
                .forEach(key -> failures.add("an explanation of what does not occur: " + key));
        failures.forEach(failure -> System.out.println("clients FAILED " + failure));
        System.out.println("clients: calls=" + answers.size() + " differences=" + differences.size() + " unexplained="
                + unexplained);
        return failures;
    }

    /** The answers of this run, doctored by one member's name, in which the comparison sees nothing. */
    private static List<String> undetected(List<Answer> answers, AnswerComparison comparison) {
        return answers.stream()
                .filter(answer -> answer.body().startsWith("{\""))
                .filter(answer -> comparison
                        .differences(new Answer(
                                answer.client(),
                                answer.service(),
                                answer.operation(),
                                answer.status(),
                                answer.body().replaceFirst("\\{\"", "{\"doctored")))
                        .stream()
                        .noneMatch(difference -> difference.kind() == Difference.Kind.SURPLUS))
                .map(answer -> "a doctored answer passed: " + answer)
                .toList();
    }
}
