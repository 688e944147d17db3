package io.github.ecsmaven.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.local.resource.ServiceCaller;
import io.github.ecsmaven.local.wire.ApiException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;

class LogsServiceTest {
    private static final String ARN = "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/web";

    private final LogsService service = new LogsService();
    private final ServiceCaller logs = new ServiceCaller(service);

    @BeforeEach
    void create() {
        logs.call(CreateLogGroupRequest.builder()
                .logGroupName("/ecs/web")
                .tags(Map.of("team", "shop"))
                .build());
    }

    @Test
    void aGroupIsDescribedWithBothItsArnsAndNoRetention() {
        assertThat(groups(DescribeLogGroupsRequest.builder().build()))
                .containsExactly(LogGroup.builder()
                        .logGroupName("/ecs/web")
                        .creationTime(ServiceCaller.NOW.toEpochMilli())
                        .metricFilterCount(0)
                        .storedBytes(0L)
                        .arn(ARN + ":*")
                        .logGroupArn(ARN)
                        .logGroupClass(LogGroupClass.STANDARD)
                        .build());
        DescribeLogGroupsResponse elsewhere =
                logs.in("us-east-1").call(DescribeLogGroupsRequest.builder().build());
        assertThat(elsewhere.logGroups()).isEmpty();
    }

    @Test
    void retentionIsPutAndTakenAway() {
        logs.call(PutRetentionPolicyRequest.builder()
                .logGroupName("/ecs/web")
                .retentionInDays(30)
                .build());
        assertThat(groups(DescribeLogGroupsRequest.builder().build()).get(0).retentionInDays())
                .isEqualTo(30);

        logs.call(
                DeleteRetentionPolicyRequest.builder().logGroupName("/ecs/web").build());
        assertThat(groups(DescribeLogGroupsRequest.builder().build()).get(0).retentionInDays())
                .isNull();
    }

    @Test
    void aKeyIsPutOnAGroupNamedEitherWayAndTakenAway() {
        String key = "arn:aws:kms:eu-west-1:123456789012:key/1234";
        logs.call(AssociateKmsKeyRequest.builder()
                .logGroupName("/ecs/web")
                .kmsKeyId(key)
                .build());
        assertThat(groups(DescribeLogGroupsRequest.builder().build()).get(0).kmsKeyId())
                .isEqualTo(key);

        logs.call(DisassociateKmsKeyRequest.builder().resourceIdentifier(ARN).build());
        assertThat(groups(DescribeLogGroupsRequest.builder().build()).get(0).kmsKeyId())
                .isNull();

        assertThatThrownBy(() -> logs.call(AssociateKmsKeyRequest.builder()
                        .logGroupName("/ecs/web")
                        .kmsKeyId("alias/logs")
                        .build()))
                .hasMessageContaining("alias/logs");
        assertThatThrownBy(() -> logs.call(DisassociateKmsKeyRequest.builder().build()))
                .hasMessageContaining("resourceIdentifier");
    }

    @Test
    void groupsAreFoundByTheirNamesAndByNothingElseBesides() {
        logs.call(CreateLogGroupRequest.builder().logGroupName("/ecs/web2").build());
        logs.call(CreateLogGroupRequest.builder().logGroupName("/ecs/db").build());

        assertThat(groups(DescribeLogGroupsRequest.builder()
                        .logGroupIdentifiers("/ecs/web", "/ecs/db", "/ecs/none")
                        .build()))
                .extracting(LogGroup::logGroupName)
                .containsExactly("/ecs/db", "/ecs/web");
        assertThatThrownBy(() -> groups(DescribeLogGroupsRequest.builder()
                        .logGroupIdentifiers("/ecs/web")
                        .logGroupNamePrefix("/ecs")
                        .build()))
                .hasMessageContaining("logGroupIdentifiers");
        assertThatThrownBy(() -> groups(DescribeLogGroupsRequest.builder()
                        .logGroupIdentifiers(Collections.nCopies(51, "/ecs/web"))
                        .build()))
                .hasMessageContaining("50");
    }

