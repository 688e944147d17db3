package io.github.ecsmaven.deployer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String BASE = "io.github.ecsmaven.deployer";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.maven..")
                        .as("the engine knows no Maven"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.github.ecsmaven.local..")
                        .as("the engine never sees AWS on loopback"),
                noClasses()
                        .that()
                        .resideInAPackage(BASE + ".report..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("software.amazon..")
                        .as("reports know no AWS type"),
                noClasses()
                        .that()
                        .resideInAPackage(BASE + ".plan..")
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("software\\.amazon\\.awssdk\\.services\\.\\w+\\.\\w+Client"
                                + "|software\\.amazon\\.awssdk\\.http\\..*|java\\.nio\\.file\\.Files|java\\.net\\..*"
                                + "|java\\.time\\.Clock")
                        .as("plans are pure: no client, no file, no clock"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(BASE + ".aws..")
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("software\\.amazon\\.awssdk\\.services\\.\\w+\\.\\w+ClientBuilder"
                                + "|software\\.amazon\\.awssdk\\.http\\.urlconnection\\..*")
                        .as("clients are built in one place"),
                independent("aws", "identity", "live", "plan", "apply", "rollout", "report"),
                independent("identity", "live", "plan", "apply", "rollout", "report"),
                independent("live", "identity", "plan", "apply", "rollout", "report"),
                independent("plan", "aws", "apply", "rollout", "report"),
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .as("nothing sleeps: waiting is a Pacer's"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching(".*\\.(DefaultCredentialsProvider|EnvironmentVariableCredentialsProvider"
                                + "|ProfileCredentialsProvider|SystemPropertyCredentialsProvider)")
                        .as("credentials of the environment are never used"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theRuleHolds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static ArchRule independent(String lower, String... upper) {
        String[] packages =
                Stream.of(upper).map(name -> BASE + "." + name + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(BASE + "." + lower + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .as(lower + " knows nothing of " + String.join(", ", upper));
    }
}
