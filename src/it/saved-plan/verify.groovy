def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')
def changed = ['RegisterTaskDefinition', 'UpdateService']

assert logs[2].contains('Plan: register 1 revision, update 1 service, 1 deployment. Saved to target/ecs/shop/plan.json')
assert logs[3].contains('Deployed, after')
assert logs[4].contains('The saved plan has been carried out already.')
assert logs[5].contains('Saved to target/approved.json')
assert logs[7].contains('What runs has moved since the plan was saved; nothing was written')
assert logs[7] =~ /saved:  changed taskDefinition\.containerDefinitions\[web]\.image  registry\.example\/shop:2 .+ registry\.example\/shop:3/
assert logs[7] =~ /now:    changed taskDefinition\.containerDefinitions\[web]\.image  registry\.example\/shop:4 .+ registry\.example\/shop:3/
assert logs[8].contains('The saved plan is no saved plan; nothing was written')
// The last run is refused before AWS is called, but starts what it would have called.
assert runs*.writes.take(7) == [['RegisterTaskDefinition', 'CreateService'], [], changed, [], [], changed, []]
assert runs.size() == 7 || runs[7].writes == []

def plan = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/approved.json'))
assert plan.formatVersion == 1
assert plan.outcome == 'changed'
assert plan.changes[0].lines[0].after == 'registry.example/shop:3'
assert new File(basedir, 'target/ecs/shop/plan.md').getText('UTF-8').startsWith('### shop\n')
return true
