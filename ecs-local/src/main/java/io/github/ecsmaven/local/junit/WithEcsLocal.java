package io.github.ecsmaven.local.junit;

import io.github.ecsmaven.local.EcsLocal;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class, or one test, an ecs-local of their own: a parameter of the type {@link EcsLocal} is it. Its
 * state is in a temporary directory that goes with it.
 *
 * <pre>{@code
 * @WithEcsLocal
 * class CheckoutTest {
 *     @Test
 *     void deploys(EcsLocal ecsLocal) {
 *         URI endpoint = ecsLocal.endpoint();
 *     }
 * }
 * }</pre>
 *
 * <p>Where an annotation is not enough, register an {@link EcsLocalExtension}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EcsLocalExtension.class)
public @interface WithEcsLocal {
    /** How long one ecs-local is used. On a method it is always for that test alone. */
    Lifetime lifetime() default Lifetime.METHOD;

    /** How it shall be: a class with a constructor without parameters. */
    Class<? extends EcsLocalConfiguration> configuration() default EcsLocalConfiguration.Defaults.class;

    /** How long one ecs-local is used. */
    enum Lifetime {
        /** A fresh one for each test method. */
        METHOD,
        /** One for all the tests of a class and its nested classes; {@link EcsLocal#reset} empties it in between. */
        CLASS
    }
}
