package io.github.ecsmaven.deployer.lookup;

import io.github.ecsmaven.descriptor.interpolation.Reference;
import io.github.ecsmaven.iam.Condition;
import io.github.ecsmaven.iam.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/**
 * What a session needs to look up what a descriptor wants to know. Source: the service authorization references for
 * CloudFormation, Systems Manager and Secrets Manager.
 */
public final class LookupPermissions {
    private final Collection<Reference> references;
    private final String region;

    private LookupPermissions(Collection<Reference> references, String region) {
        this.references = references;
        this.region = region;
    }

    /** One statement for each kind of look-up that there is. */
    public static List<Statement> of(Collection<Reference> references, String region) {
        LookupPermissions permissions = new LookupPermissions(references, region);
        List<Statement> statements = new ArrayList<>();
        permissions.add(statements, Set.of("cfn"), "cloudformation:DescribeStacks", permissions::stack);
        permissions.add(
                statements, Set.of(Parameters.VALUE, Parameters.ARN), "ssm:GetParameters", permissions::parameter);
        permissions.add(statements, Set.of("secret-arn"), "secretsmanager:DescribeSecret", permissions::secret);
        if (references.stream().anyMatch(reference -> reference.scheme().equals(Parameters.VALUE))) {
            statements.add(Statement.allow(
                    List.of("kms:Decrypt"),
                    List.of("*"),
                    List.of(Condition.of("StringLike", "kms:ViaService", "ssm." + region + ".amazonaws.*"))));
        }
        return statements;
    }

    private void add(
            List<Statement> statements, Set<String> schemes, String action, Function<Reference, String> resource) {
        Set<String> resources = references.stream()
                .filter(reference -> schemes.contains(reference.scheme()))
                .map(resource)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!resources.isEmpty()) {
            statements.add(Statement.allow(List.of(action), List.copyOf(resources), List.of()));
        }
    }

    private String stack(Reference reference) {
        String stack = reference.holder();
        return stack.startsWith("arn:") ? stack : arn("cloudformation", "stack/" + stack + "/*");
    }

    private String parameter(Reference reference) {
        String name = withoutSelector(reference.name());
        return name.startsWith("arn:") ? name : arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
    }

    /** The ARN of a secret ends in a hyphen and six characters that its name does not tell. */
    private String secret(Reference reference) {
        String name = reference.name();
        return name.startsWith("arn:") ? name + "*" : arn("secretsmanager", "secret:" + name + "-*");
    }

    /** A version or label behind a parameter's name. */
    private static String withoutSelector(String name) {
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') && !name.substring(0, colon).endsWith(":parameter")
                ? name.substring(0, colon)
                : name;
    }

    private String arn(String service, String resource) {
        String partition = Region.of(region).metadata() == null
                ? "aws"
                : Region.of(region).metadata().partition().id();
        return "arn:" + partition + ":" + service + ":" + region + ":*:" + resource;
    }
}
