package io.github.ecsmaven.deployer.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.deployer.identity.SessionPolicy;
import io.github.ecsmaven.descriptor.interpolation.Reference;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LookupPermissionsTest {
    static Stream<Arguments> references() {
        return Stream.of(
                arguments(
                        "cfn",
                        "network.Subnets",
                        "cloudformation:DescribeStacks",
                        "arn:aws:cloudformation:eu-west-1:*:stack/network/*"),
                arguments(
                        "cfn",
                        "arn:aws:cloudformation:eu-west-1:111122223333:stack/a/b.Out",
                        "cloudformation:DescribeStacks",
                        "arn:aws:cloudformation:eu-west-1:111122223333:stack/a/b"),
                arguments("ssm-arn", "/a/b", "ssm:GetParameters", "arn:aws:ssm:eu-west-1:*:parameter/a/b"),
                arguments("ssm-arn", "/a/b:3", "ssm:GetParameters", "arn:aws:ssm:eu-west-1:*:parameter/a/b"),
                arguments("ssm-arn", "plain", "ssm:GetParameters", "arn:aws:ssm:eu-west-1:*:parameter/plain"),
                arguments(
                        "ssm-arn",
                        "arn:aws:ssm:eu-west-1:111122223333:parameter/a",
                        "ssm:GetParameters",
                        "arn:aws:ssm:eu-west-1:111122223333:parameter/a"),
                arguments(
                        "secret-arn",
                        "shop/db",
                        "secretsmanager:DescribeSecret",
                        "arn:aws:secretsmanager:eu-west-1:*:secret:shop/db-*"));
    }

    @ParameterizedTest(name = "{0}:{1}")
    @MethodSource("references")
    void aLookUpNeedsOneActionOnOneResource(String scheme, String name, String action, String resource) {
        assertThat(LookupPermissions.of(List.of(new Reference(scheme, name)), "eu-west-1"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.actions().patterns()).containsExactly(action);
                    assertThat(statement.resources().patterns()).containsExactly(resource);
                });
    }

    @Test
    void aValueOfAParameterMayHaveToBeDecryptedAndOnlyThroughSystemsManager() {
        String policy = SessionPolicy.reading(LookupPermissions.of(List.of(new Reference("ssm", "/a")), "cn-north-1"))
                .json();

        assertThat(policy)
                .contains("arn:aws-cn:ssm:cn-north-1:*:parameter/a")
                .contains("kms:Decrypt")
                .contains("ssm.cn-north-1.amazonaws.*");
    }

    @Test
    void aFileNeedsNoPermission() {
        assertThat(LookupPermissions.of(List.of(new Reference("terraform", "a#b")), "eu-west-1"))
                .isEmpty();
    }

    @Test
    void whereThereIsTooMuchToNameTheSessionMayLookAtAll() {
        List<Reference> many = IntStream.range(0, 100)
                .mapToObj(number -> new Reference("ssm-arn", "/a/long/name/of/a/parameter/" + number))
                .toList();

        SessionPolicy policy = SessionPolicy.reading(LookupPermissions.of(many, "eu-west-1"));

        assertThat(policy.fits()).isTrue();
        assertThat(policy.json()).contains("ssm:GetParameters").doesNotContain("parameter/");
    }
}
