package io.github.ecsmaven.local.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of recorded answers, on answers made up for it. */
class RecordedAnswersTest {
    private static final String TASK_DEFINITION = """
            {"taskDefinitionArn":"arn:aws:ecs:eu-west-1:111122223333:task-definition/made-up:7","revision":7,
             "family":"made-up","status":"ACTIVE","networkMode":"awsvpc","cpu":"256","memory":"512","volumes":[],
             "requiresCompatibilities":["FARGATE"],"compatibilities":["EC2","FARGATE"],"tags":[],
             "registeredAt":"2025-01-02T03:04:05Z","containerDefinitions":[{"name":"a","image":"i","cpu":0,
             "essential":true,"environment":[{"name":"B","value":""},{"name":"A","value":"1"}],"command":null,
             "portMappings":[{"containerPort":80,"hostPort":80,"protocol":"tcp"}]}]}""";
    private static final String SERVICE = """
            {"serviceName":"made-up","clusterArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/c","launchType":"EC2",
             "taskDefinition":"arn:aws:ecs:eu-west-1:111122223333:task-definition/made-up:7","desiredCount":2,
             "loadBalancers":[{"targetGroupArn":"t","containerName":"a","containerPort":80}],
             "deploymentConfiguration":{"maximumPercent":200,"minimumHealthyPercent":100},CONTROLLER
             "createdAt":{"__class__":"datetime","year":YEAR,"month":1,"day":2}}""";

    @TempDir
    private Path corpus;

    @Test
    void ecsLocalPassesAndAnEchoDoesNot() throws IOException {
        write("live-task-definitions/a.json", TASK_DEFINITION);
        write("live-task-definitions/b.json", "{\"taskDefinition\":" + TASK_DEFINITION + ",\"tags\":[]}");
        write("live-services/c.json", wrapped("{\"services\":[" + service(2018) + "],\"failures\":[]}"));
        write("pairs/realworld__d.json", pair(0));
        write("pairs/realworld__e.json", pair(1));
        write("pairs/other.json", "{");

        RecordedAnswers local = checked(new LocalServer());
        RecordedAnswers echo = checked(new EchoServer());

        assertThat(local.failures()).isEmpty();
        assertThat(local.excused()).isEmpty();
        assertThat(local.files()).isEqualTo(4);
        assertThat(local.checks()).isGreaterThan(80);
        assertThat(echo.failedFiles(RecordedAnswers.Form.IN_FULL)).isZero();
        assertThat(echo.failedFiles(RecordedAnswers.Form.WITHOUT_DEFAULTS)).isEqualTo(4);
    }

    @Test
    void whatIsOlderThanAMemberNeedNotHaveIt() throws IOException {
        write("live-services/old.json", wrapped("{\"service\":" + service(2018) + "}"));

        assertThat(checked(new LocalServer()).failures()).isEmpty();
        assertThat(checked(new LocalServer()).later()).isNotEmpty();
    }

    @Test
    void whatIsNotOlderMustHaveIt() throws IOException {
        write("live-services/new.json", wrapped("{\"service\":" + service(2026) + "}"));

        assertThat(checked(new LocalServer()).failures())
                .anyMatch(failure -> failure.startsWith("new.json schedulingStrategy (IN_FULL): recorded null"));
    }

    @Test
    void aFileThatCannotBeReadOrTakenIsAFailure() throws IOException {
        write("live-task-definitions/broken.json", "{");
        write("live-task-definitions/other.json", "{\"some\":1}");
        write("live-task-definitions/refused.json", TASK_DEFINITION.replace("\"memory\":\"512\"", "\"memory\":\"1\""));
        write("pairs/realworld__broken.json", "{");

        RecordedAnswers local = checked(new LocalServer());

        assertThat(local.files()).isEqualTo(4);
        assertThat(local.failedFiles(RecordedAnswers.Form.IN_FULL)).isEqualTo(4);
        assertThat(local.failures())
                .anyMatch(failure -> failure.startsWith("broken.json $: "))
                .anyMatch(failure -> failure.contains("neither a task definition nor a service"))
                .anyMatch(failure -> failure.contains("No Fargate configuration exists"));
    }

    @Test
    void whatIsKnownToDifferIsExcusedByPathAndValue() throws IOException {
        String controlled = service(2021)
                .replace("\"createdAt\"", "\"deploymentController\":{\"type\":\"CODE_DEPLOY\"},\"createdAt\"");
        write("live-services/a.json", controlled);

        RecordedAnswers local = checked(new LocalServer());

        assertThat(local.failures()).isEmpty();
        assertThat(local.excused())
                .containsOnly("a.json $: ecs-local has the controller ECS only (ecs-behaviour 3, By controller)");
    }

    @Test
    void everyDefaultHasASource() {
        assertThat(AddedDefaults.sources()).isNotEmpty().allMatch(source -> source.matches("(1\\.[345] |R0).+"));
    }

    private RecordedAnswers checked(Server server) throws IOException {
        RecordedAnswers answers = new RecordedAnswers(server);
        answers.check(corpus);
        return answers;
    }

    private void write(String file, String content) throws IOException {
        Path path = corpus.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static String wrapped(String data) {
        return "{\"status_code\":200,\"data\":" + data + "}";
    }

    private static String service(int year) {
        return SERVICE.replace("CONTROLLER", "").replace("YEAR", String.valueOf(year));
    }

    private static String pair(int differing) {
        return "{\"container_fields_differing\":" + differing + ",\"registered\":{},\"returned\":" + TASK_DEFINITION
                + "}";
    }
}
