package io.github.ecsmaven.local.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ecsmaven.local.data.AccountData;
import io.github.ecsmaven.local.data.GivenImage;
import io.github.ecsmaven.local.resource.ServiceCaller;
import io.github.ecsmaven.local.wire.ApiException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesFilter;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TagStatus;

class EcrServiceTest {
    private static final String FIRST = "sha256:" + "1".repeat(64);
    private static final String SECOND = "sha256:" + "2".repeat(64);
    private static final AccountData DATA = new AccountData(
            List.of(),
            List.of(),
            List.of(),
            List.of(Repository.builder()
                    .repositoryName("shop")
                    .imageTagMutability(ImageTagMutability.IMMUTABLE)
                    .build()),
            List.of(image("shop", FIRST, "1.0", "latest"), image("shop", SECOND), image("team/api", FIRST, "1.0")),
            List.of());

    private final ServiceCaller ecr = new ServiceCaller(new EcrService(DATA));

    private static GivenImage image(String repository, String digest, String... tags) {
        ImageDetail.Builder detail =
                ImageDetail.builder().repositoryName(repository).imageDigest(digest);
        if (tags.length > 0) {
            detail.imageTags(tags);
        }
        return new GivenImage(detail.build(), "manifest of " + digest);
    }

    @Test
    void givenRepositoriesAreInEveryRegion() {
        for (String region : List.of("eu-west-1", "us-east-1")) {
            DescribeRepositoriesResponse answer =
                    ecr.in(region).call(DescribeRepositoriesRequest.builder().build());

            assertThat(answer.repositories())
                    .extracting(Repository::repositoryUri)
                    .containsExactly(
                            "123456789012.dkr.ecr." + region + ".amazonaws.com/shop",
                            "123456789012.dkr.ecr." + region + ".amazonaws.com/team/api");
            assertThat(answer.repositories())
                    .extracting(Repository::imageTagMutability)
                    .containsExactly(ImageTagMutability.IMMUTABLE, ImageTagMutability.MUTABLE);
        }
    }

    @Test
    void aCreatedRepositoryIsInItsRegionWithItsDefaultsAndTags() {
        CreateRepositoryResponse created = ecr.call(CreateRepositoryRequest.builder()
                .repositoryName("new")
                .tags(Tag.builder().key("a").value("b").build())
                .build());

        Repository repository = created.repository();
        assertThat(repository.repositoryArn()).isEqualTo("arn:aws:ecr:eu-west-1:123456789012:repository/new");
        assertThat(repository.registryId()).isEqualTo("123456789012");
        assertThat(repository.createdAt()).isEqualTo(ServiceCaller.NOW);
        assertThat(repository.imageTagMutability()).isEqualTo(ImageTagMutability.MUTABLE);
        assertThat(repository.imageScanningConfiguration().scanOnPush()).isFalse();
        assertThat(repository.encryptionConfiguration().encryptionType()).isEqualTo(EncryptionType.AES256);
        EcrService other = new EcrService(DATA);
        ecr.moveTo(other);
        ServiceCaller restarted = new ServiceCaller(other);
        DescribeRepositoriesResponse described = restarted.call(
                DescribeRepositoriesRequest.builder().repositoryNames("new").build());
        assertThat(described.repositories()).containsExactly(repository);
        ListTagsForResourceResponse tags = restarted.call(ListTagsForResourceRequest.builder()
                .resourceArn(repository.repositoryArn())
                .build());
        assertThat(tags.tags())
                .containsExactly(Tag.builder().key("a").value("b").build());
        DescribeRepositoriesResponse elsewhere =
                ecr.in("us-east-1").call(DescribeRepositoriesRequest.builder().build());
        assertThat(elsewhere.repositories())
                .extracting(Repository::repositoryName)
                .doesNotContain("new");
        DescribeImagesResponse images =
                ecr.call(DescribeImagesRequest.builder().repositoryName("new").build());
        assertThat(images.imageDetails()).isEmpty();
    }

    @Test
    void imagesAreDescribedByTagDigestAndTagStatusInPages() {
        assertThat(digests(DescribeImagesRequest.builder().build())).containsExactly(FIRST, SECOND);
        assertThat(digests(DescribeImagesRequest.builder()
                        .imageIds(tagged("latest"), tagged("1.0"))
                        .build()))
                .containsExactly(FIRST);
        assertThat(digests(
                        DescribeImagesRequest.builder().imageIds(digest(SECOND)).build()))
                .containsExactly(SECOND);
        assertThat(digests(filtered(TagStatus.TAGGED))).containsExactly(FIRST);
        assertThat(digests(filtered(TagStatus.UNTAGGED))).containsExactly(SECOND);
        assertThat(digests(filtered(TagStatus.ANY))).hasSize(2);
        DescribeImagesResponse page = ecr.call(DescribeImagesRequest.builder()
                .repositoryName("shop")
                .maxResults(1)
                .build());
        assertThat(digests(DescribeImagesRequest.builder()
                        .nextToken(page.nextToken())
                        .build()))
                .containsExactly(SECOND);
    }

