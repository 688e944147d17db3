def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')

assert runs*.writes*.size() == [0, 2, 0]
assert logs[1].contains('What runs differs from the descriptor: shop')
assert logs[1].contains('Plan: register 1 revision, create 1 service, 1 deployment.'): 'the diff is printed all the same'
assert logs[3].contains('No changes.')
return true
