def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')

assert runs.size() == 3
for (run in runs[1..2]) {
    assert run.writes == []
    assert run.ecsReads.size() <= 3
    assert run.sessions == 1: 'a diff holds no session to write with'
}
assert logs[2].contains('No changes. What runs is what the descriptor wants.')
assert logs[3] =~ /~ containerDefinitions\[web]\.image    registry\.example\/shop:1 .+ registry\.example\/shop:2/
assert logs[3].contains('Plan: register 1 revision, update 1 service, 1 deployment.')
assert logs[3].contains('Saved to target/ecs/shop/plan.json')
assert !logs[2].contains('Saved to')
assert new File(basedir, 'target/ecs/shop/plan.json').getText('UTF-8').contains('"outcome": "changed"')
assert logs[2..3].every { it.contains(', read-only') }
return true
