package io.github.ecsmaven.descriptor.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextsTest {
    private static final KeyedPath CONTAINER =
            KeyedPath.of("taskDefinition", "containerDefinitions").key("app");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "key=ASIAIOSFODNN7EXAMPLE;",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEvQIBADAN\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
                "postgres://shop:hunter2@db.internal:5432/shop",
                "redis://:hunter2@cache:6379",
                "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
                "glpat-xxxxxxxxxxxxxxxxxxxx",
                "xoxb-123456789012-abcdef",
                "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
                "jdbc:postgresql://db/shop?user=shop&password=hunter2",
                "{\"db\": {\"password\": \"hunter2\"}}",
                "Server=db;Uid=shop;Pwd=hunter2;",
                "DefaultEndpointsProtocol=https;AccountKey=bG9uZ2tleQ==",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzQ8vXm2Lk0",
                "Zx8Kq2Lm9Vt4Bn7Wc3Rf6Yh1"
            })
    void thisLooksSecret(String text) {
        assertThat(SecretTexts.looksSecret(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "info",
                "arn:aws:iam::111122223333:role/checkout-Execution9XkPq2Zr7Lm4",
                "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/database-AbC12x",
                "111122223333.dkr.ecr.eu-west-1.amazonaws.com/checkout:1.4.1",
                "checkout@sha256:9ab0c1d2e3f4a5b69ab0c1d2e3f4a5b69ab0c1d2e3f4a5b69ab0c1d2e3f4a5b6",
                "9AB0C1D2-e3f4-a5b6-9ab0-c1d2e3f4a5b6",
                "deaccb4f00dfeedbeefcafe0123456789abcdef0",
                "/opt/App/releases/2024-11-22T10/Build17/bin/Start9XkPq2Zr7Lm4",
                "https://shop.example.com/Checkout/v2/Orders?page=2&size=50",
                "jdbc:postgresql://db.internal:5432/shop?sslmode=verify-full",
                "subnet-0a1b2c3d4e5f60718,subnet-1a2b3c4d5e6f70819",
                "network-PrivateSubnet1-1A2B3C4D5E6F7",
                "checkout-Service-9XkPq2Zr7Lm4",
                "eu-west-1_Ab3dE5gH7",
                "orders-Table-1A2B3C4D5E6F",
                "s3://Bucket-1A2B/Key2/Part3/x9",
                "com.acme.checkout.infrastructure.PaymentGatewayV2FactoryBean",
                "PaymentGatewayV2ServiceImplementation3Factory",
                "-XX:MaxRAMPercentage=75 -Xms256m -XX:+UseG1GC",
                "2026-11-22T10:15:30.123456789Z",
                "password=$PASSWORD",
                "{\"passwordPolicy\": \"strict\"}",
                "--token-file=/var/run/token",
                "PGPASSFILE=/run/secrets/pgpass",
                "sha256:1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a7988",
                "checkout.internal.example.com:8443/api/v1/health-check"
            })
    void thisDoesNot(String text) {
        assertThat(SecretTexts.looksSecret(text)).isFalse();
    }

    @Test
    void nearlyAllRandomTokensAreToldAndNoIdentifierIsTakenForOne() {
        Random random = new Random(20261122);
        long told = IntStream.range(0, 2000)
                .filter(i -> SecretTexts.looksSecret(base64(random, 24 + random.nextInt(40))))
                .count();
        long mistaken = IntStream.range(0, 2000)
                .filter(i -> SecretTexts.looksSecret(new UUID(random.nextLong(), random.nextLong()).toString())
                        || SecretTexts.looksSecret("sha256:" + hexadecimal(random, 64))
                        || SecretTexts.looksSecret("app-" + hexadecimal(random, 17))
                        || SecretTexts.looksSecret("arn:aws:sns:eu-west-1:111122223333:" + base64(random, 24)))
                .count();

        assertThat(told).isGreaterThan(1700);
        assertThat(mistaken).isZero();
    }

    @Test
    void secretArgumentsAreMaskedAndTheirOptionsStay() {
        assertThat(SecretTexts.maskedArguments(List.of(
                        "serve",
                        "--password=hunter2",
                        "--api-key",
                        "k3y",
                        "--token",
                        "--verbose",
                        "DB_PASSWORD=x",
                        "8080")))
                .containsExactly(
                        "serve",
                        "--password=(sensitive)",
                        "--api-key",
                        "(sensitive)",
                        "--token",
                        "--verbose",
                        "DB_PASSWORD=(sensitive)",
                        "8080");
        assertThat(SecretTexts.maskedArguments(List.of("sh", "-c", "run --password=hunter2", "--token-file", "/t")))
                .containsExactly("sh", "-c", "(sensitive)", "--token-file", "/t");
    }

    @ParameterizedTest
    @CsvSource({
        "environment, DB_PASSWORD, true",
        "environment, GITHUB_TOKEN, true",
        "environment, ENCRYPTION_KEY, true",
        "environment, LOG_LEVEL, false",
        "options, splunk-token, true",
        "dockerLabels, api-key, true",
        "links, password, false"
    })
    void aNameSaysWhetherItsValueIsSecret(String member, String name, boolean secret) {
        assertThat(SecretNames.looksSecret(CONTAINER.member(member).key(name).member("value")))
                .isEqualTo(secret);
    }

    @Test
    void whatOnlyLooksRandomIsSecretWhereUsersWriteValuesOfTheirOwn() {
        String random = "Zx8Kq2Lm9Vt4Bn7Wc3Rf6Yh1";

        assertThat(SecretNames.looksSecret(
                        CONTAINER.member("environment").key("X").member("value"), random))
                .isTrue();
        assertThat(SecretNames.looksSecret(CONTAINER.member("image"), random)).isFalse();
        assertThat(SecretNames.looksSecret(CONTAINER.member("image"), "AKIAIOSFODNN7EXAMPLE"))
                .isTrue();
    }

    @Test
    void aFormIsMaskedToItsEndInATextThatHasMore() {
        assertThat(SecretPatterns.masked(
                        "pull of https://u:hunter2@host/x failed for \"ghp_16C7e42F292c6912E7710c838347Ae178B4a99\".",
                        "***"))
                .isEqualTo("pull of *** failed for \"***\".");
        assertThat(SecretPatterns.masked("-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY----- rest", "***"))
                .isEqualTo("***rest");
    }

    @Test
    void valuesByNameAreFoundWhereverTheyAreButWordsAreNot() {
        Value container = new Value.Structure(Map.of(
                "environment",
                new Value.Sequence(List.of(
                        variable("DB_PASSWORD", "hunter2"),
                        variable("API_TOKEN", "on"),
                        variable("USE_TOKEN", "true"),
                        variable("LEVEL", "verbose"))),
                "options",
                new Value.Mapping(Map.of("splunk-token", new Value.Text("spl-4711")))));

        assertThat(SecretTexts.named(new Value.Sequence(List.of(container))))
                .containsExactlyInAnyOrder("hunter2", "spl-4711");
    }

    private static Value variable(String name, String value) {
        return new Value.Structure(Map.of("name", new Value.Text(name), "value", new Value.Text(value)));
    }

    private static String base64(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes).substring(0, length);
    }

    private static String hexadecimal(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < length; index++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }
}
