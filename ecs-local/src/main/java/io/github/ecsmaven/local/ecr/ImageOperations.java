package io.github.ecsmaven.local.ecr;

import io.github.ecsmaven.local.data.GivenImage;
import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** The operations that read images. */
final class ImageOperations {
    private static final int MOST_IDENTIFIERS = 100;
    private static final Listing IMAGES = EcrService.listing();

    private final Repositories repositories;

    ImageOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    List<Operation<?, ?>> operations() {
        return List.of(
                Operation.read("DescribeImages", DescribeImagesRequest::builder, this::describe),
                Operation.read("BatchGetImage", BatchGetImageRequest::builder, this::get));
    }

    private DescribeImagesResponse describe(DescribeImagesRequest request, CallContext call) {
        List<GivenImage> images = images(request.repositoryName(), call);
        if (!request.imageIds().isEmpty() && (request.maxResults() != null || request.nextToken() != null)) {
            throw EcrErrors.invalid("maxResults and nextToken cannot be used with imageIds");
        }
        requireCount(request.imageIds());
        if (!request.imageIds().isEmpty()) {
            return DescribeImagesResponse.builder()
                    .imageDetails(request.imageIds().stream()
                            .map(id -> find(images, id)
                                    .orElseThrow(() -> EcrErrors.noImage(id, request.repositoryName(), call)))
                            .distinct()
                            .map(image -> described(image, call))
                            .toList())
                    .build();
        }
        TagStatus status = request.filter() == null ? null : request.filter().tagStatus();
        List<ImageDetail> details = images.stream()
                .map(image -> described(image, call))
                .filter(detail -> isAskedFor(status, detail))
                .toList();
        Listing.Page<ImageDetail> page = IMAGES.page(details, request.nextToken(), request.maxResults());
        return DescribeImagesResponse.builder()
                .imageDetails(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean isAskedFor(@Nullable TagStatus status, ImageDetail detail) {
        boolean tagged = !detail.imageTags().isEmpty();
        return status == null || status == TagStatus.ANY || (status == TagStatus.TAGGED) == tagged;
    }

    private static ImageDetail described(GivenImage image, CallContext call) {
        ImageDetail detail = image.detail();
        return detail.toBuilder()
                .registryId(call.account())
                .imagePushedAt(detail.imagePushedAt() == null ? Instant.EPOCH : detail.imagePushedAt())
                .imageSizeInBytes(detail.imageSizeInBytes() == null ? 0L : detail.imageSizeInBytes())
                .build();
    }

    private BatchGetImageResponse get(BatchGetImageRequest request, CallContext call) {
        List<GivenImage> images = images(request.repositoryName(), call);
        requireCount(request.imageIds());
        if (request.imageIds().isEmpty()) {
            throw EcrErrors.invalid("Invalid parameter at 'imageIds' failed to satisfy constraint: 'Member must have "
                    + "length greater than or equal to 1'");
        }
        List<Image> found = new ArrayList<>();
        List<ImageFailure> failures = new ArrayList<>();
        for (ImageIdentifier id : request.imageIds()) {
            find(images, id)
                    .ifPresentOrElse(image -> found.add(got(image, id, call)), () -> failures.add(failure(images, id)));
        }
        return BatchGetImageResponse.builder().images(found).failures(failures).build();
    }

    private static Image got(GivenImage image, ImageIdentifier asked, CallContext call) {
        return Image.builder()
                .registryId(call.account())
                .repositoryName(image.detail().repositoryName())
                .imageId(ImageIdentifier.builder()
                        .imageDigest(image.detail().imageDigest())
                        .imageTag(asked.imageTag())
                        .build())
                .imageManifest(image.manifest())
                .imageManifestMediaType(image.detail().imageManifestMediaType())
                .build();
    }

    private static ImageFailure failure(List<GivenImage> images, ImageIdentifier id) {
        ImageFailure.Builder failure = ImageFailure.builder().imageId(id);
        if (id.imageDigest() == null && id.imageTag() == null) {
            return failure.failureCode(ImageFailureCode.MISSING_DIGEST_AND_TAG)
                    .failureReason("Invalid request parameters: both tag and digest cannot be null")
                    .build();
        }
        boolean both = id.imageDigest() != null && id.imageTag() != null;
        if (both
                && images.stream()
                        .anyMatch(
                                image -> id.imageDigest().equals(image.detail().imageDigest()))) {
            return failure.failureCode(ImageFailureCode.IMAGE_TAG_DOES_NOT_MATCH_DIGEST)
                    .failureReason("Requested tag does not map to given digest")
                    .build();
        }
        return failure.failureCode(ImageFailureCode.IMAGE_NOT_FOUND)
                .failureReason("Requested image not found")
                .build();
    }

    /** The image with this digest, this tag, or both. */
    private static Optional<GivenImage> find(List<GivenImage> images, ImageIdentifier id) {
        if (id.imageDigest() == null && id.imageTag() == null) {
            return Optional.empty();
        }
        return images.stream()
                .filter(image -> id.imageDigest() == null
                        || id.imageDigest().equals(image.detail().imageDigest()))
                .filter(image ->
                        id.imageTag() == null || image.detail().imageTags().contains(id.imageTag()))
                .findFirst();
    }

    private List<GivenImage> images(@Nullable String repository, CallContext call) {
        return repositories.images(
                EcrService.require(repositories, repository, call).repositoryName());
    }

    private static void requireCount(List<ImageIdentifier> ids) {
        if (ids.size() > MOST_IDENTIFIERS) {
            throw EcrErrors.invalid("Invalid parameter at 'imageIds' failed to satisfy constraint: 'Member must have "
                    + "length less than or equal to " + MOST_IDENTIFIERS + "'");
        }
    }
}
