def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')

assert runs[0..3].every { it.calls == [] }: 'nothing is sent to AWS'
assert logs[1].contains('[INFO] shop skipped, because no environment is chosen;'
        + ' choose one with -Decs.environment=staging|production')
assert logs[2].contains('ecs:deploy of shop has no target')
assert logs[3].contains('ecs:diff of shop has no target')
assert logs[4].contains('The environment `prod` is not declared')
assert runs[4].writes == ['RegisterTaskDefinition', 'CreateService']
assert logs[5].contains('service shop in cluster production')
return true
