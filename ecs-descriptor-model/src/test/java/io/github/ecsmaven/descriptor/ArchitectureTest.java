package io.github.ecsmaven.descriptor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.ecsmaven.descriptor");
    }

    @Test
    void sourcesKnowNoAwsType() {
        noClasses()
                .that()
                .resideInAPackage("..descriptor.source..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..", "io.github.ecsmaven.facts..", "..descriptor.shape..")
                .check(classes);
    }

    @Test
    void onlyReadingAndWritingKnowYaml() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..descriptor.source..", "..descriptor.writing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.yaml..")
                .check(classes);
    }

    @Test
    void nothingCallsAwsOrKnowsMaven() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "org.apache.maven..", "software.amazon.awssdk.http..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Client")
                .check(classes);
    }

    @Test
    void rulesDoNotDependOnReading() {
        noClasses()
                .that()
                .resideInAnyPackage("..descriptor.rule..", "..descriptor.value..", "..descriptor.shape..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..descriptor.source..", "..descriptor.binding..", "..descriptor.check..")
                .check(classes);
    }

    @Test
    void packagesFormLayers() {
        slices().matching("io.github.ecsmaven.descriptor.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}
