package io.github.ecsmaven.local.ecs.cluster;

/**
 * What goes on in a cluster.
 *
 * @param activeServices services that are ACTIVE
 * @param runningTasks tasks that are RUNNING
 * @param pendingTasks tasks that are on their way there
 */
public record Activity(int activeServices, int runningTasks, int pendingTasks) {}