    @Test
    void manifestsComeByTagOrDigestWithFailuresBeside() {
        ImageIdentifier mismatched =
                ImageIdentifier.builder().imageTag("1.0").imageDigest(SECOND).build();

        BatchGetImageResponse answer = ecr.call(BatchGetImageRequest.builder()
                .repositoryName("shop")
                .imageIds(
                        tagged("1.0"),
                        digest(SECOND),
                        tagged("2.0"),
                        mismatched,
                        ImageIdentifier.builder().build())
                .build());

        assertThat(answer.images())
                .extracting(Image::imageId)
                .containsExactly(
                        ImageIdentifier.builder()
                                .imageTag("1.0")
                                .imageDigest(FIRST)
                                .build(),
                        digest(SECOND));
        assertThat(answer.images()).extracting(Image::imageManifest).contains("manifest of " + FIRST);
        assertThat(answer.failures())
                .extracting(ImageFailure::failureCode)
                .containsExactly(
                        ImageFailureCode.IMAGE_NOT_FOUND,
                        ImageFailureCode.IMAGE_TAG_DOES_NOT_MATCH_DIGEST,
                        ImageFailureCode.MISSING_DIGEST_AND_TAG);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void whatAwsRefusesIsRefused(String code, String message, SdkPojo request) {
        assertThatThrownBy(() -> ecr.call(request)).isInstanceOfSatisfying(ApiException.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error).hasMessageContaining(message);
        });
    }

    static Stream<Arguments> refusals() {
        List<ImageIdentifier> tooMany = Collections.nCopies(101, tagged("1.0"));
        List<Tag> tooManyTags = IntStream.range(0, 51)
                .mapToObj(n -> Tag.builder().key("k" + n).value("v").build())
                .toList();
        String invalid = "InvalidParameterException";
        return Stream.of(
                arguments(
                        "RepositoryAlreadyExistsException",
                        "'shop' already exists in the registry with id '123456789012'",
                        CreateRepositoryRequest.builder().repositoryName("shop").build()),
                arguments(
                        invalid,
                        "repositoryName",
                        CreateRepositoryRequest.builder().repositoryName("Shop").build()),
                arguments(
                        invalid,
                        "repositoryName",
                        CreateRepositoryRequest.builder().repositoryName("a").build()),
                arguments(
                        invalid,
                        "imageTagMutability",
                        CreateRepositoryRequest.builder()
                                .repositoryName("new")
                                .imageTagMutability("PERHAPS")
                                .build()),
                arguments(
                        "TooManyTagsException",
                        "50",
                        CreateRepositoryRequest.builder()
                                .repositoryName("new")
                                .tags(tooManyTags)
                                .build()),
                arguments(
                        "RepositoryNotFoundException",
                        "The repository with name 'none' does not exist",
                        DescribeRepositoriesRequest.builder()
                                .repositoryNames("none")
                                .build()),
                arguments(
                        invalid,
                        "repositoryNames",
                        DescribeRepositoriesRequest.builder()
                                .repositoryNames("shop")
                                .maxResults(1)
                                .build()),
                arguments(
                        invalid,
                        "between 1 and 1000",
                        DescribeRepositoriesRequest.builder().maxResults(1001).build()),
                arguments(
                        invalid,
                        "nextToken",
                        DescribeRepositoriesRequest.builder().nextToken("x").build()),
                arguments(
                        "RepositoryNotFoundException",
                        "none",
                        DescribeImagesRequest.builder().repositoryName("none").build()),
                arguments(invalid, "null", DescribeImagesRequest.builder().build()),
                arguments(
                        "ImageNotFoundException",
                        "The image with imageId {imageDigest:'null', imageTag:'2.0'} does not exist",
                        DescribeImagesRequest.builder()
                                .repositoryName("shop")
                                .imageIds(tagged("2.0"))
                                .build()),
                arguments(
                        invalid,
                        "imageIds",
                        DescribeImagesRequest.builder()
                                .repositoryName("shop")
                                .imageIds(tagged("1.0"))
                                .maxResults(1)
                                .build()),
                arguments(
                        invalid,
                        "100",
                        BatchGetImageRequest.builder()
                                .repositoryName("shop")
                                .imageIds(tooMany)
                                .build()),
                arguments(
                        invalid,
                        "imageIds",
                        BatchGetImageRequest.builder().repositoryName("shop").build()),
                arguments(
                        "RepositoryNotFoundException",
                        "none",
                        ListTagsForResourceRequest.builder()
                                .resourceArn("arn:aws:ecr:eu-west-1:123456789012:repository/none")
                                .build()));
    }

    private List<String> digests(DescribeImagesRequest request) {
        DescribeImagesResponse answer =
                ecr.call(request.toBuilder().repositoryName("shop").build());
        return answer.imageDetails().stream().map(ImageDetail::imageDigest).toList();
    }

    private static DescribeImagesRequest filtered(TagStatus status) {
        return DescribeImagesRequest.builder()
                .filter(DescribeImagesFilter.builder().tagStatus(status).build())
                .build();
    }

    private static ImageIdentifier tagged(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    private static ImageIdentifier digest(String digest) {
        return ImageIdentifier.builder().imageDigest(digest).build();
    }
}
