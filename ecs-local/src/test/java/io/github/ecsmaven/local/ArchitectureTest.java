package io.github.ecsmaven.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String LOCAL = "io.github.ecsmaven.local";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(LOCAL);

    @Test
    void theWireKnowsNoService() {
        refuse(
                "wire",
                "ecs",
                "sts",
                "token",
                "record",
                "state",
                "control",
                "time",
                "resource",
                "autoscaling",
                "logs",
                "ecr",
                "data",
                "iam",
                "authorization");
        noClasses()
                .that()
                .resideInAPackage(LOCAL + ".wire..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services..")
                .check(CLASSES);
    }

    @Test
    void theStateKnowsNeitherWireNorService() {
        refuse("state", "wire", "ecs", "sts", "token", "record");
    }

    @Test
    void oneServiceDoesNotKnowAnother() {
        refuse("sts", "ecs", "record");
        refuse("ecs", "sts", "token", "record", "autoscaling", "logs", "ecr", "data");
        refuse("autoscaling", "ecs", "sts", "token", "record", "logs", "ecr", "data");
        refuse("logs", "ecs", "sts", "token", "record", "autoscaling", "ecr", "data");
        refuse("ecr", "ecs", "sts", "token", "record", "autoscaling", "logs");
        refuse("data", "ecs", "sts", "token", "record", "autoscaling", "logs", "ecr");
        refuse("iam", "ecs", "sts", "token", "record", "autoscaling", "logs", "ecr", "data");
        refuse("resource", "ecs", "sts", "token", "record", "autoscaling", "logs", "ecr", "data");
        refuse("authorization", "ecs", "record", "autoscaling", "logs", "ecr", "data", "control");
        refuse("token", "ecs", "sts", "iam", "wire", "record");
    }

    @Test
    void nothingSeesTheFieldRulesOrTheDeployer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.ecsmaven.descriptor..", "io.github.ecsmaven.deployer..")
                .check(CLASSES);
    }

    @Test
    void onlyTheExtensionNeedsJUnit() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LOCAL + ".junit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", LOCAL + ".junit")
                .check(CLASSES);
    }

    @Test
    void onlyTheLoopbackServerOpensSockets() {
        noClasses()
                .that(not(simpleName("LoopbackServer")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.sun.net.httpserver..", "java.net.http..")
                        .or(type(Socket.class))
                        .or(type(ServerSocket.class)))
                .check(CLASSES);
    }

    private static void refuse(String from, String... to) {
        String[] packages = new String[to.length];
        for (int i = 0; i < to.length; i++) {
            packages[i] = LOCAL + "." + to[i] + "..";
        }
        noClasses()
                .that()
                .resideInAPackage(LOCAL + "." + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(CLASSES);
    }
}
