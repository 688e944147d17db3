import java.nio.file.Files

def module = new File(basedir, 'sh\u00f6p front end').toPath()
for (name in ['pom.xml', 'src/main/ecs/shop.yaml']) {
    Files.createDirectories(module.resolve(name).parent)
    Files.copy(basedir.toPath().resolve(name), module.resolve(name))
}
return true
