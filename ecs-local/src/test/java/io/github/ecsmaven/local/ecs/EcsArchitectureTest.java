package io.github.ecsmaven.local.ecs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class EcsArchitectureTest {
    private static final String ECS = "io.github.ecsmaven.local.ecs";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ECS);

    @Test
    void itsPackagesDependInOneDirection() {
        slices().matching(ECS + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void itKnowsNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.ecsmaven.local.sts..",
                        "io.github.ecsmaven.local.token..",
                        "io.github.ecsmaven.local.record..")
                .check(CLASSES);
    }

    @Test
    void itHasNeitherClockNorThread() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .check(CLASSES);
    }
}
