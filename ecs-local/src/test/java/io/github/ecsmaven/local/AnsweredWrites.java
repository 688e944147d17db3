package io.github.ecsmaven.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Writes to every service that takes writes, in an order that a seed decides, and remembers what was answered: by name,
 * what must be found under it. A write that was begun and not answered may have happened or not, whole.
 */
final class AnsweredWrites {
    private static final String DIMENSION = "ecs:service:DesiredCount";
    private static final String FAMILY = "family";

    private final Random random;
    private final Map<String, String> answered = new LinkedHashMap<>();
    private Map<String, String> pending = Map.of();
    private int count;
    private int lastService = -1;

    AnsweredWrites(long seed) {
        this.random = new Random(seed);
    }

    /** What was answered, by kind and name. */
    Map<String, String> answered() {
        return answered;
    }

    /** What the last write would have made true, had it been answered. */
    Map<String, String> pending() {
        return pending;
    }

    int count() {
        return count;
    }

    /** One more; a refusal is no failure, an answer that does not come is. */
    void write(ServiceClients clients) {
        pending = Map.of();
        String name = "n" + count++;
        try {
            one(clients, name);
            answered.putAll(pending);
        } catch (AwsServiceException refused) {
            if (refused.statusCode() >= 500) {
                throw refused;
            }
        }
        pending = Map.of();
    }

    private void one(ServiceClients clients, String name) {
        int kind = count <= 2 ? count - 1 : random.nextInt(10);
        switch (kind) {
            case 0 -> register(clients, FAMILY);
            case 1, 2 -> create(clients, name);
            case 3, 4 -> update(clients);
            case 5 -> run(clients, name);
            case 6 -> logs(clients, name);
            case 7 -> repository(clients, name);
            case 8 -> target(clients);
            default -> tags(clients, name);
        }
    }

