package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Member.Reserved;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.shape.Shape.MapShape;
import io.github.ecsmaven.descriptor.shape.Shape.ScalarShape;
import io.github.ecsmaven.descriptor.shape.StructureShape;

/** The keys of a descriptor. */
public final class DescriptorShape {
    private DescriptorShape() {}

    /** A whole descriptor. */
    public static StructureShape root() {
        return StructureShape.of(
                "a descriptor",
                new Member("version", new ScalarShape(Kind.INTEGER)),
                new Member("extends", Shape.texts()),
                new Member("environments", Shape.texts()),
                new Member("region", Shape.text()),
                new Member("cluster", Shape.text()),
                new Member("deploy", deploy()),
                new Member("identity", identity()),
                new Member("repositories", ResourceShapes.repositories()),
                new Member("images", ResourceShapes.images()),
                new Member("logGroups", ResourceShapes.logGroups()),
                new Member("taskDefinition", EcsShapes.registerTaskDefinition()),
                new Member("service", service()),
                new Member("autoScaling", ResourceShapes.autoScaling()),
                new Member("managedFields", Shape.text()),
                new Member("rollout", rollout()),
                new Member("ignore", Shape.texts()),
                new Member("tags", new MapShape(Shape.text())));
    }

    /** The keys that take no look-up and are known early: {@link EarlySettings}. */
    static StructureShape early() {
        return StructureShape.of(
                "a descriptor",
                new Member("environments", Shape.texts()),
                new Member("region", Shape.text()),
                new Member("deploy", deploy()),
                new Member("identity", identity()));
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
                new Member("issuer", Shape.text()),
                new Member("file", Shape.text()),
                new Member("variable", Shape.text()),
                new Member("command", Shape.texts()),
                new Member("url", Shape.text()),
                new Member("headers", new MapShape(Shape.text())),
                new Member("tokenPointer", Shape.text()),
                new Member("serviceConnection", Shape.text()));
        return StructureShape.of(
                "identity",
                new Member("roleArn", Shape.text()),
                new Member("webIdentity", webIdentity),
                new Member("allowedAccounts", Shape.texts()),
                new Member("assume", Shape.texts()));
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
                new Member("before", ResourceShapes.tasksBefore()));
    }
}
