def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(new File(basedir, 'sh\u00f6p front end'))

assert runs*.writes == [['RegisterTaskDefinition', 'CreateService']]
assert !new File(basedir, 'target').exists(): 'nothing strays beside the module'
return true
