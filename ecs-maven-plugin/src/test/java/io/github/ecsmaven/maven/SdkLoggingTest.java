package io.github.ecsmaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkLoggingTest {
    private static final String OF_MAVEN_3 = "org.slf4j.simpleLogger.log.software.amazon.awssdk";
    private static final String OF_MAVEN_4 = "maven.logger.log.software.amazon.awssdk";

    @AfterEach
    void forget() {
        System.clearProperty(OF_MAVEN_3);
        System.clearProperty(OF_MAVEN_4);
    }

    @Test
    void theSdksDebugOutputIsKeptOutOfMavensLog() {
        SdkLogging.keepSecretsOut();

        assertThat(System.getProperty(OF_MAVEN_3)).isEqualTo("info");
        assertThat(System.getProperty(OF_MAVEN_4)).isEqualTo("info");
    }

    @Test
    void aLevelThatTheUserHasSetStays() {
        System.setProperty(OF_MAVEN_3, "debug");

        SdkLogging.keepSecretsOut();

        assertThat(System.getProperty(OF_MAVEN_3)).isEqualTo("debug");
    }
}
