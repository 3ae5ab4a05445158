internal import HCL
public import OrderedCollections

extension DockerConfig {
    /// `auth`: the credentials of a registry.
    public struct Auth: Sendable, Hashable {
        /// The user.
        public var username: Interpolated
        /// The password.
        public var password: Interpolated
        /// The registry, if not that of Docker.
        public var serverAddress: Interpolated?
        /// The address of the user.
        public var email: Interpolated?

        var block: HCL.Block {
            HCL.Block("auth") { body in
                body.attribute("username", text: username, .twice)
                body.attribute("password", text: password, .twice)
                body.attribute("server_address", text: serverAddress, .twice)
                body.attribute("email", text: email, .twice)
            }
        }
    }

    /// `logging`: where Docker sends the output of the container.
    public struct Logging: Sendable, Hashable {
        /// The log driver.
        public var type: Interpolated?
        /// The options of the driver.
        public var config: InterpolatedMap = [:]

        var block: HCL.Block {
            HCL.Block("logging") { body in
                body.attribute("type", text: type, .twice)
                body.map("config", config, .twice, orAttribute: true)
            }
        }
    }

    /// `devices`: a device of the node in the container.
    public struct Device: Sendable, Hashable {
        /// The path on the node.
        public var hostPath: Interpolated
        /// The path in the container, if it is another one.
        public var containerPath: Interpolated?
        /// Letters of `rwm`.
        public var permissions: Interpolated?

        var block: HCL.Block {
            HCL.Block("devices") { body in
                body.attribute("host_path", text: hostPath, .twice)
                body.attribute("container_path", text: containerPath, .twice)
                body.attribute("cgroup_permissions", text: permissions, .twice)
            }
        }
    }
}

extension DockerConfig.Auth {
    /// Makes credentials.
    public init(username: Interpolated, password: Interpolated) {
        self.init(username: username, password: password, email: nil)
    }
}

extension DockerConfig.Logging {
    /// Names a log driver and its options.
    public init(type: Interpolated?) {
        self.init(type: type, config: [:])
    }
}

extension DockerConfig.Device {
    /// Maps a device.
    public init(hostPath: Interpolated) {
        self.init(hostPath: hostPath, permissions: nil)
    }
}
