/// Values that Compose takes where a file says nothing.
enum Defaults {
    /// Fills in what has to be known before paths are made absolute: a build without context is built in the
    /// directory of its own file.
    static func apply(to root: inout Node) {
        root.editEach(in: "services") { _, service in
            service.edit("build") { build in
                if build.isMapping, build["context"] == nil { build.set("context", .synthetic(".")) }
            }
            service.edit("secrets") { secrets in
                secrets.editSequence { items in
                    for index in items.indices where items[index]["target"] == nil {
                        guard let source = items[index]["source"]?.stringValue else { continue }
                        items[index].set("target", .synthetic("/run/secrets/\(source)"))
                    }
                }
            }
            service.edit("ports") { ports in
                ports.editSequence { items in
                    for index in items.indices {
                        if items[index]["protocol"] == nil { items[index].set("protocol", .synthetic("tcp")) }
                        if items[index]["mode"] == nil { items[index].set("mode", .synthetic("ingress")) }
                    }
                }
            }
        }
    }
}
