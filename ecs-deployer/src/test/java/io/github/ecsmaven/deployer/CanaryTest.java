package io.github.ecsmaven.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ecsmaven.deployer.report.Palette;
import io.github.ecsmaven.deployer.report.TerminalReport;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are planted everywhere where people have them; then all that is printed, thrown and written is searched. */
class CanaryTest {
    private static final String BY_NAME = "c4n4ry-by-name";
    private static final String BY_NAME_LIVE = "c4n4ry-by-name-live";
    private static final String URL_PASSWORD = "c4n4ry-in-url";
    private static final String ACCESS_KEY = "AKIAC4N4RYEXAMPLE777";
    private static final String TOKEN = "ghp_C4n4ry7e42F292c6912E7710c838347Ae178";
    private static final String RANDOM = "C4n4ryZx8Kq2Lm9Vt4Bn7Wc3Rf6Yh1";
    private static final String ARGUMENT = "c4n4ry-argument";
    private static final String ASSIGNED = "c4n4ry-assigned";
    private static final String LABEL = "c4n4ry-label";
    private static final String TAG = "c4n4ry-tag";
    private static final String PARAMETER = "c4n4ry-of-the-parameter-store";
    private static final String MIXED_IN = "c4n4ry-mixed-in";
    private static final List<String> CANARIES = List.of(
            BY_NAME,
            BY_NAME_LIVE,
            URL_PASSWORD,
            ACCESS_KEY,
            TOKEN,
            RANDOM,
            ARGUMENT,
            ASSIGNED,
            LABEL,
            TAG,
            PARAMETER,
            MIXED_IN);

    private static final String DATA = """
            { "parameters": [
                { "Name": "/shop/key", "Type": "SecureString", "Value": "%s" },
                { "Name": "/shop/mixed", "Type": "SecureString", "Value": "%s" } ] }
            """.formatted(PARAMETER, MIXED_IN);

    @TempDir
    private Path directory;

    private static String wanted(String version) {
        return """
                version: 1
                region: eu-west-1
                cluster: shop
                identity: { roleArn: "%s" }
                tags: { api-token: "%s", mixed: "${ssm:/shop/mixed}", version: "%s" }
                taskDefinition:
                  family: orders
                  networkMode: bridge
                  containerDefinitions:
                    - name: app
                      image: orders:%s
                      memory: 128
                      command: [serve, "--password=%s", --api-key, %s, "--dsn", "postgres://u:%s@db/x"]
                      entryPoint: [sh, -c, "export DB_PASSWORD=%s; exec app"]
                      dockerLabels: { auth-token: %s, version: "%s" }
                      environment:
                        - { name: DB_PASSWORD, value: %s }
                        - { name: DSN, value: "jdbc:postgresql://shop:%s@db/shop" }
                        - { name: AWS_ID, value: %s }
                        - { name: BUILD, value: %s }
                        - { name: X, value: %s }
                        - { name: OPTIONS, value: "a=1&password=%s" }
                        - { name: PARAMETER, value: "${ssm:/shop/key}" }
                        - { name: JDBC, value: "jdbc://${ssm:/shop/mixed}@db/%s" }
                      logConfiguration: { logDriver: splunk, options: { splunk-token: %s, splunk-url: "https://s" } }
                service: { serviceName: orders, desiredCount: 1 }
                """.formatted(
                        LocalAccount.ROLE,
                        TAG + version,
                        version,
                        version,
                        ARGUMENT + version,
                        ARGUMENT + version,
                        URL_PASSWORD,
                        ASSIGNED + version,
                        LABEL + version,
                        version,
                        (version.equals("1") ? BY_NAME_LIVE : BY_NAME) + version,
                        URL_PASSWORD + version,
                        ACCESS_KEY,
                        TOKEN,
                        RANDOM + version,
                        ASSIGNED + version,
                        version,
                        BY_NAME + version);
    }

    @Test
    void noSecretIsPrintedThrownOrWritten() throws IOException {
        StringWriter thrown = new StringWriter();
        try (LocalAccount account = LocalAccount.with(directory, DATA)) {
            Path plan = directory.resolve("target/ecs/orders/plan.json");
            account.deploy(wanted("1"));
            diff(account, wanted("2"));
            search("after a diff of everything", account, thrown);
            assertThat(Files.readString(plan)).contains("\"sensitive\": true", "(sensitive)");

            // Another descriptor than the saved one, one that ECS refuses, and one that cannot be read.
            note(thrown, () -> account.deployer(Deployer.Following.YES).deploy(account.descriptor(wanted("3")), plan));
            note(thrown, () -> account.deploy(wanted("3").replace("orders:3", BY_NAME + "3 " + TOKEN)));
            note(thrown, () -> account.deploy(wanted("3").replace("networkMode: bridge", "networkMode: " + TOKEN)));
            note(thrown, () -> account.deploy(wanted("3").replace("cluster: shop", "cluster: \"${ssm:/shop/key}\"")));
            search("after failures", account, thrown);
            assertThat(thrown.toString())
                    .as("something was thrown")
                    .contains("comes to another plan", "There is no cluster");

            account.deployer(Deployer.Following.YES).deploy(account.descriptor(wanted("2")), plan);
            // What a look-up gave is known to be secret as long as the descriptor has the look-up.
            diff(account, wanted("2").replaceAll("- \\{ name: (?!PARAMETER|JDBC).*", ""));
            search("after a removal of everything", account, thrown);
        }
    }

    @Test
    void whatIsNoSecretIsShown() {
        try (LocalAccount account = LocalAccount.with(directory, DATA)) {
            account.deployer(new TerminalReport.Layout(200, Palette.plain())).diff(account.descriptor(wanted("1")));

            assertThat(account.lines.text())
                    .contains("orders:1", "splunk-url    https://s")
                    .contains("[serve, --password=(sensitive), --api-key, (sensitive), --dsn, (sensitive)]");
        }
    }

    private void diff(LocalAccount account, String yaml) {
        DeploymentDescriptor descriptor = account.descriptor(yaml);
        for (int width : List.of(TerminalReport.Layout.LEAST_WIDTH, 120, 5000)) {
            account.deployer(new TerminalReport.Layout(width, Palette.ansi())).diff(descriptor);
        }
    }

    private void search(String when, LocalAccount account, StringWriter thrown) throws IOException {
        StringBuilder all = new StringBuilder(account.lines.text()).append(thrown);
        try (Stream<Path> files = Files.walk(directory.resolve("target"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(file).append(Files.readString(file));
            }
        }
        for (String line : all.toString().split("\n")) {
            assertThat(CANARIES.stream().filter(line::contains))
                    .as("%s: %s", when, line)
                    .isEmpty();
        }
    }

    private static void note(StringWriter thrown, Runnable work) {
        Throwable failure = catchThrowable(work::run);
        if (failure != null) {
            failure.printStackTrace(new PrintWriter(thrown));
        }
    }
}
