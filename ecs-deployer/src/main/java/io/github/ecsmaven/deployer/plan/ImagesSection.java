package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.image.DeployedImages;
import io.github.ecsmaven.deployer.image.ImageReference;
import io.github.ecsmaven.deployer.live.LiveState;
import io.github.ecsmaven.deployer.live.LiveState.LiveService;
import io.github.ecsmaven.deployer.live.LiveSurroundings;
import io.github.ecsmaven.deployer.live.LiveSurroundings.RegistryImage;
import io.github.ecsmaven.deployer.live.LiveSurroundings.RunningImage;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.Note;
import io.github.ecsmaven.deployer.plan.DeploymentPlan.ResourceChange;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import io.github.ecsmaven.descriptor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Images that the descriptor names by a tag. ECS keeps the digest that a tag had when the deployment began, so a tag that
 * has been moved since changes nothing until the next deployment. Source: ecs-behaviour §7.
 */
final class ImagesSection {
    private final DeploymentDescriptor descriptor;
    private final LiveSurroundings surroundings;
    private final @Nullable LiveService service;
    private final Ignored ignored;

    ImagesSection(DeploymentDescriptor descriptor, LiveState live) {
        this.descriptor = descriptor;
        this.surroundings = live.surroundings();
        this.service = live.findService().orElse(null);
        this.ignored = new Ignored(descriptor.ignore());
    }

    /** What has moved, and what there is to say of the others. Its actions are the service's. */
    Section section() {
        List<Difference> moved = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        DeployedImages.byContainer(descriptor).forEach((container, image) -> {
            KeyedPath path = KeyedPath.of("taskDefinition", "containerDefinitions")
                    .key(container)
                    .member("image");
            RegistryImage found = surroundings.registry().get(image);
            if (found != null && !ignored.covers(path)) {
                note(path, image, found, notes);
                move(path, container, image, found, moved);
            }
        });
        LiveService running = service;
        return running == null || moved.isEmpty()
                ? Section.saying(notes)
                : new Section(
                        List.of(new ResourceChange(
                                DeploymentPlan.Kind.IMAGE,
                                DeploymentPlan.Operation.UPDATE,
                                "same tag, another image: service "
                                        + running.arn().substring(running.arn().lastIndexOf('/') + 1),
                                new Difference.Group(KeyedPath.of("taskDefinition"), moved))),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        notes);
    }

    /** The digests that the tags have in their registries, by reference, as far as they can be told. */
    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        surroundings.registry().forEach((image, found) -> {
            String digest = found.digest();
            if (digest != null) {
                digests.put(image, digest);
            }
        });
        return digests;
    }

    private void move(KeyedPath path, String container, String image, RegistryImage found, List<Difference> moved) {
        String wanted = found.digest();
        surroundings.images().stream()
                .filter(running -> running.containerName().equals(container)
                        && running.image().equals(image))
                .map(RunningImage::digest)
                .filter(digest -> digest != null && wanted != null && !found.isRunBy(digest))
                .findFirst()
                .ifPresent(digest -> moved.add(new Difference.Changed(
                        path,
                        new Value.Text(image + "@" + digest),
                        new Value.Text(image + "@" + wanted),
                        Effect.STARTS_DEPLOYMENT)));
    }

    private static void note(KeyedPath path, String image, RegistryImage found, List<Note> notes) {
        ImageReference reference = ImageReference.of(image);
        String repository =
                reference.ecr().map(ImageReference.EcrRepository::arn).orElseThrow();
        switch (found.answer()) {
            case FOUND -> {
                return;
            }
            case DENIED ->
                notes.add(new Note(
                        path,
                        Note.Matter.DIGEST_UNKNOWN,
                        "whether its tag names another image by now is not known: the role needs ecr:BatchGetImage on "
                                + repository));
            case NO_SUCH_TAG ->
                notes.add(new Note(
                        path,
                        Note.Matter.NO_SUCH_IMAGE,
                        "the tag " + reference.movableTag().orElseThrow() + " is not in " + repository
                                + ": new tasks cannot start before it is pushed"));
            case NO_SUCH_REPOSITORY ->
                notes.add(new Note(
                        path,
                        Note.Matter.NO_SUCH_IMAGE,
                        "there is no " + repository + ": new tasks cannot start before it is created and pushed to"));
        }
    }
}
