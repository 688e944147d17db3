package io.github.ecsmaven.maven;

import static org.apache.maven.api.plugin.testing.MojoExtension.getVariableValueFromObject;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

/** Maven finds the goals, and puts their parameters where they read them. */
@MojoTest
@Basedir("src/test/projects/empty")
class DefaultsTest {
    @Test
    @InjectMojo(goal = "deploy", pom = "pom.xml")
    void deployWaits(DeployMojo deploy) throws ReflectiveOperationException {
        assertThat(value(deploy, "wait")).isEqualTo(true);
        assertThat(value(deploy, "skip")).isEqualTo(false);
    }

    @Test
    @InjectMojo(goal = "diff", pom = "pom.xml")
    void diffDoesNotFail(DiffMojo diff) throws ReflectiveOperationException {
        assertThat(value(diff, "failOnDiff")).isEqualTo(false);
    }

    @Test
    @InjectMojo(goal = "validate", pom = "pom.xml")
    void descriptorsAreInAFolderOfTheModule(ValidateMojo validate) throws ReflectiveOperationException {
        File folder = (File) value(validate, "descriptorDirectory");

        assertThat(folder.toPath()).endsWithRaw(new File("src/main/ecs").toPath());
    }

    @Test
    @InjectMojo(goal = "validate", pom = "pom.xml")
    @MojoParameter(name = "region", value = "eu-west-1")
    @MojoParameter(name = "environment", value = "staging")
    void whatThePomSaysArrives(ValidateMojo validate) throws ReflectiveOperationException {
        assertThat(value(validate, "region")).isEqualTo("eu-west-1");
        assertThat(value(validate, "environment")).isEqualTo("staging");
    }

    private static Object value(AbstractEcsMojo goal, String parameter) throws IllegalAccessException {
        return getVariableValueFromObject(goal, parameter);
    }
}
