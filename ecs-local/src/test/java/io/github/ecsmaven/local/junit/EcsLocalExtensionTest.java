package io.github.ecsmaven.local.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.EcsLocalSettings;
import io.github.ecsmaven.local.junit.WithEcsLocal.Lifetime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class EcsLocalExtensionTest {
    private static final List<Path> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static void see(EcsLocal ecsLocal) {
        Path directory = ecsLocal.summary().stateDirectory();
        assertThat(directory.resolve("state.json")).exists();
        SEEN.add(directory);
    }

    @Test
    void eachTestMethodHasAFreshOne() {
        assertThat(run(PerMethod.class).getTestsSucceededCount()).isEqualTo(3);

        assertThat(SEEN).hasSize(6);
        assertThat(new HashSet<>(SEEN)).hasSize(3);
    }

    @WithEcsLocal
    static class PerMethod {
        @BeforeEach
        void before(EcsLocal ecsLocal) {
            see(ecsLocal);
        }

        @Test
        void one(EcsLocal ecsLocal) {
            see(ecsLocal);
        }

        @Test
        void two(EcsLocal ecsLocal) {
            see(ecsLocal);
        }

        @Nested
        class Inner {
            @Test
            void three(EcsLocal ecsLocal) {
                see(ecsLocal);
            }
        }
    }

    @Test
    void oneLivesForAClassAndItsNestedClasses() {
        assertThat(run(PerClass.class).getTestsSucceededCount()).isEqualTo(2);

        assertThat(SEEN).hasSize(4);
        assertThat(new HashSet<>(SEEN)).hasSize(1);
    }

    @WithEcsLocal(lifetime = Lifetime.CLASS)
    static class PerClass {
        PerClass(EcsLocal ecsLocal) {
            see(ecsLocal);
        }

        @BeforeAll
        static void before(EcsLocal ecsLocal) {
            see(ecsLocal);
        }

        @Test
        void one() {}

        @Nested
        class Inner {
            @Test
            void two(EcsLocal ecsLocal) {
                see(ecsLocal);
            }
        }
    }

    @Test
    void oneTestMayHaveOne() {
        assertThat(run(OnOneMethod.class).getTestsSucceededCount()).isEqualTo(1);

        assertThat(SEEN).hasSize(1);
    }

    static class OnOneMethod {
        @Test
        @WithEcsLocal(lifetime = Lifetime.CLASS)
        void one(EcsLocal ecsLocal) {
            see(ecsLocal);
        }
    }

    @Test
    void aConfigurationChangesTheSettings() {
        assertThat(run(Configured.class, Registered.class, RegisteredForTheClass.class)
                        .getTestsSucceededCount())
                .isEqualTo(3);

        assertThat(SEEN).hasSize(3);
    }

    static final class OtherAccount implements EcsLocalConfiguration {
        @Override
        public EcsLocalSettings configure(EcsLocalSettings settings) {
            return settings.withAccount("111122223333");
        }
    }

    @WithEcsLocal(configuration = OtherAccount.class)
    static class Configured {
        @Test
        void one(EcsLocal ecsLocal) {
            see(ecsLocal);
            assertThat(ecsLocal.summary().account()).isEqualTo("111122223333");
        }
    }

    static class Registered {
        @RegisterExtension
        final EcsLocalExtension ecsLocal =
                EcsLocalExtension.perMethod(settings -> settings.withAccount("444455556666"));

        @Test
        void one(EcsLocal injected) {
            see(injected);
            assertThat(injected.summary().account()).isEqualTo("444455556666");
        }
    }

    static class RegisteredForTheClass {
        @RegisterExtension
        static final EcsLocalExtension ECS_LOCAL =
                EcsLocalExtension.perClass(settings -> settings.withAccount("777788889999"));

        @BeforeAll
        static void before(EcsLocal injected) {
            see(injected);
        }

        @Test
        void one(EcsLocal injected) {
            assertThat(injected.summary().account()).isEqualTo("777788889999");
        }
    }

    @Test
    void whatCannotBeInjectedIsExplained() {
        assertThat(failure(TooEarly.class)).contains("an ecs-local of each test method is not there yet");
        assertThat(failure(WithoutPlan.class)).contains("needs @WithEcsLocal");
        assertThat(failure(Unmakeable.class)).contains("needs a constructor without parameters");
    }

    @WithEcsLocal
    static class TooEarly {
        @BeforeAll
        static void before(EcsLocal ecsLocal) {
            see(ecsLocal);
        }

        @Test
        void one() {}
    }

    @ExtendWith(EcsLocalExtension.class)
    static class WithoutPlan {
        @Test
        void one() {}
    }

    static final class NeedsMore implements EcsLocalConfiguration {
        NeedsMore(String more) {
            assertThat(more).isNotNull();
        }

        @Override
        public EcsLocalSettings configure(EcsLocalSettings settings) {
            return settings;
        }
    }

    @WithEcsLocal(configuration = NeedsMore.class)
    static class Unmakeable {
        @Test
        void one() {}
    }

    private static String failure(Class<?> testClass) {
        TestExecutionSummary summary = summary(testClass);
        assertThat(summary.getFailures()).hasSize(1);
        return summary.getFailures().get(0).getException().getMessage();
    }

    /** Runs them; whatever they started is gone afterwards. */
    private static TestExecutionSummary run(Class<?>... testClasses) {
        TestExecutionSummary summary = summary(testClasses);
        assertThat(summary.getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        assertThat(SEEN)
                .isNotEmpty()
                .allSatisfy(directory -> assertThat(Files.exists(directory)).isFalse());
        return summary;
    }

    private static TestExecutionSummary summary(Class<?>... testClasses) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> testClass : testClasses) {
            request.selectors(selectClass(testClass));
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest built = request.build();
        LauncherFactory.create().execute(built, listener);
        return listener.getSummary();
    }
}
