package io.github.ecsmaven.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecsmaven.local.resource.ServiceCaller;
import io.github.ecsmaven.local.wire.ApiException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class GivenServicesTest {
    private static final AccountData DATA = new AccountData(
            List.of(
                    Stack.builder().stackName("network").build(),
                    Stack.builder()
                            .stackName("old")
                            .stackStatus(StackStatus.ROLLBACK_COMPLETE)
                            .build()),
            List.of(
                    Parameter.builder()
                            .name("/shop/url")
                            .value("https://shop.example")
                            .build(),
                    Parameter.builder().name("plain").value("a").version(7L).build(),
                    Parameter.builder()
                            .name("/shop/key")
                            .type(ParameterType.SECURE_STRING)
                            .value("clear")
                            .build()),
            List.of(DescribeSecretResponse.builder().name("shop/database").build()),
            List.of(),
            List.of(),
            List.of());

    private final ServiceCaller stacks = new ServiceCaller(new CloudFormationService(DATA));
    private final ServiceCaller parameters = new ServiceCaller(new SsmService(DATA));
    private final ServiceCaller secrets = new ServiceCaller(new SecretsManagerService(DATA));

    @Test
    void aStackIsFoundByNameAndByIdAndWithoutEitherAllAre() {
        DescribeStacksResponse byName =
                stacks.call(DescribeStacksRequest.builder().stackName("network").build());
        Stack stack = byName.stacks().get(0);

        assertThat(stack.stackId())
                .matches("arn:aws:cloudformation:eu-west-1:123456789012:stack/network/[0-9a-f-]{36}");
        assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(stack.creationTime()).isNotNull();
        assertThat(stack.disableRollback()).isFalse();
        DescribeStacksResponse byId = stacks.call(
                DescribeStacksRequest.builder().stackName(stack.stackId()).build());
        assertThat(byId.stacks()).containsExactly(stack);
        DescribeStacksResponse all = stacks.call(DescribeStacksRequest.builder().build());
        assertThat(all.stacks())
                .extracting(Stack::stackStatus)
                .containsExactly(StackStatus.CREATE_COMPLETE, StackStatus.ROLLBACK_COMPLETE);
    }

    @Test
    void aStackThatIsNotThereIsAValidationErrorAsOnAws() {
        assertThatThrownBy(() -> stacks.call(
                        DescribeStacksRequest.builder().stackName("none").build()))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo("ValidationError"))
                .hasMessage("Stack with id none does not exist");
        assertThatThrownBy(() -> stacks.call(
                        DescribeStacksRequest.builder().nextToken("x").build()))
                .hasMessageContaining("token");
    }

    @Test
    void parametersAreFilledInAndUnknownOnesNamed() {
        GetParametersResponse answer = parameters.call(GetParametersRequest.builder()
                .names("/shop/url", "none", "plain:7", "plain:6")
                .build());

        assertThat(answer.invalidParameters()).containsExactly("none", "plain:6");
        assertThat(answer.parameters().get(0)).satisfies(parameter -> {
            assertThat(parameter.arn()).isEqualTo("arn:aws:ssm:eu-west-1:123456789012:parameter/shop/url");
            assertThat(parameter.type()).isEqualTo(ParameterType.STRING);
            assertThat(parameter.version()).isEqualTo(1);
            assertThat(parameter.dataType()).isEqualTo("text");
        });
        assertThat(answer.parameters().get(1)).satisfies(parameter -> {
            assertThat(parameter.arn()).isEqualTo("arn:aws:ssm:eu-west-1:123456789012:parameter/plain");
            assertThat(parameter.selector()).isEqualTo(":7");
        });
    }

    @Test
    void aParameterIsFoundByItsArnToo() {
        String arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/plain";

        GetParametersResponse answer = parameters.call(
                GetParametersRequest.builder().names(arn, arn + ":7").build());

        assertThat(answer.parameters()).extracting(Parameter::name).containsExactly("plain", "plain");
    }

    @Test
    void aSecureStringIsInClearOnlyWithDecryption() {
        GetParametersResponse encrypted = parameters.call(
                GetParametersRequest.builder().names("/shop/key", "/shop/url").build());
        GetParametersResponse clear = parameters.call(GetParametersRequest.builder()
                .names("/shop/key")
                .withDecryption(true)
                .build());

        assertThat(encrypted.parameters().get(0).value())
                .doesNotContain("clear")
                .isBase64();
        assertThat(encrypted.parameters().get(1).value()).isEqualTo("https://shop.example");
        assertThat(clear.parameters().get(0).value()).isEqualTo("clear");
    }

    @Test
    void oneToTenDifferentParametersAreReadAtOnce() {
        assertThatThrownBy(() -> parameters.call(GetParametersRequest.builder()
                        .names(Collections.nCopies(11, "a"))
                        .build()))
                .hasMessageContaining("between 1 and 10");
        assertThatThrownBy(() -> parameters.call(GetParametersRequest.builder().build()))
                .hasMessageContaining("between 1 and 10");
        assertThatThrownBy(() -> parameters.call(
                        GetParametersRequest.builder().names("a", "a").build()))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo("ValidationException"))
                .hasMessageContaining("Duplicate");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void aSecretIsFoundByItsWholeArnAndWithoutTheSuffix(int left) {
        DescribeSecretResponse byName = secrets.call(
                DescribeSecretRequest.builder().secretId("shop/database").build());

        assertThat(byName.arn())
                .matches("arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/database-[0-9a-z]{6}");
        assertThat(byName.createdDate()).isNotNull();
        assertThat(byName.lastChangedDate()).isEqualTo(byName.createdDate());
        assertThat(byName.versionIdsToStages().values()).containsExactly(List.of("AWSCURRENT"));
        DescribeSecretResponse byArn = secrets.call(DescribeSecretRequest.builder()
                .secretId(byName.arn().substring(0, byName.arn().length() - left))
                .build());
        assertThat(byArn).isEqualTo(byName);
    }

    @Test
    void aSecretThatIsNotThereIsSaidInAwsWords() {
        assertThatThrownBy(() -> secrets.call(
                        DescribeSecretRequest.builder().secretId("none").build()))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo("ResourceNotFoundException"))
                .hasMessage("Secrets Manager can't find the specified secret.");
        assertThatThrownBy(() -> secrets.call(DescribeSecretRequest.builder().build()))
                .hasMessageContaining("SecretId");
    }
}
