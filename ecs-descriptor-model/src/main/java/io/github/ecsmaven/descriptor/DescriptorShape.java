package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Member.NotYet;
import io.github.ecsmaven.descriptor.shape.Member.Reserved;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.shape.Shape.MapShape;
import io.github.ecsmaven.descriptor.shape.Shape.ScalarShape;
import io.github.ecsmaven.descriptor.shape.StructureShape;

/** The keys of a descriptor. */
final class DescriptorShape {
    private static final Shape ANYTHING = new ScalarShape(Kind.DOCUMENT);

    private DescriptorShape() {}

    static StructureShape root() {
        return StructureShape.of(
                "a descriptor",
                new Member("version", new ScalarShape(Kind.INTEGER)),
                new Member("extends", Shape.texts()),
                new Member("environments", Shape.texts()),
                new Member("region", Shape.text()),
                new Member("cluster", Shape.text()),
                new Member("deploy", deploy()),
                new Member("identity", identity()),
                notYet("repositories", "Create the ECR repository beforehand"),
                notYet("images", "Build and push the image beforehand and name it in `image`"),
                notYet("logGroups", "Create the log group beforehand, or use the log option awslogs-create-group"),
                new Member("taskDefinition", EcsShapes.registerTaskDefinition()),
                new Member("service", service()),
                notYet(
                        "autoScaling",
                        "Set up Application Auto Scaling apart; leave out `service.desiredCount` once the service exists"),
                notYet("managedFields", "Remove it; removed members are reset only by an explicit null or []"),
                new Member("rollout", rollout()),
                new Member("ignore", Shape.texts()),
                new Member("tags", new MapShape(Shape.text())));
    }

    private static StructureShape deploy() {
        StructureShape when = StructureShape.of(
                "deploy.when",
                new Member("branch", Shape.text()),
                new Member("tag", Shape.text()),
                new Member("event", Shape.text()));
        return StructureShape.of("deploy", new Member("when", when));
    }

    private static StructureShape identity() {
        StructureShape webIdentity = StructureShape.of(
                "identity.webIdentity",
                new Member("provider", Shape.text()),
                new Member("audience", Shape.text()),
                new Member("file", Shape.text()),
                new Member("variable", Shape.text()));
        return StructureShape.of(
                "identity",
                new Member("roleArn", Shape.text()),
                new Member("webIdentity", webIdentity),
                new Member("allowedAccounts", Shape.texts()),
                notYet("assume", "Name the role to assume in `roleArn`"));
    }

    private static StructureShape service() {
        return EcsShapes.createService()
                .with("cluster", new Reserved("Write the cluster at the top level: `cluster: NAME`"))
                .with(
                        "taskDefinition",
                        new Reserved(
                                "The service runs the revision made from the top level's `taskDefinition`; remove it"))
                .with("clientToken", new Reserved("The plugin makes the token itself; remove it"));
    }

    private static StructureShape rollout() {
        return StructureShape.of(
                "rollout",
                new Member("timeout", Shape.text()),
                new Member("onFailure", Shape.text()),
                new Member("onInProgress", Shape.text()),
                notYet("before", "Run the task in a step of its own before the deployment"));
    }

    private static Member notYet(String name, String instead) {
        return new Member(name, ANYTHING, new NotYet(instead));
    }
}
