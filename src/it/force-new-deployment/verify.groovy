def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')

assert runs*.writes == [['RegisterTaskDefinition', 'CreateService'], [], ['UpdateService']]
assert logs[2].contains('+ forceNewDeployment    true')
assert logs[2].contains('Plan: update 1 service, 1 deployment.')
assert logs[3].contains('Deployed, after')
return true
