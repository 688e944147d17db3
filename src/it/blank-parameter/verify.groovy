def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')

assert logs[1].count('The parameter ecs.region is blank') == 1
assert logs[2].count('The parameter ecs.environment is blank') == 1
assert received(basedir)*.calls == [[], []]: 'nothing is sent to AWS'
return true
