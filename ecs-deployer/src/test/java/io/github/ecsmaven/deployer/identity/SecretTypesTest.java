package io.github.ecsmaven.deployer.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Every type of the package that holds a secret masks it where it is printed; a new type has to say which it is. */
class SecretTypesTest {
    private static final String CANARY = "c4n4ry";
    private static final AwsSessionCredentials CREDENTIALS =
            AwsSessionCredentials.create("ASIAEXAMPLE", CANARY + "-key", CANARY + "-session");
    private static final IssuedSession SESSION =
            new IssuedSession(CREDENTIALS, "arn", "111122223333", Instant.EPOCH, Instant.MAX);
    private static final RenewingCredentials RENEWING =
            new RenewingCredentials(SESSION, () -> SESSION, Clock.systemUTC(), line -> {});
    private static final RoleSession ROLE_SESSION = new RoleSession(RENEWING, "arn", "111122223333", Instant.EPOCH);

    /** Records that print whatever they hold, because none of it is a secret. */
    private static final Set<String> OPEN = Set.of(
            "BaseCredentials$ProfileRole",
            "ChainErrors$Step",
            "CiBuild",
            "CiJob",
            "JsonPointer",
            "Lifetime",
            "OriginChoice",
            "RoleArn",
            "SessionIssuer$Step",
            "SessionIssuer$Wanted",
            "SessionPolicy",
            "TokenClaims",
            "TokenExpectation",
            "TokenFault");

    /** Records that are made of others, of functions and of what has no text of its own. */
    private static final Set<String> COMPOSED = Set.of("DeployerIdentity$Renewed", "Occasion");

    static Stream<Object> holders() {
        return Stream.of(
                new WebIdentityToken(CANARY),
                BaseCredentials.written("AKIAEXAMPLE", CANARY, null),
                BaseCredentials.given("ASIAEXAMPLE", CANARY, CANARY),
                StaticKeysOrigin.find(new Environment(name -> CANARY)).orElseThrow(),
                new ProfileOrigin("work", new ProfileFiles(new Environment(name -> CANARY)), Clock.systemUTC()),
                new CredentialProcess("program --secret " + CANARY, "work", Clock.systemUTC()),
                SESSION,
                RENEWING,
                ROLE_SESSION,
                new RoleSession(StaticCredentialsProvider.create(CREDENTIALS), "arn", "111122223333", Instant.EPOCH),
                new WriteSession(ROLE_SESSION, null),
                new Program.Result(1, CANARY, CANARY),
                new Environment(Map.of("TOKEN", CANARY)::get),
                new TokenCommand.Settings(
                        List.of("program", "--secret", CANARY),
                        Path.of("."),
                        "identity.webIdentity.command",
                        "",
                        TokenCommand.Output.TOKEN),
                TokenCall.get("a service", URI.create("https://u:" + CANARY + "@example.com/token?code=" + CANARY))
                        .header("Authorization", "bearer " + CANARY)
                        .keeping(CANARY));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void aTypeThatHoldsASecretMasksIt(Object holder) {
        assertThat(holder.toString()).isNotBlank().doesNotContain(CANARY);
        assertThat(String.valueOf(List.of(holder))).doesNotContain(CANARY);
    }

    @Test
    void everyTypeThatPrintsWhatItHoldsIsOneOfThese() throws Exception {
        Set<String> known = holders().map(holder -> name(holder.getClass())).collect(Collectors.toSet());
        known.addAll(OPEN);
        known.addAll(COMPOSED);

        List<String> printing = new ArrayList<>();
        for (Class<?> type : types()) {
            if (!type.isInterface() && !type.isEnum() && !type.isAnonymousClass() && prints(type)) {
                printing.add(name(type));
            }
        }

        assertThat(printing).isSubsetOf(known).hasSizeGreaterThan(15);
        assertThat(OPEN).as("what is gone").isSubsetOf(printing);
    }

    /** Those that have the text of Object print nothing of theirs. */
    private static boolean prints(Class<?> type) {
        if (type.isRecord()) {
            return true;
        }
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .anyMatch(SecretTypesTest::isToString);
    }

    private static boolean isToString(Method method) {
        return method.getName().equals("toString") && method.getParameterCount() == 0;
    }

    private static List<Class<?>> types() throws URISyntaxException, IOException, ClassNotFoundException {
        Path classes = Path.of(WebIdentityToken.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve(WebIdentityToken.class.getPackageName().replace('.', '/'));
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    types.add(Class.forName(
                            WebIdentityToken.class.getPackageName() + "." + name.substring(0, name.length() - 6)));
                }
            }
        }
        return types;
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1);
    }
}
