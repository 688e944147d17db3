package io.github.ecsmaven.local.ecr;

import io.github.ecsmaven.local.data.AccountData;
import io.github.ecsmaven.local.resource.Listing;
import io.github.ecsmaven.local.resource.TaggedResources;
import io.github.ecsmaven.local.resource.TagsByArn;
import io.github.ecsmaven.local.state.StateMember;
import io.github.ecsmaven.local.state.StatePart;
import io.github.ecsmaven.local.state.StateSection;
import io.github.ecsmaven.local.wire.ApiException;
import io.github.ecsmaven.local.wire.AwsService;
import io.github.ecsmaven.local.wire.CallContext;
import io.github.ecsmaven.local.wire.Operation;
import io.github.ecsmaven.local.wire.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.Tag;

/** Amazon ECR as ecs-local plays it: the repositories and images that were given, and repositories that are created. */
public final class EcrService implements AwsService, StateSection, TaggedResources {
    private static final Pattern NAME =
            Pattern.compile("(?=.{2,256}$)[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern REFERENCE =
            Pattern.compile("[0-9]{12}\\.dkr[.-]ecr[^/]*/(?<repository>[^:@]+)(:(?<tag>[^:@]+))?");
    private static final Listing REPOSITORIES = listing();
    private static final String CREATED = "created";
    private static final String TAGS = "tags";

    private final Repositories repositories;
    private final TagsByArn tags = new TagsByArn();

    /** An account with these repositories and images in each of its Regions. */
    public EcrService(AccountData data) {
        this.repositories = new Repositories(data);
    }

    /**
     * What a reference to one of its images names now, {@code sha256:…}; empty for another registry, and for what is not
     * there.
     *
     * @param image {@code 111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1.0}
     */
    public Optional<String> digest(String image) {
        Matcher reference = REFERENCE.matcher(image);
        return reference.matches()
                ? repositories.digest(
                        reference.group("repository"),
                        Optional.ofNullable(reference.group("tag")).orElse("latest"))
                : Optional.empty();
    }

    @Override
    public String name() {
        return "ecr";
    }

    @Override
    public Protocol protocol() {
        return new Protocol.AwsJson("AmazonEC2ContainerRegistry_V20150921");
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return Stream.concat(
                        Stream.<Operation<?, ?>>of(
                                Operation.write("CreateRepository", CreateRepositoryRequest::builder, this::create),
                                Operation.read(
                                        "DescribeRepositories", DescribeRepositoriesRequest::builder, this::describe),
                                Operation.read("ListTagsForResource", ListTagsForResourceRequest::builder, this::tags)),
                        new ImageOperations(repositories).operations().stream())
                .toList();
    }

    /** The pages of repositories and of images. */
    static Listing listing() {
        return new Listing(
                100,
                1000,
                message -> EcrErrors.invalid("maxResults " + message),
                () -> EcrErrors.invalid("Invalid parameter at 'nextToken'"));
    }

    static Repository require(Repositories repositories, @Nullable String name, CallContext call) {
        if (name == null) {
            throw EcrErrors.invalid(
                    "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'Member must not be null'");
        }
        return repositories.find(name, call).orElseThrow(() -> EcrErrors.noRepository(name, call));
    }

    private CreateRepositoryResponse create(CreateRepositoryRequest request, CallContext call) {
        String name = request.repositoryName();
        if (name == null || !NAME.matcher(name).matches()) {
            throw EcrErrors.invalid("Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must have 2 "
                    + "to 256 lower case letters, digits, periods, hyphens, underscores and slashes'");
        }
        if (request.imageTagMutability() == ImageTagMutability.UNKNOWN_TO_SDK_VERSION) {
            throw EcrErrors.invalid("Invalid parameter at 'imageTagMutability' failed to satisfy constraint: 'Member "
                    + "must satisfy enum value set: " + ImageTagMutability.knownValues() + "'");
        }
        if (repositories.find(name, call).isPresent()) {
            throw EcrErrors.repositoryExists(name, call);
        }
        Map<String, String> given = new LinkedHashMap<>();
        request.tags().forEach(tag -> given.put(tag.key(), tag.value()));
        if (given.size() > TagsByArn.MOST) {
            throw new ApiException(
                    "TooManyTagsException", 400, "A repository can have no more than " + TagsByArn.MOST + " tags.");
        }
        Repository repository = repositories.create(form(request), call);
        tags.put(repository.repositoryArn(), given);
        return CreateRepositoryResponse.builder().repository(repository).build();
    }

    private static Repository form(CreateRepositoryRequest request) {
        Repository.Builder form = Repository.builder()
                .repositoryName(request.repositoryName())
                .imageTagMutability(request.imageTagMutabilityAsString())
                .imageScanningConfiguration(request.imageScanningConfiguration())
                .encryptionConfiguration(request.encryptionConfiguration());
        if (request.hasImageTagMutabilityExclusionFilters()) {
            form.imageTagMutabilityExclusionFilters(request.imageTagMutabilityExclusionFilters());
        }
        return form.build();
    }

    private DescribeRepositoriesResponse describe(DescribeRepositoriesRequest request, CallContext call) {
        List<String> names = request.repositoryNames();
        if (!names.isEmpty()) {
            if (request.maxResults() != null || request.nextToken() != null) {
                throw EcrErrors.invalid("maxResults and nextToken cannot be used with repositoryNames");
            }
            return DescribeRepositoriesResponse.builder()
                    .repositories(names.stream()
                            .map(name -> require(repositories, name, call))
                            .toList())
                    .build();
        }
        List<Repository> all = List.copyOf(repositories.all(call).values());
        Listing.Page<Repository> page = REPOSITORIES.page(all, request.nextToken(), request.maxResults());
        return DescribeRepositoriesResponse.builder()
                .repositories(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request, CallContext call) {
        String arn = request.resourceArn();
        if (arn == null
                || repositories.all(call).values().stream()
                        .noneMatch(repository -> arn.equals(repository.repositoryArn()))) {
            throw EcrErrors.noRepository(arn == null ? "" : arn.substring(arn.indexOf('/') + 1), call);
        }
        return ListTagsForResourceResponse.builder()
                .tags(tags.of(arn).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public Map<String, String> tagsOf(String arn) {
        return tags.of(arn);
    }

    @Override
    public void write(JsonWriter json) {
        json.writeStartObject();
        json.writeFieldName(CREATED);
        repositories.write(json);
        json.writeFieldName(TAGS);
        tags.write(json);
        json.writeEndObject();
    }

    @Override
    public void read(JsonNode json) {
        repositories.read(StateMember.of(json, CREATED));
        tags.read(StateMember.of(json, TAGS));
    }

    @Override
    public List<StatePart> parts() {
        return List.of(repositories.part(), tags.part());
    }
}