    private void register(ServiceClients clients, String family) {
        int revision = 1
                + (int) answered.keySet().stream()
                        .filter(key -> key.startsWith("definition "))
                        .count();
        pending = Map.of("definition " + family + ":" + revision, "image:" + count);
        clients.ecs()
                .registerTaskDefinition(request -> request.family(family)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("image:" + count)
                                .memory(64)
                                .build()));
    }

    private void create(ServiceClients clients, String name) {
        int desired = random.nextInt(3);
        pending = Map.of("service " + name, Integer.toString(desired));
        clients.ecs()
                .createService(request -> request.serviceName(name)
                        .taskDefinition(FAMILY)
                        .desiredCount(desired)
                        .tags(Tag.builder().key("name").value(name).build()));
        lastService = count - 1;
    }

    private void update(ServiceClients clients) {
        String name = "n" + lastService;
        int desired = random.nextInt(4);
        pending = Map.of("service " + name, Integer.toString(desired));
        boolean forced = random.nextBoolean();
        clients.ecs()
                .updateService(
                        request -> request.service(name).desiredCount(desired).forceNewDeployment(forced));
    }

    private void run(ServiceClients clients, String name) {
        int tasks = 1 + random.nextInt(4);
        pending = Map.of("run " + name, Integer.toString(tasks));
        clients.ecs()
                .runTask(request -> request.taskDefinition(FAMILY)
                        .count(tasks)
                        .startedBy(name)
                        .clientToken(name));
    }

    private void logs(ServiceClients clients, String name) {
        pending = Map.of("group /" + name, "null");
        clients.logs().createLogGroup(request -> request.logGroupName("/" + name));
        answered.putAll(pending);
        if (random.nextBoolean()) {
            pending = Map.of("group /" + name, "30");
            clients.logs()
                    .putRetentionPolicy(
                            request -> request.logGroupName("/" + name).retentionInDays(30));
        }
    }

    private void repository(ServiceClients clients, String name) {
        pending = Map.of("repository " + name, "MUTABLE");
        clients.ecr().createRepository(request -> request.repositoryName(name));
    }

    private void target(ServiceClients clients) {
        int most = 10 + random.nextInt(5);
        pending = Map.of("target service/default/n" + lastService, Integer.toString(most));
        clients.scaling()
                .registerScalableTarget(request -> request.serviceNamespace("ecs")
                        .resourceId("service/default/n" + lastService)
                        .scalableDimension(DIMENSION)
                        .minCapacity(0)
                        .maxCapacity(most));
    }

    private void tags(ServiceClients clients, String name) {
        pending = Map.of("cluster " + name, "ACTIVE");
        clients.ecs().createCluster(request -> request.clusterName(name));
    }

    /** What is there, by the same names. */
    static Map<String, String> found(ServiceClients clients) {
        Map<String, String> found = new TreeMap<>();
        for (String arn : clients.ecs().listTaskDefinitionsPaginator().taskDefinitionArns()) {
            found.put(
                    "definition " + arn.substring(arn.lastIndexOf('/') + 1),
                    clients.ecs()
                            .describeTaskDefinition(request -> request.taskDefinition(arn))
                            .taskDefinition()
                            .containerDefinitions()
                            .get(0)
                            .image());
        }
        services(clients)
                .forEach(service ->
                        found.put("service " + service.serviceName(), Integer.toString(service.desiredCount())));
        tasks(clients).stream()
                .filter(task -> !task.startedBy().startsWith("ecs-svc/"))
                .forEach(task -> found.merge(
                        "run " + task.startedBy(), "1", (all, one) -> Integer.toString(Integer.parseInt(all) + 1)));
        for (LogGroup group : clients.logs().describeLogGroupsPaginator().logGroups()) {
            found.put("group " + group.logGroupName(), String.valueOf(group.retentionInDays()));
        }
        for (Repository repository :
                clients.ecr().describeRepositoriesPaginator().repositories()) {
            found.put("repository " + repository.repositoryName(), repository.imageTagMutabilityAsString());
        }
        for (ScalableTarget target : clients.scaling()
                .describeScalableTargetsPaginator(request -> request.serviceNamespace("ecs"))
                .scalableTargets()) {
            found.put("target " + target.resourceId(), Integer.toString(target.maxCapacity()));
        }
        for (String arn : clients.ecs().listClustersPaginator().clusterArns()) {
            found.put("cluster " + arn.substring(arn.lastIndexOf('/') + 1), "ACTIVE");
        }
        return found;
    }

    /** Everything that is there in all detail. */
    static List<String> described(ServiceClients clients) {
        List<String> all = new ArrayList<>();
        services(clients).forEach(service -> all.add(service.toString()));
        tasks(clients).forEach(task -> all.add(task.toString()));
        found(clients).forEach((name, value) -> all.add(name + "=" + value));
        clients.ecs().listTaskDefinitionsPaginator().taskDefinitionArns().stream()
                .map(arn -> clients.ecs()
                        .describeTaskDefinition(request -> request.taskDefinition(arn))
                        .taskDefinition()
                        .toString())
                .forEach(all::add);
        clients.logs().describeLogGroupsPaginator().logGroups().forEach(group -> all.add(group.toString()));
        clients.ecr()
                .describeRepositoriesPaginator()
                .repositories()
                .forEach(repository -> all.add(repository.toString()));
        return all;
    }

    private static List<Service> services(ServiceClients clients) {
        List<Service> services = new ArrayList<>();
        for (ListServicesResponse page : clients.ecs().listServicesPaginator(request -> request.maxResults(10))) {
            if (!page.serviceArns().isEmpty()) {
                services.addAll(clients.ecs()
                        .describeServices(
                                request -> request.services(page.serviceArns()).includeWithStrings("TAGS"))
                        .services());
            }
        }
        return services;
    }

    private static List<Task> tasks(ServiceClients clients) {
        List<Task> tasks = new ArrayList<>();
        for (String status : List.of("RUNNING", "STOPPED")) {
            for (ListTasksResponse page : clients.ecs().listTasksPaginator(request -> request.desiredStatus(status))) {
                if (!page.taskArns().isEmpty()) {
                    tasks.addAll(clients.ecs()
                            .describeTasks(request -> request.tasks(page.taskArns()))
                            .tasks());
                }
            }
        }
        return tasks;
    }
}
