def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')

assert runs.size() == 3
assert runs[1].writes == [] && runs[1].ecsReads == ['DescribeServices', 'DescribeTaskDefinition']
assert logs[2].contains('shop imported to target/imported.yaml')
def imported = new File(basedir, 'target/imported.yaml').getText('UTF-8')
assert imported.contains('cluster: demo') && imported.contains('family: shop')
assert ['essential', 'taskDefinitionArn', 'requiresAttributes', 'events', 'deployments'].every { !imported.contains(it) }
assert logs[3].contains('No changes. What runs is what the descriptor wants.')
return true
