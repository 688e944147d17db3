package io.github.ecsmaven.local.data;

import io.github.ecsmaven.local.problem.EcsLocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * What is in an account without having been made through ecs-local, in every Region alike. It is read from one JSON file:
 *
 * <pre>{@code
 * {
 *   "stacks": [
 *     { "StackName": "network", "Outputs": [ { "OutputKey": "PrivateSubnets", "OutputValue": "subnet-1,subnet-2" } ] }
 *   ],
 *   "parameters": [
 *     { "Name": "/shop/url", "Value": "https://shop.example" },
 *     { "Name": "/shop/key", "Type": "SecureString", "Value": "not a real key" }
 *   ],
 *   "secrets": [ { "Name": "shop/database", "Description": "made by the network team" } ],
 *   "repositories": [ { "repositoryName": "shop" } ],
 *   "images": [ { "repositoryName": "shop", "imageTags": [ "1.0" ] } ],
 *   "accessKeys": [ { "UserName": "alice", "AccessKeyId": "AKIAEXAMPLEEXAMPLE00", "SecretAccessKey": "not a real key" } ]
 * }
 * }</pre>
 *
 * <p>All six lists may be left out. Their entries have the members of the API's own shapes, in its own spelling: CloudFormation's
 * {@code Stack}, SSM's {@code Parameter}, the answer of Secrets Manager's DescribeSecret, ECR's {@code Repository} and
 * {@code ImageDetail}, the latter with {@code imageManifest} besides, IAM's {@code AccessKey}. Timestamps are seconds since 1970. What is left
 * out is filled in: ARNs and identifiers, states, times; an image without a manifest gets a small one, and without a
 * digest that of its manifest. Names are required; so are the value of a parameter, and id and secret of an access key. A member that the shape does not have
 * is an error.
 *
 * @param stacks of CloudFormation
 * @param parameters of SSM; a SecureString with its value in clear
 * @param secrets descriptions, never values
 * @param repositories of ECR
 * @param images in these repositories
 * @param accessKeys long-lived keys of IAM users, who have no policies
 */
public record AccountData(
        List<Stack> stacks,
        List<Parameter> parameters,
        List<DescribeSecretResponse> secrets,
        List<Repository> repositories,
        List<GivenImage> images,
        List<AccessKey> accessKeys) {
    private static final Set<String> LISTS =
            Set.of("stacks", "parameters", "secrets", "repositories", "images", "accessKeys");

    /** Copies the lists. */
    public AccountData {
        stacks = List.copyOf(stacks);
        parameters = List.copyOf(parameters);
        secrets = List.copyOf(secrets);
        repositories = List.copyOf(repositories);
        images = List.copyOf(images);
        accessKeys = List.copyOf(accessKeys);
    }

    /** An account without any of these. */
    public static AccountData none() {
        return new AccountData(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * What a file says; nothing where there is none.
     *
     * @throws EcsLocalException as for {@link #read}
     */
    public static AccountData of(@Nullable Path file) {
        return file == null ? none() : read(file);
    }

    /**
     * Reads a file.
     *
     * @throws EcsLocalException when it cannot be read, is not JSON, or says something that cannot be; the message says
     *     what and where
     */
    public static AccountData read(Path file) {
        DataReader reader = new DataReader(file, parse(file));
        reader.requireMembers(LISTS);
        AccountData data = new AccountData(
                reader.<Stack>list("stacks", Stack::builder),
                reader.<Parameter>list("parameters", Parameter::builder),
                reader.<DescribeSecretResponse>list("secrets", DescribeSecretResponse::builder),
                reader.<Repository>list("repositories", Repository::builder),
                reader.images(),
                reader.<AccessKey>list("accessKeys", AccessKey::builder));
        requireNames(reader, "stacks", "StackName", data.stacks(), Stack::stackName);
        requireNames(reader, "parameters", "Name", data.parameters(), Parameter::name);
        requireNames(reader, "secrets", "Name", data.secrets(), DescribeSecretResponse::name);
        requireNames(reader, "repositories", "repositoryName", data.repositories(), Repository::repositoryName);
        requireNames(reader, "accessKeys", "AccessKeyId", data.accessKeys(), AccessKey::accessKeyId);
        for (int i = 0; i < data.accessKeys().size(); i++) {
            AccessKey key = data.accessKeys().get(i);
            if (key.userName() == null || key.secretAccessKey() == null) {
                throw reader.wrong("accessKeys[" + i + "]", "has no UserName or no SecretAccessKey");
            }
        }
        for (int i = 0; i < data.parameters().size(); i++) {
            if (data.parameters().get(i).value() == null) {
                throw reader.wrong("parameters[" + i + "]", "has no Value");
            }
        }
        return data;
    }

    private static <T> void requireNames(
            DataReader reader, String list, String member, List<T> entries, Function<T, @Nullable String> name) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String given = name.apply(entries.get(i));
            if (given == null || given.isBlank()) {
                throw reader.wrong(list + "[" + i + "]", "has no " + member);
            }
            if (!names.add(given)) {
                throw reader.wrong(
                        list + "[" + i + "]", "has the " + member + " '" + given + "' of an entry before it");
            }
        }
    }

    private static Map<String, JsonNode> parse(Path file) {
        try {
            JsonNode json = JsonNode.parser().parse(Files.readAllBytes(file));
            if (json.isObject()) {
                return json.asObject();
            }
        } catch (IOException e) {
            throw new EcsLocalException(
                    "the data file " + file + " cannot be read: " + e + "; give the path of a file that can", e);
        } catch (RuntimeException malformed) {
            throw new EcsLocalException(
                    "the data file " + file + " is not valid JSON: " + malformed.getMessage() + "; correct it",
                    malformed);
        }
        throw new EcsLocalException(
                "the data file " + file + " is not a JSON object; write one with any of " + sorted(LISTS), null);
    }

    static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
