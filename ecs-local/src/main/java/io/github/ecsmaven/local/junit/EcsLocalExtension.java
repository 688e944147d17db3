package io.github.ecsmaven.local.junit;

import io.github.ecsmaven.local.EcsLocal;
import io.github.ecsmaven.local.junit.WithEcsLocal.Lifetime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts ecs-local for tests and gives it to parameters of the type {@link EcsLocal}. {@link WithEcsLocal} brings it;
 * registered by hand it takes a configuration that is no class:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EcsLocalExtension ECS_LOCAL = EcsLocalExtension.perClass(settings -> settings.withRoles(roles));
 * }</pre>
 *
 * <p>One that is registered in a field that is not static starts a fresh ecs-local for each test in either case.
 */
public final class EcsLocalExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(EcsLocalExtension.class);

    private final @Nullable Plan plan;

    /** What shall be started, and for how long. */
    private record Plan(Lifetime lifetime, EcsLocalConfiguration configuration) {}

    /** By the annotation. JUnit calls this. */
    public EcsLocalExtension() {
        this(null);
    }

    private EcsLocalExtension(@Nullable Plan plan) {
        this.plan = plan;
    }

    /** A fresh ecs-local for each test method. */
    public static EcsLocalExtension perMethod(EcsLocalConfiguration configuration) {
        return new EcsLocalExtension(new Plan(Lifetime.METHOD, configuration));
    }

    /** One ecs-local for all the tests of a class and its nested classes. */
    public static EcsLocalExtension perClass(EcsLocalConfiguration configuration) {
        return new EcsLocalExtension(new Plan(Lifetime.CLASS, configuration));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Plan wanted = plan(context);
        if (wanted.lifetime() == Lifetime.CLASS && running(context).isEmpty()) {
            start(wanted, context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (running(context).isEmpty()) {
            start(plan(context), context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stop(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EcsLocal.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context)
                .map(TemporaryEcsLocal::ecsLocal)
                .orElseThrow(() -> new ParameterResolutionException(
                        "an ecs-local of each test method is not there yet in " + parameter.getDeclaringExecutable()
                                + "; take it in the test methods and @BeforeEach, or let it live for the class with "
                                + "@WithEcsLocal(lifetime = CLASS)"));
    }

    private Plan plan(ExtensionContext context) {
        if (plan != null) {
            return plan;
        }
        WithEcsLocal annotation = annotation(context);
        try {
            return new Plan(
                    annotation.lifetime(),
                    annotation.configuration().getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new ExtensionConfigurationException(
                    annotation.configuration().getName()
                            + " cannot be made; a configuration of ecs-local needs a constructor without parameters "
                            + "that can be called",
                    e);
        }
    }

    /** On the method, its class, or a class around that. */
    private static WithEcsLocal annotation(ExtensionContext context) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<WithEcsLocal> found =
                    AnnotationSupport.findAnnotation(at.get().getElement(), WithEcsLocal.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new ExtensionConfigurationException(
                "an EcsLocalExtension without a plan needs @WithEcsLocal; use that, or EcsLocalExtension.perMethod");
    }

    private Optional<TemporaryEcsLocal> running(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(key(), TemporaryEcsLocal.class));
    }

    private void start(Plan wanted, ExtensionContext context) {
        ExtensionContext.Store shared = context.getRoot().getStore(NAMESPACE);
        TemporaryEcsLocal started =
                TemporaryEcsLocal.start(wanted.configuration(), shared.get(SigningKeyFile.class, SigningKeyFile.class));
        shared.put(SigningKeyFile.class, started.key());
        context.getStore(NAMESPACE).put(key(), started);
    }

    /** Only the one that was started for just this context. */
    private void stop(ExtensionContext context) {
        TemporaryEcsLocal started = context.getStore(NAMESPACE).remove(key(), TemporaryEcsLocal.class);
        if (started != null) {
            started.close();
        }
    }

    /** Two extensions of one class each have their own; those of the annotation are one, nested classes included. */
    private Object key() {
        return plan == null ? EcsLocalExtension.class : this;
    }
}
