package io.github.ecsmaven.descriptor;

import io.github.ecsmaven.descriptor.shape.AutoScalingShapes;
import io.github.ecsmaven.descriptor.shape.EcrShapes;
import io.github.ecsmaven.descriptor.shape.EcsShapes;
import io.github.ecsmaven.descriptor.shape.Member;
import io.github.ecsmaven.descriptor.shape.Member.Reserved;
import io.github.ecsmaven.descriptor.shape.Shape;
import io.github.ecsmaven.descriptor.shape.Shape.Kind;
import io.github.ecsmaven.descriptor.shape.Shape.ListShape;
import io.github.ecsmaven.descriptor.shape.Shape.MapShape;
import io.github.ecsmaven.descriptor.shape.Shape.ScalarShape;
import io.github.ecsmaven.descriptor.shape.StructureShape;

/** The keys of what a deployment needs around its task definition and service. */
final class ResourceShapes {
    private static final Shape ANYTHING = new ScalarShape(Kind.DOCUMENT);
    private static final Shape NUMBER = new ScalarShape(Kind.INTEGER);
    private static final Shape FLAG = new ScalarShape(Kind.BOOLEAN);

    private ResourceShapes() {}

    /** RegisterScalableTarget's members, PutScalingPolicy's and PutScheduledAction's in a list each. */
    static StructureShape autoScaling() {
        return forThisService(AutoScalingShapes.registerScalableTarget())
                .plus(
                        new Member("scalingPolicies", listOf(AutoScalingShapes.putScalingPolicy())),
                        new Member("scheduledActions", listOf(AutoScalingShapes.putScheduledAction())));
    }

    static Shape logGroups() {
        return new ListShape(StructureShape.of(
                "a log group",
                new Member("name", Shape.text()),
                new Member("retentionInDays", NUMBER),
                new Member("kmsKeyId", Shape.text()),
                new Member("logGroupClass", Shape.text()),
                new Member("tags", new MapShape(Shape.text()))));
    }

    /** CreateRepository's members, and what has requests of its own. */
    static Shape repositories() {
        StructureShape lifecycle = StructureShape.of(
                "lifecyclePolicy",
                new Member("keepTagged", NUMBER),
                new Member("expireUntaggedAfterDays", NUMBER),
                new Member("rules", new ListShape(ANYTHING)));
        return new MapShape(EcrShapes.createRepository()
                .with("repositoryName", new Reserved("The key is the name of the repository; remove it"))
                .plus(
                        new Member("manage", FLAG),
                        new Member("scanOnPush", FLAG),
                        new Member("lifecyclePolicy", lifecycle),
                        new Member("repositoryPolicy", new MapShape(ANYTHING))));
    }

    static Shape images() {
        StructureShape build = StructureShape.of(
                "build",
                new Member("baseImage", Shape.text()),
                new Member("jar", Shape.text()),
                new Member("mainClass", Shape.text()),
                new Member("jvmFlags", Shape.texts()),
                new Member("environment", new MapShape(Shape.text())),
                new Member("labels", new MapShape(Shape.text())),
                new Member("user", Shape.text()),
                new Member("platforms", Shape.texts()));
        return new MapShape(StructureShape.of(
                "an image",
                new Member("repository", Shape.text()),
                new Member("tag", Shape.text()),
                new Member("digest", Shape.text()),
                new Member("build", build)));
    }

    /** Tasks that run before the service is changed: RunTask's overrides of a task definition. */
    static Shape tasksBefore() {
        return new ListShape(EcsShapes.taskOverride()
                .plus(
                        new Member("name", Shape.text()),
                        new Member("taskDefinition", Shape.text()),
                        new Member("timeout", Shape.text())));
    }

    private static Shape listOf(StructureShape request) {
        return new ListShape(forThisService(request));
    }

    private static StructureShape forThisService(StructureShape request) {
        Reserved made = new Reserved("The plugin makes it from the service's cluster and name; remove it");
        return request.with("serviceNamespace", made).with("resourceId", made).with("scalableDimension", made);
    }
}