    @Test
    void groupsAreFoundByPrefixByPartAndByClassInPagesOfFifty() {
        for (int i = 0; i < 55; i++) {
            logs.call(CreateLogGroupRequest.builder()
                    .logGroupName("/batch/%02d".formatted(i))
                    .logGroupClass(LogGroupClass.INFREQUENT_ACCESS)
                    .build());
        }

        assertThat(groups(DescribeLogGroupsRequest.builder()
                        .logGroupNamePrefix("/ecs")
                        .build()))
                .hasSize(1);
        assertThat(groups(DescribeLogGroupsRequest.builder()
                        .logGroupNamePattern("h/0")
                        .build()))
                .hasSize(10);
        assertThat(groups(DescribeLogGroupsRequest.builder()
                        .logGroupClass(LogGroupClass.STANDARD)
                        .build()))
                .hasSize(1);
        DescribeLogGroupsResponse first =
                logs.call(DescribeLogGroupsRequest.builder().build());
        assertThat(first.logGroups()).hasSize(50);
        assertThat(groups(DescribeLogGroupsRequest.builder()
                        .nextToken(first.nextToken())
                        .build()))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {ARN, ARN + ":*"})
    void tagsAreReadAndWrittenByEitherArn(String arn) {
        logs.call(TagResourceRequest.builder()
                .resourceArn(arn)
                .tags(Map.of("stage", "test"))
                .build());
        logs.call(
                UntagResourceRequest.builder().resourceArn(arn).tagKeys("team").build());

        ListTagsForResourceResponse tags =
                logs.call(ListTagsForResourceRequest.builder().resourceArn(arn).build());

        assertThat(tags.tags()).isEqualTo(Map.of("stage", "test"));
    }

    @Test
    void aDeletedGroupIsGoneWithItsTags() {
        logs.call(DeleteLogGroupRequest.builder().logGroupName("/ecs/web").build());
        assertThat(groups(DescribeLogGroupsRequest.builder().build())).isEmpty();

        logs.call(CreateLogGroupRequest.builder().logGroupName("/ecs/web").build());
        ListTagsForResourceResponse tags =
                logs.call(ListTagsForResourceRequest.builder().resourceArn(ARN).build());
        assertThat(tags.tags()).isEmpty();
    }

    @Test
    void itsStateIsSavedWhole() {
        LogsService other = new LogsService();

        logs.moveTo(other);

        ServiceCaller restarted = new ServiceCaller(other);
        DescribeLogGroupsResponse described =
                restarted.call(DescribeLogGroupsRequest.builder().build());
        assertThat(described.logGroups())
                .isEqualTo(groups(DescribeLogGroupsRequest.builder().build()));
        ListTagsForResourceResponse tags = restarted.call(
                ListTagsForResourceRequest.builder().resourceArn(ARN).build());
        assertThat(tags.tags()).isEqualTo(Map.of("team", "shop"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void whatAwsRefusesIsRefused(String code, SdkPojo request) {
        assertThatThrownBy(() -> logs.call(request))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    static Stream<Arguments> refusals() {
        Map<String, String> tooMany = IntStream.range(0, 51).boxed().collect(Collectors.toMap(n -> "k" + n, n -> "v"));
        return Stream.of(
                arguments(
                        "ResourceAlreadyExistsException",
                        CreateLogGroupRequest.builder().logGroupName("/ecs/web").build()),
                arguments(
                        "InvalidParameterException",
                        CreateLogGroupRequest.builder()
                                .logGroupName("with blank")
                                .build()),
                arguments(
                        "InvalidParameterException",
                        CreateLogGroupRequest.builder().build()),
                arguments(
                        "InvalidParameterException",
                        CreateLogGroupRequest.builder()
                                .logGroupName("new")
                                .logGroupClass("COLD")
                                .build()),
                arguments(
                        "TooManyTagsException",
                        CreateLogGroupRequest.builder()
                                .logGroupName("new")
                                .tags(tooMany)
                                .build()),
                arguments(
                        "TooManyTagsException",
                        TagResourceRequest.builder()
                                .resourceArn(ARN)
                                .tags(tooMany)
                                .build()),
                arguments(
                        "ResourceNotFoundException",
                        TagResourceRequest.builder().resourceArn(ARN + "2").build()),
                arguments(
                        "ResourceNotFoundException",
                        PutRetentionPolicyRequest.builder()
                                .logGroupName("other")
                                .retentionInDays(1)
                                .build()),
                arguments(
                        "InvalidParameterException",
                        PutRetentionPolicyRequest.builder()
                                .logGroupName("/ecs/web")
                                .retentionInDays(2)
                                .build()),
                arguments(
                        "ResourceNotFoundException",
                        DeleteLogGroupRequest.builder().logGroupName("other").build()),
                arguments(
                        "InvalidParameterException",
                        DescribeLogGroupsRequest.builder().limit(51).build()),
                arguments(
                        "InvalidParameterException",
                        DescribeLogGroupsRequest.builder()
                                .logGroupNamePrefix("a")
                                .logGroupNamePattern("b")
                                .build()));
    }

    private List<LogGroup> groups(DescribeLogGroupsRequest request) {
        DescribeLogGroupsResponse answer = logs.call(request);
        return answer.logGroups();
    }
}
