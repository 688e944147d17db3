package io.github.ecsmaven.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.interpolation.PropertySource;
import io.github.ecsmaven.descriptor.layer.LayerSource;
import io.github.ecsmaven.descriptor.problem.InvalidDescriptorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who deploys is told before the rest of a descriptor is bound: a token can be requested meanwhile. */
class EarlySettingsTest {
    private static final String TASK = """
            taskDefinition:
              family: ${family}
              cpu: 256
              memory: 512
              requiresCompatibilities: [FARGATE]
              networkMode: awsvpc
              containerDefinitions: [ { name: app, image: "app:1" } ]
            """;
    private static final String HEAD = """
            version: 1
            environments: [staging, production]
            region: ${region}
            deploy: { when: { branch: main } }
            identity:
              roleArn: arn:aws:iam::111122223333:role/${role}
              webIdentity: { provider: github, audience: example }
              allowedAccounts: ["111122223333"]
            """;

    @TempDir
    private Path directory;

    /** What happened, in order: that the settings were told, and which properties were asked for. */
    private final List<String> events = new ArrayList<>();

    private final List<EarlySettings> told = new ArrayList<>();

    @Test
    void theyAreToldBeforeTheTaskDefinitionIsBound() throws IOException {
        read(HEAD + TASK, "staging");

        assertThat(events).containsSubsequence("asked for region", "told", "asked for family");
        assertThat(events).filteredOn("told"::equals).hasSize(1);
        assertThat(events.subList(0, events.indexOf("told"))).doesNotContain("asked for family");
    }

    @ParameterizedTest
    @CsvSource({"staging", "production", ","})
    void theyAreThoseOfTheWholeDescriptor(@Nullable String environment) throws IOException {
        Files.createDirectories(directory.resolve("environments/production"));
        Files.writeString(directory.resolve("environments/production/shop.yaml"), """
                version: 1
                region: eu-central-1
                identity: { webIdentity: { audience: production-only } }
                """);

        DeploymentDescriptor descriptor = read(HEAD + TASK, environment);

        assertThat(told).containsExactly(EarlySettings.of(descriptor));
        assertThat(told.get(0).isChosen()).isEqualTo(environment != null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roleArn: arn:aws:iam::111122223333:role/${role} | roleArn: [a, b]",
                "roleArn: arn:aws:iam::111122223333:role/${role} | roleArn: ${nowhere}",
                "roleArn: arn:aws:iam::111122223333:role/${role} | roleArn: ${cfn:stack.Role}",
                "provider: github                                | provider: github, providr: x",
                "region: ${region}                               | region: ${nowhere}",
                "branch: main                                    | brunch: main",
            })
    void nothingIsToldWhereSomethingIsWrongWithThemAndTheProblemIsToldOnce(String right, String wrong)
            throws IOException {
        List<String> problems = problems(HEAD.replace(right, wrong) + TASK);

        assertThat(told).isEmpty();
        assertThat(problems).hasSize(1);
    }

    @Test
    void theyAreToldWhereSomethingElseIsWrongToo() throws IOException {
        List<String> problems = problems(HEAD + TASK.replace("cpu: 256", "cpu: many"));

        assertThat(told).hasSize(1);
        assertThat(problems).hasSize(1);
    }

    private List<String> problems(String yaml) throws IOException {
        try {
            read(yaml, "staging");
            return List.of();
        } catch (InvalidDescriptorException e) {
            return e.problems().stream().map(Object::toString).toList();
        }
    }

    private DeploymentDescriptor read(String yaml, @Nullable String environment) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.yaml"), yaml);
        DescriptorReader reader = new DescriptorReader(new Properties(), LayerSource.none(), null, settings -> {
            events.add("told");
            told.add(settings);
        });
        return reader.read(new DescriptorSource(file, "shop.yaml", environment, null));
    }

    private final class Properties implements PropertySource {
        @Override
        public Optional<String> value(String name) {
            events.add("asked for " + name);
            return switch (name) {
                case "region" -> Optional.of("eu-west-1");
                case "role" -> Optional.of("deployer");
                case "family" -> Optional.of("shop");
                default -> Optional.empty();
            };
        }

        @Override
        public Set<String> names() {
            return Set.of("region", "role", "family");
        }
    }
}
