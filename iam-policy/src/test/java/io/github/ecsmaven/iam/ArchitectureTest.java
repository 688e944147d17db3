package io.github.ecsmaven.iam;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** In particular no {@code java.net}: a policy is decided without asking anybody. */
    @Test
    void policiesDependOnTheJdkAndAJsonParserAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.ecsmaven.iam",
                        "io.github.ecsmaven.facts",
                        "java.lang..",
                        "java.math",
                        "java.nio",
                        "java.nio.charset",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..",
                        "software.amazon.awssdk.protocols.jsoncore")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.github.ecsmaven.iam"));
    }
}
